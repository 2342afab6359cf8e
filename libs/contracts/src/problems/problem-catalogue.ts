import { ADMIN_PROBLEMS } from './admin-problems.ts';
import type { ProblemDefinition } from './problem-definition.ts';

/**
 * Every problem that an API of ours may answer. The set is closed; each key is the last part of the URI in `type`. A
 * rejection reason that can be known before a vote is accepted is a problem of the same name. The other reasons (an
 * unknown credential, a second vote) are known only later, and the status of the submission gives them.
 */
export const PROBLEM_CATALOGUE = {
  malformed: {
    status: 400,
    title: { fr: 'Demande mal formée', en: 'Malformed request' },
    detail: {
      fr: 'La demande est illisible ou incomplète. Corrigez ce qui est indiqué sous « errors », puis envoyez-la de nouveau. Aucun vote n’a été enregistré.',
      en: 'The request cannot be read or is incomplete. Correct what is listed under `errors` and send it again. No vote was recorded.',
    },
  },
  'not-http': {
    status: 400,
    title: { fr: 'Demande HTTP illisible', en: 'Unreadable HTTP request' },
    detail: {
      fr: 'Le message reçu n’est pas une demande HTTP bien formée, et la connexion est fermée. Vérifiez le programme qui l’a envoyé. Le message n’a pas été traité.',
      en: 'The message received is not a well-formed HTTP request, and the connection is closed. Check the program that sent it. The message was not processed.',
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
      fr: 'L’en-tête Idempotency-Key doit compter de 16 à 255 caractères : des lettres sans accent, des chiffres ou des signes ASCII, sans espace ; un UUID convient. Envoyez la demande de nouveau avec une telle clé, ou sans clé. Aucun vote n’a été enregistré.',
      en: 'The Idempotency-Key header must have 16 to 255 characters: letters without accents, digits or ASCII signs, without spaces; a UUID will do. Send the request again with such a key, or without one. No vote was recorded.',
    },
  },
  'gateway-key-refused': {
    status: 401,
    title: { fr: 'Clé de passerelle refusée', en: 'Gateway key refused' },
    detail: {
      fr: 'Cette adresse est réservée aux passerelles. La clé dans l’en-tête Authorization manque, est mal écrite, n’existe pas ou est révoquée. Dans cet en-tête, envoyez le mot Bearer et la clé de votre passerelle, ou demandez une nouvelle clé au bureau responsable du scrutin. Aucun vote n’a été enregistré.',
      en: 'This address is for gateways only. The key in the Authorization header is missing, malformed, unknown or revoked. Send the word Bearer and the key of your gateway in this header, or ask the election office for another key. No vote was recorded.',
    },
  },
  'results-not-published': {
    status: 403,
    title: { fr: 'Résultats pas encore publiés', en: 'Results not yet published' },
    detail: {
      fr: 'Les résultats de ce scrutin seront publiés après la clôture du vote. Revenez à ce moment-là.',
      en: 'The results of this contest will be published after voting closes. Please come back then.',
    },
  },
  'ballots-not-yet-published': {
    status: 403,
    title: { fr: 'Bulletins pas encore publiés', en: 'Ballots not yet published' },
    detail: {
      fr: 'Les bulletins de ce scrutin seront publiés ici quand le résultat sera certifié. Le vote se termine à l’heure indiquée sous « closes_at », et la certification suit le dépouillement : revenez quand « certified » sera vrai dans la description du scrutin.',
      en: 'The ballots of this contest will be published here when the result is certified. Voting ends at the time given as `closes_at`, and the certification follows the count: come back when `certified` is true in the description of the contest.',
    },
  },
  'ballots-never-published': {
    status: 403,
    title: { fr: 'Bulletins non publiés', en: 'Ballots not published' },
    detail: {
      fr: 'Les bulletins de ce scrutin ne sont pas publiés : cela a été décidé à sa création (« ballot_record »). Le dépouillement publié se trouve à l’adresse des résultats ; les personnes qui vérifient le scrutin peuvent lire les bulletins.',
      en: 'The ballots of this contest are not published: this was decided when it was created (`ballot_record`). The published count is at the address of the results; the auditors of the contest can read the ballots.',
    },
  },
  'not-found': {
    status: 404,
    title: { fr: 'Adresse inconnue', en: 'Not found' },
    detail: {
      fr: 'Il n’y a rien à cette adresse. Vérifiez l’adresse ou le numéro de suivi que vous avez saisi.',
      en: 'There is nothing at this address. Check the address or the tracking number you entered.',
    },
  },
  'unknown-contest': {
    status: 404,
    title: { fr: 'Scrutin inconnu', en: 'Unknown contest' },
    detail: {
      fr: 'Aucune loi, aucune élection ou aucune région de cette élection ne porte l’identifiant demandé. Vérifiez-en l’orthographe, y compris les majuscules et les minuscules, dans la liste des scrutins ou sur votre avis de vote. Rien n’a été enregistré.',
      en: 'No law, no election or no region of that election has the identifier asked for. Check its spelling, including upper and lower case, in the list of contests or on your voting notice. Nothing was recorded.',
    },
  },
  'not-tabulated': {
    status: 404,
    title: { fr: 'Dépouillement pas encore publié', en: 'Count not yet published' },
    detail: {
      fr: 'Aucun dépouillement n’est encore publié pour ce scrutin. Revenez plus tard ; les votes comptés jusqu’ici se trouvent à l’adresse des résultats.',
      en: 'No count is published yet for this contest. Please come back later; the votes counted so far are at the address of the results.',
    },
  },
  'method-not-allowed': {
    status: 405,
    title: { fr: 'Méthode non permise', en: 'Method not allowed' },
    detail: {
      fr: 'Cette adresse n’accepte pas cette méthode HTTP. L’en-tête Allow donne celles qu’elle accepte.',
      en: 'This address does not accept this HTTP method. The Allow header lists those that it accepts.',
    },
  },
  'key-of-rejected-vote': {
    status: 422,
    title: { fr: 'Clé d’un vote non compté', en: 'Key of a vote that was not counted' },
    detail: {
      fr: 'Le vote envoyé avec cette clé n’a pas été compté ; la raison se trouve à l’adresse donnée sous « location ». Ce nouveau vote en diffère et n’a pas été enregistré. Envoyez-le de nouveau avec une nouvelle clé Idempotency-Key.',
      en: 'The vote that was sent with this key was not counted; the reason is at the address under `location`. This new vote differs from it and was not recorded. Send it again with a new Idempotency-Key.',
    },
  },
  'not-open': {
    status: 409,
    title: { fr: 'Vote pas encore ouvert', en: 'Voting has not opened' },
    detail: {
      fr: 'Le vote n’est pas encore ouvert pour ce scrutin. Votez de nouveau après l’ouverture ; rien n’a été enregistré.',
      en: 'Voting has not opened yet for this contest. Vote again once it opens; nothing was recorded.',
    },
  },
  closed: {
    status: 409,
    title: { fr: 'Vote clos', en: 'Voting has closed' },
    detail: {
      fr: 'Le vote est clos pour ce scrutin. Votre vote n’a pas été enregistré et ne peut plus l’être.',
      en: 'Voting has closed for this contest. Your vote was not recorded, and it can no longer be recorded.',
    },
  },
  'request-timeout': {
    status: 408,
    title: { fr: 'Demande trop lente', en: 'Request too slow' },
    detail: {
      fr: 'La demande n’est pas arrivée au complet à temps, et la connexion est fermée. Envoyez-la de nouveau. Elle n’a pas été traitée.',
      en: 'The request did not arrive completely in time, and the connection is closed. Send it again. It was not processed.',
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
      fr: 'La forme de la demande n’est pas prise en charge ; la raison se trouve sous « errors ». Envoyez du JSON en UTF-8, sans compression, avec l’en-tête Content-Type: application/json. Aucun vote n’a été enregistré.',
      en: 'The form of the request is not supported; the reason is under `errors`. Send JSON in UTF-8, uncompressed, with the header Content-Type: application/json. No vote was recorded.',
    },
  },
  'expectation-failed': {
    status: 417,
    title: { fr: 'Attente non prise en charge', en: 'Expectation not supported' },
    detail: {
      fr: 'La seule valeur prise en charge dans l’en-tête Expect est 100-continue. Envoyez la demande sans cet en-tête. Elle n’a pas été traitée.',
      en: 'The only value supported in the Expect header is 100-continue. Send the request without that header. It was not processed.',
    },
  },
  'idempotency-key-reused': {
    status: 422,
    title: { fr: 'Clé Idempotency-Key déjà utilisée', en: 'Idempotency-Key already used' },
    detail: {
      fr: 'Un vote a déjà été reçu avec cette clé, ce NAS et ce code, et il est en cours de vérification. Ce nouveau vote en diffère et n’a pas été enregistré. Le premier vote compté est définitif. Suivez le vote déjà reçu à l’adresse donnée sous « location ».',
      en: 'A vote was already received with this key, social insurance number and code, and is being checked. This new vote differs from it and was not recorded. The first vote that is counted is final. Follow the vote already received at the address under `location`.',
    },
  },
  'unknown-candidate': {
    status: 422,
    title: { fr: 'Candidature inconnue', en: 'Unknown candidate' },
    detail: {
      fr: 'Au moins une des personnes choisies n’est pas candidate dans cette région ; « errors » indique laquelle. Choisissez parmi les candidatures de votre région, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'At least one of the people chosen is not a candidate in this region; `errors` shows which one. Choose among the candidates of your region and vote again. No vote was recorded.',
    },
  },
  'withdrawn-candidate': {
    status: 422,
    title: { fr: 'Candidature retirée', en: 'Candidate withdrawn' },
    detail: {
      fr: 'Au moins une des personnes choisies a retiré sa candidature ; « errors » indique laquelle. Faites un autre choix, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'At least one of the people chosen has withdrawn; `errors` shows which one. Make another choice and vote again. No vote was recorded.',
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
      fr: 'Dans cette région, on choisit une seule personne, sans classement. Choisissez-en une, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'In this region you choose one person, without a ranking. Choose one and vote again. No vote was recorded.',
    },
  },
  'blank-not-allowed': {
    status: 422,
    title: { fr: 'Vote blanc non permis', en: 'Blank vote not allowed' },
    detail: {
      fr: 'Ce scrutin n’admet pas le vote blanc. Choisissez une des options offertes, puis votez de nouveau. Aucun vote n’a été enregistré.',
      en: 'This contest does not take blank votes. Choose one of the options offered and vote again. No vote was recorded.',
    },
  },
  'rate-limited': {
    status: 429,
    title: { fr: 'Trop de tentatives', en: 'Too many attempts' },
    detail: {
      fr: 'Trop de tentatives en peu de temps. Attendez {wait}, puis réessayez. Aucun vote n’a été enregistré.',
      en: 'Too many attempts in a short time. Wait {wait}, then try again. No vote was recorded.',
    },
  },
  'headers-too-large': {
    status: 431,
    title: { fr: 'En-têtes trop volumineux', en: 'Headers too large' },
    detail: {
      fr: 'Les en-têtes ou l’adresse de la demande dépassent la taille permise. Raccourcissez-les. La demande n’a pas été traitée.',
      en: 'The headers or the address of the request are larger than allowed. Shorten them. The request was not processed.',
    },
  },
  internal: {
    status: 500,
    title: { fr: 'Erreur interne', en: 'Internal error' },
    detail: {
      fr: 'Une erreur imprévue s’est produite de notre côté. Si vous votiez, votre vote a peut-être été reçu : réessayez dans quelques minutes avec la même clé Idempotency-Key, si vous en aviez envoyé une. Vous pouvez voter de nouveau sans risque : un seul vote est compté.',
      en: 'Something unexpected went wrong on our side. If you were voting, your vote may have been received: try again in a few minutes, with the same Idempotency-Key if you sent one. It is safe to vote again: only one vote is counted.',
    },
  },
  'method-unknown': {
    status: 501,
    title: { fr: 'Méthode HTTP inconnue', en: 'Unknown HTTP method' },
    detail: {
      fr: 'Cette méthode HTTP n’existe pas ici. Pour lire, utilisez GET ; pour voter, utilisez POST. La demande n’a pas été traitée.',
      en: 'This HTTP method does not exist here. To read, use GET; to vote, use POST. The request was not processed.',
    },
  },
  'broker-unavailable': {
    status: 503,
    title: { fr: 'Vote non confirmé', en: 'Vote not confirmed' },
    detail: {
      fr: 'Nous n’avons pas pu confirmer à temps que votre vote est en sûreté : il a peut-être été reçu, peut-être pas. Envoyez-le de nouveau dans {wait}, avec la même clé Idempotency-Key si vous en aviez envoyé une : c’est alors le même vote. Sans clé, vous pouvez aussi voter de nouveau : seul le premier vote arrivé est compté, et l’autre est au pire rejeté avec la raison « already-voted ».',
      en: 'We could not confirm in time that your vote is stored safely: it may have been received, or not. Send it again in {wait}, with the same Idempotency-Key if you sent one: it is then the same vote. Without a key you can also vote again: only the first vote that arrives is counted, and the other is at worst rejected with the reason `already-voted`.',
    },
  },
  overloaded: {
    status: 503,
    title: { fr: 'Service surchargé', en: 'Service overloaded' },
    detail: {
      fr: 'Trop de demandes arrivent en ce moment. Réessayez dans {wait}. Cette demande n’a pas été traitée ; aucun vote n’a été enregistré.',
      en: 'Too many requests are arriving at the moment. Try again in {wait}. This request was not processed; no vote was recorded.',
    },
  },
  'not-ready': {
    status: 503,
    title: { fr: 'Service momentanément indisponible', en: 'Service not ready' },
    detail: {
      fr: 'Nous ne pouvons pas traiter cette demande pour le moment. Réessayez dans {wait}.',
      en: 'We cannot handle this request at the moment. Try again in {wait}.',
    },
  },
  ...ADMIN_PROBLEMS,
} as const satisfies Record<string, ProblemDefinition>;

export type ProblemType = keyof typeof PROBLEM_CATALOGUE;
