import type { ProblemDefinition } from './problem-definition.ts';

/** The problems that only the admin API answers. The member `refusal` of an answer gives the exact reason. */
export const ADMIN_PROBLEMS = {
  'request-unreadable': {
    status: 400,
    title: { fr: 'Demande illisible', en: 'Unreadable request' },
    detail: {
      fr: 'Le corps de la demande ne peut pas être lu ; la raison se trouve sous « errors ». Rien n’a été fait.',
      en: 'The body of the request cannot be read; the reason is under `errors`. Nothing was done.',
    },
  },
  'login-required': {
    status: 401,
    title: { fr: 'Ouverture de session requise', en: 'Login required' },
    detail: {
      fr: 'Aucune session n’est ouverte, ou la vôtre a pris fin. Ouvrez une session, puis recommencez.',
      en: 'You have no session, or it has ended. Log in and try again.',
    },
  },
  'wrong-login': {
    status: 401,
    title: { fr: 'Identifiants refusés', en: 'Login refused' },
    detail: {
      fr: 'L’adresse courriel ou le mot de passe est erroné, ou le compte est désactivé.',
      en: 'The e-mail address or the password is wrong, or the account is disabled.',
    },
  },
  'code-required': {
    status: 401,
    title: { fr: 'Code requis', en: 'Code required' },
    detail: {
      fr: 'Le mot de passe est juste, et ce compte a un second facteur : envoyez aussi le code à six chiffres affiché par votre application (« code »).',
      en: 'The password is right, and this account has a second factor: also send the six-digit code that your authenticator shows (`code`).',
    },
  },
  'wrong-code': {
    status: 401,
    title: { fr: 'Code refusé', en: 'Code refused' },
    detail: {
      fr: 'Le code est erroné, périmé ou déjà utilisé. Attendez le code suivant, et vérifiez l’heure de votre appareil.',
      en: 'The code is wrong, too old or already used. Wait for the next code, and check the clock of your device.',
    },
  },
  'code-unverifiable': {
    status: 401,
    title: { fr: 'Code invérifiable', en: 'Code cannot be checked' },
    detail: {
      fr: 'Le service n’a pas la clé qui protège le second facteur de ce compte, et ne peut donc pas vérifier le code. Demandez à l’équipe technique de vérifier SECOND_FACTOR_KEYS.',
      en: 'The service does not have the key that protects the second factor of this account, so it cannot check the code. Ask the person who runs it to check SECOND_FACTOR_KEYS.',
    },
  },
  'cross-site': {
    status: 403,
    title: { fr: 'Demande provenant d’un autre site', en: 'Request from another site' },
    detail: {
      fr: 'La demande ne vient pas de cette application : l’en-tête X-CSRF-Token, Origin ou Sec-Fetch-Site manque ou n’a pas la valeur attendue. Rien n’a été fait.',
      en: 'The request does not come from this application: the header X-CSRF-Token, Origin or Sec-Fetch-Site is missing or does not have the expected value. Nothing was done.',
    },
  },
  'password-change-required': {
    status: 403,
    title: { fr: 'Changement de mot de passe requis', en: 'Password change required' },
    detail: {
      fr: 'Quelqu’un d’autre a choisi votre mot de passe. Changez-le d’abord (POST /admin/v1/session/password). Rien n’a été fait.',
      en: 'Somebody else chose your password. Change it first (POST /admin/v1/session/password). Nothing was done.',
    },
  },
  'second-factor-required': {
    status: 403,
    title: { fr: 'Second facteur requis', en: 'Second factor required' },
    detail: {
      fr: 'Votre rôle exige un second facteur. Activez-le d’abord (POST /admin/v1/session/second-factor). Rien n’a été fait.',
      en: 'Your role needs a second factor. Enrol one first (POST /admin/v1/session/second-factor). Nothing was done.',
    },
  },
  'role-forbids': {
    status: 403,
    title: { fr: 'Rôle insuffisant', en: 'Not allowed for your role' },
    detail: {
      fr: 'Le rôle de votre compte ne permet pas cet acte. Rien n’a été fait.',
      en: 'The role of your account does not allow this act. Nothing was done.',
    },
  },
  'record-not-found': {
    status: 404,
    title: { fr: 'Enregistrement introuvable', en: 'Record not found' },
    detail: {
      fr: 'L’enregistrement demandé n’existe pas. Vérifiez les identifiants.',
      en: 'The record that the request names does not exist. Check the identifiers.',
    },
  },
  'already-exists': {
    status: 409,
    title: { fr: 'Identifiant déjà utilisé', en: 'Identifier already in use' },
    detail: {
      fr: 'Un autre enregistrement porte déjà cet identifiant. Rien n’a été fait.',
      en: 'Another record has this identifier already. Nothing was done.',
    },
  },
  'state-forbids': {
    status: 409,
    title: { fr: 'Impossible dans cet état', en: 'Not possible in this state' },
    detail: {
      fr: 'L’état actuel de l’enregistrement ne permet pas cet acte. Rien n’a été fait.',
      en: 'The present state of the record does not allow this act. Nothing was done.',
    },
  },
  'in-use': {
    status: 409,
    title: { fr: 'Encore utilisé', en: 'Still in use' },
    detail: {
      fr: 'Un autre élément dépend encore de cet enregistrement. Rien n’a été fait.',
      en: 'Something else still depends on this record. Nothing was done.',
    },
  },
  incomplete: {
    status: 409,
    title: { fr: 'Il manque quelque chose', en: 'Something is missing' },
    detail: {
      fr: 'Il manque encore quelque chose de nécessaire à cette étape. Rien n’a été fait.',
      en: 'Something that this step needs is still missing. Nothing was done.',
    },
  },
  outdated: {
    status: 412,
    title: { fr: 'Modifié entre-temps', en: 'Changed meanwhile' },
    detail: {
      fr: 'Quelqu’un d’autre a fait une modification depuis la version que nomme l’en-tête If-Match. Lisez la version actuelle, puis refaites la modification si elle convient encore. Rien n’a été fait.',
      en: 'Somebody else made a change since the version that the header If-Match names. Read the present version, then make the change again if it still fits. Nothing was done.',
    },
  },
  'upload-too-large': {
    status: 413,
    title: { fr: 'Envoi trop volumineux', en: 'Upload too large' },
    detail: {
      fr: 'La demande dépasse la taille permise. Rien n’a été fait.',
      en: 'The request is larger than allowed. Nothing was done.',
    },
  },
  'wrong-media-type': {
    status: 415,
    title: { fr: 'Format inattendu', en: 'Unexpected media type' },
    detail: {
      fr: 'Envoyez du JSON avec l’en-tête Content-Type: application/json, ou une liste électorale avec Content-Type: text/plain. Rien n’a été fait.',
      en: 'Send JSON with the header Content-Type: application/json, or a roll with Content-Type: text/plain. Nothing was done.',
    },
  },
  invalid: {
    status: 422,
    title: { fr: 'Valeurs non valides', en: 'Invalid values' },
    detail: {
      fr: 'Certaines valeurs ne sont pas valides. Corrigez celles que la réponse indique. Rien n’a été fait.',
      en: 'Some values are not valid. Correct those that the answer names. Nothing was done.',
    },
  },
  'roll-invalid': {
    status: 422,
    title: { fr: 'Erreurs dans la liste électorale', en: 'Errors in the roll' },
    detail: {
      fr: 'Certaines lignes de la liste sont erronées ; elles sont énumérées sous « report ». Rien n’a été chargé.',
      en: 'Some lines of the roll are wrong; they are listed under `report`. Nothing was loaded.',
    },
  },
  'letters-uploaded': {
    status: 422,
    title: { fr: 'Lettres au lieu d’une liste électorale', en: 'Letters instead of a roll' },
    detail: {
      fr: 'Ce fichier contient les NAS et les codes des électrices et électeurs : ce sont les lettres, qui ne doivent jamais être envoyées à ce système. Rien n’a été chargé, et ce qui a été reçu est effacé. Cherchez qui a pu lire cet envoi en chemin, puis envoyez les fichiers du dossier roll/.',
      en: 'This file holds the social insurance numbers and codes of voters: these are the letters, which must never be sent to this system. Nothing was loaded, and what was received is deleted. Find out who may have read it on its way, then send the files of the folder roll/.',
    },
  },
  'too-many-logins': {
    status: 429,
    title: { fr: 'Trop de tentatives d’ouverture de session', en: 'Too many login attempts' },
    detail: {
      fr: 'Trop de tentatives d’ouverture de session ont échoué. Réessayez dans {wait}.',
      en: 'Too many login attempts have failed. Try again in {wait}.',
    },
  },
} as const satisfies Record<string, ProblemDefinition>;
