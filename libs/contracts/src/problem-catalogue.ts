import { ADMIN_PROBLEMS } from './admin-problems.ts';
import type { Localized } from './language.ts';

/** What the API says of one kind of problem. `detail` tells the citizen what to do next. */
export interface ProblemDefinition {
  readonly status: number;
  readonly title: Localized;
  readonly detail: Localized;
}

/**
 * Every problem the API may answer: a closed set, by the last word of the type's URI. Rejection reasons
 * that are known before a vote is accepted bear the reason's own name; the others (an unknown credential, a
 * second vote) are found later and told by the submission's status.
 */
export const PROBLEM_CATALOGUE = {
  malformed: {
    status: 400,
    title: { fr: 'Demande mal formée', en: 'Malformed request' },
    detail: {
      fr: 'La demande est illisible ou incomplète. Corrigez les champs indiqués, puis envoyez-la de nouveau. Aucun vote n’a été enregistré.',
      en: 'The request cannot be read or is incomplete. Correct the fields listed and send it again. No vote was recorded.',
    },
  },
  'malformed-query': {
    status: 400,
    title: { fr: 'Paramètres non valides', en: 'Invalid query parameters' },
    detail: {
      fr: 'Les paramètres de l’adresse, après le point d’interrogation, ne peuvent pas être lus. Corrigez ceux qui sont indiqués, puis envoyez la demande de nouveau.',
      en: 'The parameters of the address, after the question mark, cannot be read. Correct those listed and send the request again.',
    },
  },
  'idempotency-key-invalid': {
    status: 400,
    title: { fr: 'En-tête Idempotency-Key non valide', en: 'Invalid Idempotency-Key header' },
    detail: {
      fr: 'L’en-tête Idempotency-Key doit compter de 1 à 255 caractères ASCII imprimables. Envoyez la demande de nouveau avec une clé valide, ou sans clé.',
      en: 'The Idempotency-Key header must be 1 to 255 printable ASCII characters. Send the request again with a valid key, or without one.',
    },
  },
  'results-not-published': {
    status: 403,
    title: { fr: 'Résultats pas encore publiés', en: 'Results not yet published' },
    detail: {
      fr: 'Les résultats de cette consultation seront publiés après la clôture du vote. Revenez à ce moment-là.',
      en: 'The results of this contest are published after voting closes. Please come back then.',
    },
  },
  'not-found': {
    status: 404,
    title: { fr: 'Adresse inconnue', en: 'Not found' },
    detail: {
      fr: 'Rien ne se trouve à cette adresse. Vérifiez l’adresse ou le numéro de suivi que vous avez saisi.',
      en: 'There is nothing at this address. Check the address or the tracking number you entered.',
    },
  },
  'unknown-contest': {
    status: 404,
    title: { fr: 'Consultation inconnue', en: 'Unknown contest' },
    detail: {
      fr: 'Il n’existe ici aucune loi, élection ou région de cette élection qui porte l’identifiant demandé. Vérifiez-le dans la liste des consultations ou sur votre avis de vote.',
      en: 'There is no law, election or region of that election here with the identifier asked for. Check it in the list of contests or on your voting notice.',
    },
  },
  'not-tabulated': {
    status: 404,
    title: { fr: 'Dépouillement pas encore publié', en: 'Count not yet published' },
    detail: {
      fr: 'Aucun dépouillement n’est encore publié pour cette consultation. Revenez plus tard ; les résultats comptés jusqu’ici se trouvent à l’adresse des résultats.',
      en: 'No count is published yet for this contest. Please come back later; what is counted so far is at the address of the results.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { fr: 'Méthode non permise', en: 'Method not allowed' },
    detail: {
      fr: 'Cette adresse n’accepte pas cette méthode HTTP. L’en-tête Allow donne celles qu’elle accepte.',
      en: 'This address does not take that HTTP method. The Allow header lists those it takes.',
    },
  },
  'not-open': {
    status: 409,
    title: { fr: 'Vote pas encore ouvert', en: 'Voting has not opened' },
    detail: {
      fr: 'Le vote n’est pas encore ouvert pour cette consultation. Votez de nouveau après l’ouverture ; rien n’a été enregistré.',
      en: 'Voting has not opened yet for this contest. Vote again once it opens; nothing was recorded.',
    },
  },
  closed: {
    status: 409,
    title: { fr: 'Vote clos', en: 'Voting has closed' },
    detail: {
      fr: 'Le vote est clos pour cette consultation. Ce vote n’a pas été enregistré et ne peut plus l’être.',
      en: 'Voting has closed for this contest. This vote was not recorded and can no longer be.',
    },
  },
  'payload-too-large': {
    status: 413,
    title: { fr: 'Demande trop volumineuse', en: 'Request too large' },
    detail: {
      fr: 'La demande dépasse la taille permise. Envoyez seulement les champs prévus. Aucun vote n’a été enregistré.',
      en: 'The request is larger than allowed. Send only the fields that are described. No vote was recorded.',
    },
  },
  'unsupported-media-type': {
    status: 415,
    title: { fr: 'Format non pris en charge', en: 'Unsupported media type' },
    detail: {
      fr: 'Envoyez la demande en JSON, avec l’en-tête Content-Type: application/json. Aucun vote n’a été enregistré.',
      en: 'Send the request as JSON, with the header Content-Type: application/json. No vote was recorded.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { fr: 'Clé Idempotency-Key déjà utilisée', en: 'Idempotency-Key already used' },
    detail: {
      fr: 'Cette clé a déjà servi pour une autre demande. Pour un nouveau vote, envoyez une nouvelle clé. Cette demande n’a pas été enregistrée.',
      en: 'This key was already used for a different request. Send a new key for a new vote. This request was not recorded.',
    },
  },
  'unknown-candidate': {
    status: 422,
    title: { fr: 'Candidature inconnue', en: 'Unknown candidate' },
    detail: {
      fr: 'Une des personnes choisies n’est pas candidate dans cette région. Choisissez parmi les candidatures de votre région, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'One of the people chosen is not a candidate in this region. Choose among the candidates of your region and vote again. No vote was recorded.',
    },
  },
  'withdrawn-candidate': {
    status: 422,
    title: { fr: 'Candidature retirée', en: 'Candidate withdrawn' },
    detail: {
      fr: 'Une des personnes choisies a retiré sa candidature. Faites un autre choix, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'One of the people chosen has withdrawn. Make another choice and vote again. No vote was recorded.',
    },
  },
  'repeated-candidate': {
    status: 422,
    title: { fr: 'Candidature répétée', en: 'Candidate repeated' },
    detail: {
      fr: 'La même personne figure plus d’une fois dans votre classement. Classez chaque personne une seule fois, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'Your ranking names the same person more than once. Rank each person once and vote again. No vote was recorded.',
    },
  },
  'too-many-ranks': {
    status: 422,
    title: { fr: 'Classement trop long', en: 'Ranking too long' },
    detail: {
      fr: 'Votre classement compte plus de rangs que cette élection n’en permet. Raccourcissez-le, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'Your ranking has more ranks than this election allows. Shorten it and vote again. No vote was recorded.',
    },
  },
  'ranking-not-allowed': {
    status: 422,
    title: { fr: 'Classement non permis', en: 'Ranking not allowed' },
    detail: {
      fr: 'Dans cette région, on choisit une seule personne. Choisissez-en une, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'In this region one person is chosen, and rankings are not taken. Choose one and vote again. No vote was recorded.',
    },
  },
  'rate-limited': {
    status: 429,
    title: { fr: 'Trop de tentatives', en: 'Too many attempts' },
    detail: {
      fr: 'Trop de tentatives en peu de temps. Attendez la durée indiquée par l’en-tête Retry-After, puis réessayez. Aucun vote n’a été enregistré.',
      en: 'Too many attempts in a short time. Wait as long as the Retry-After header says, then try again. No vote was recorded.',
    },
  },
  internal: {
    status: 500,
    title: { fr: 'Erreur interne', en: 'Internal error' },
    detail: {
      fr: 'Une erreur imprévue s’est produite de notre côté. Réessayez dans quelques minutes ; un même vote n’est jamais compté deux fois.',
      en: 'Something unexpected went wrong on our side. Try again in a few minutes; the same vote is never counted twice.',
    },
  },
  'broker-unavailable': {
    status: 503,
    title: { fr: 'Vote temporairement impossible', en: 'Voting temporarily unavailable' },
    detail: {
      fr: 'Nous n’avons pas pu confirmer que votre vote est en sûreté ; il n’est donc pas accepté. Réessayez après la durée indiquée par l’en-tête Retry-After ; un même vote n’est jamais compté deux fois.',
      en: 'We could not confirm that your vote is stored safely, so it is not accepted. Try again after the time in the Retry-After header; the same vote is never counted twice.',
    },
  },
  overloaded: {
    status: 503,
    title: { fr: 'Service surchargé', en: 'Service overloaded' },
    detail: {
      fr: 'Trop de demandes arrivent en ce moment. Réessayez après la durée indiquée par l’en-tête Retry-After. Cette demande n’a pas été traitée.',
      en: 'Too many requests are arriving at the moment. Try again after the time in the Retry-After header. This request was not processed.',
    },
  },
  'not-ready': {
    status: 503,
    title: { fr: 'Service momentanément indisponible', en: 'Service not ready' },
    detail: {
      fr: 'Un service dont nous dépendons ne répond pas. Réessayez après la durée indiquée par l’en-tête Retry-After.',
      en: 'A service we depend on does not answer. Try again after the time in the Retry-After header.',
    },
  },
  ...ADMIN_PROBLEMS,
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemType = keyof typeof PROBLEM_CATALOGUE;
