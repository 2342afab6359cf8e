import type { ProblemDefinition } from './problem-definition.ts';

/** Problems that only the admin API answers. The exact reason of a refusal is its member `refusal`. */
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
      fr: 'Aucune session n’est ouverte, ou elle a pris fin. Ouvrez une session, puis recommencez.',
      en: 'There is no session, or it has ended. Log in and try again.',
    },
  },
  'wrong-login': {
    status: 401,
    title: { fr: 'Identifiants refusés', en: 'Login refused' },
    detail: {
      fr: 'L’adresse ou le mot de passe est erroné, ou le compte est désactivé.',
      en: 'The address or the password is wrong, or the account is disabled.',
    },
  },
  'cross-site': {
    status: 403,
    title: { fr: 'Demande d’une autre origine', en: 'Request from elsewhere' },
    detail: {
      fr: 'La demande ne vient pas de cette application : l’en-tête X-CSRF-Token, Origin ou Sec-Fetch-Site manque ou ne convient pas. Rien n’a été fait.',
      en: 'The request does not come from this application: the header X-CSRF-Token, Origin or Sec-Fetch-Site is missing or does not fit. Nothing was done.',
    },
  },
  'role-forbids': {
    status: 403,
    title: { fr: 'Rôle insuffisant', en: 'Not within your role' },
    detail: {
      fr: 'Le rôle de votre compte ne permet pas cet acte. Rien n’a été fait.',
      en: 'The role of your account does not allow this act. Nothing was done.',
    },
  },
  'record-not-found': {
    status: 404,
    title: { fr: 'Introuvable', en: 'No such record' },
    detail: {
      fr: 'Ce que la demande désigne n’existe pas. Vérifiez les identifiants.',
      en: 'What the request names does not exist. Check the identifiers.',
    },
  },
  'already-exists': {
    status: 409,
    title: { fr: 'Existe déjà', en: 'Already exists' },
    detail: {
      fr: 'Un enregistrement porte déjà cet identifiant. Rien n’a été fait.',
      en: 'There is a record of this identifier already. Nothing was done.',
    },
  },
  'state-forbids': {
    status: 409,
    title: { fr: 'Impossible dans cet état', en: 'Not in this state' },
    detail: {
      fr: 'La consultation est dans un état où cela ne se peut pas. Rien n’a été fait.',
      en: 'The contest is in a state in which this may not be. Nothing was done.',
    },
  },
  'in-use': {
    status: 409,
    title: { fr: 'Encore utilisé', en: 'In use' },
    detail: {
      fr: 'Autre chose s’y rapporte encore. Rien n’a été fait.',
      en: 'Something else refers to it. Nothing was done.',
    },
  },
  incomplete: {
    status: 409,
    title: { fr: 'Il manque quelque chose', en: 'Something is missing' },
    detail: {
      fr: 'Tout ce qu’il faut pour cette étape n’est pas encore là. Rien n’a été fait.',
      en: 'Not all that this step needs is there. Nothing was done.',
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
    title: { fr: 'Format non attendu', en: 'Unexpected media type' },
    detail: {
      fr: 'Envoyez du JSON avec Content-Type: application/json ; une liste de vote avec text/plain. Rien n’a été fait.',
      en: 'Send JSON with Content-Type: application/json; a roll with text/plain. Nothing was done.',
    },
  },
  invalid: {
    status: 422,
    title: { fr: 'Valeurs non valides', en: 'Invalid values' },
    detail: {
      fr: 'Des valeurs ne conviennent pas. Corrigez ce qui est indiqué. Rien n’a été fait.',
      en: 'Some values do not fit. Correct what is said. Nothing was done.',
    },
  },
  'roll-invalid': {
    status: 422,
    title: { fr: 'Liste de vote erronée', en: 'Errors in the roll' },
    detail: {
      fr: 'La liste contient des lignes erronées, énumérées dans « report ». Rien n’a été chargé.',
      en: 'The roll has wrong lines, listed in `report`. Nothing was loaded.',
    },
  },
  'letters-uploaded': {
    status: 422,
    title: { fr: 'Lettres au lieu d’une liste de vote', en: 'Letters instead of a roll' },
    detail: {
      fr: 'Ce fichier contient les NAS et les codes des électeurs : ce sont les lettres, qui ne vont jamais à ce système. Rien n’a été chargé, et ce qui a été reçu est effacé. Cherchez qui a pu lire cet envoi en route, puis envoyez les fichiers du dossier roll/.',
      en: 'This file holds the NAS and codes of voters: these are the letters, which never go to this system. Nothing was loaded, and what was received is deleted. Find out who could read it on its way, then send the files of the folder roll/.',
    },
  },
  'too-many-logins': {
    status: 429,
    title: { fr: 'Trop d’essais d’ouverture de session', en: 'Too many login attempts' },
    detail: {
      fr: 'Trop d’ouvertures de session ont échoué. Réessayez dans {wait}.',
      en: 'Too many logins have failed. Try again in {wait}.',
    },
  },
} as const satisfies Record<string, ProblemDefinition>;
