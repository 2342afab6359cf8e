import type { ContestPurpose, RejectionReason } from '@scrutin/election';
import type { Language, Localized } from '../problems/language.ts';
import { textIn } from '../problems/language.ts';

/** The `message` of a 202. It says that an accepted vote is not counted yet. */
export const ACCEPTED_MESSAGE: Localized = {
  fr: 'Votre vote a été reçu et mis en sûreté. Pour savoir s’il est compté, consultez l’adresse donnée sous « location ».',
  en: 'Your vote was received and stored safely. To find out whether it is counted, look at the address under `location`.',
};

/** The `message` of a 202 with an Idempotency-Key, with which an earlier vote may have been sent. */
export const ACCEPTED_UNDER_KEY_MESSAGE: Localized = {
  fr: 'Votre vote a été reçu et mis en sûreté. Si un vote avait déjà été envoyé avec cette clé Idempotency-Key, seul ce premier envoi est valable. Pour savoir ce qu’il en est, consultez l’adresse donnée sous « location ».',
  en: 'Your vote was received and stored safely. If a vote had already been sent with this Idempotency-Key, only that first one is valid. To find out what became of it, look at the address under `location`.',
};

const REHEARSAL: Localized = {
  fr: 'Ceci est une répétition : rien n’est décidé, et les votes sont ensuite jetés.',
  en: 'This is a rehearsal: nothing is decided, and the votes are thrown away afterwards.',
};

/** A text about a vote in a rehearsal: it says so first. */
export function inRehearsal(text: Localized): Localized {
  return { fr: `${REHEARSAL.fr} ${text.fr}`, en: `${REHEARSAL.en} ${text.en}` };
}

const QUEUED: Localized = {
  fr: 'Votre vote a été reçu et attend d’être vérifié. Revenez dans quelques instants. S’il attend encore bien plus tard, votez de nouveau ou communiquez avec le bureau responsable du scrutin : un seul vote est compté, jamais deux.',
  en: 'Your vote was received and is waiting to be checked. Come back in a moment. If it is still waiting much later, vote again or contact the election office: one vote is counted, never two.',
};

const COUNTED: Localized = {
  fr: 'Votre vote a été compté. Vous n’avez plus rien à faire.',
  en: 'Your vote was counted. You have nothing more to do.',
};

const REJECTED: Readonly<Record<RejectionReason, Localized>> = {
  malformed: {
    fr: 'Le vote n’a pas pu être lu et n’est pas compté. Votez de nouveau.',
    en: 'The vote could not be read and is not counted. Please vote again.',
  },
  'unknown-contest': {
    fr: 'Ce scrutin n’existe pas ; le vote n’est pas compté. Vérifiez son identifiant et votez de nouveau.',
    en: 'This contest does not exist; the vote is not counted. Check its identifier and vote again.',
  },
  'not-open': {
    fr: 'Le vote est arrivé avant l’ouverture et n’est pas compté. Votez de nouveau une fois le vote ouvert.',
    en: 'The vote arrived before voting opened and is not counted. Vote again once voting is open.',
  },
  closed: {
    fr: 'Le vote est arrivé après la clôture et n’est pas compté.',
    en: 'The vote arrived after voting closed and is not counted.',
  },
  'unknown-credential': {
    fr: 'Le NAS et le code ne correspondent à aucune personne inscrite pour ce scrutin ; le vote n’est pas compté. Vérifiez-les et votez de nouveau.',
    en: 'The social insurance number and the code match no voter registered for this contest; the vote is not counted. Check both and vote again.',
  },
  'wrong-region': {
    fr: 'Vous n’êtes pas inscrite ou inscrit dans cette région ; le vote n’est pas compté. Votez de nouveau dans votre région.',
    en: 'You are not registered in this region; the vote is not counted. Vote again in your own region.',
  },
  'invalid-selection': {
    fr: 'Le choix n’est pas permis dans ce scrutin ; le vote n’est pas compté. Choisissez parmi les options offertes et votez de nouveau.',
    en: 'The choice is not allowed in this contest; the vote is not counted. Choose among the options offered and vote again.',
  },
  'unknown-candidate': {
    fr: 'Une des personnes choisies n’est pas candidate dans cette région ; le vote n’est pas compté. Choisissez parmi les candidatures de votre région et votez de nouveau.',
    en: 'One of the people chosen is not a candidate in this region; the vote is not counted. Choose among the candidates of your region and vote again.',
  },
  'withdrawn-candidate': {
    fr: 'Une des personnes choisies a retiré sa candidature ; le vote n’est pas compté. Faites un autre choix et votez de nouveau.',
    en: 'One of the people chosen has withdrawn; the vote is not counted. Make another choice and vote again.',
  },
  'repeated-candidate': {
    fr: 'La même personne figure plus d’une fois dans votre classement ; le vote n’est pas compté. Classez chaque personne une seule fois et votez de nouveau.',
    en: 'Your ranking names the same person more than once; the vote is not counted. Rank each person once and vote again.',
  },
  'too-many-ranks': {
    fr: 'Votre classement compte plus de rangs que cette élection n’en permet ; le vote n’est pas compté. Raccourcissez-le et votez de nouveau.',
    en: 'Your ranking has more ranks than this election allows; the vote is not counted. Shorten it and vote again.',
  },
  'ranking-not-allowed': {
    fr: 'Dans cette région, on choisit une seule personne, sans classement ; le vote n’est pas compté. Choisissez-en une et votez de nouveau.',
    en: 'In this region you choose one person, without a ranking; the vote is not counted. Choose one and vote again.',
  },
  'blank-not-allowed': {
    fr: 'Ce scrutin n’admet pas le vote blanc ; le vote n’est pas compté. Choisissez une des options offertes et votez de nouveau.',
    en: 'This contest does not take blank votes; the vote is not counted. Choose one of the options offered and vote again.',
  },
  'already-voted': {
    fr: 'Un vote a déjà été reçu avec ce NAS et ce code. Celui-ci n’est pas compté ; le premier reste valable, et un vote ne peut pas être changé. Si vous n’avez pas voté, communiquez avec le bureau responsable du scrutin.',
    en: 'A vote was already received with this social insurance number and code. This one is not counted; the first one remains valid, and a vote cannot be changed. If you did not vote, contact the election office.',
  },
  'void-credential': {
    fr: 'La lettre qui porte ce code n’est plus valable ; le vote n’est pas compté. Si vous avez reçu une lettre plus récente, votez avec son code. Sinon, communiquez avec le bureau responsable du scrutin.',
    en: 'The letter with this code is no longer valid; the vote is not counted. If you received a newer letter, vote with its code. If not, contact the election office.',
  },
  'rate-limited': {
    fr: 'Trop de tentatives en peu de temps ; le vote n’est pas compté. Attendez quelques minutes et votez de nouveau.',
    en: 'Too many attempts in a short time; the vote is not counted. Wait a few minutes and vote again.',
  },
};

/** What has become of a submission so far. */
export type SubmissionOutcome =
  | { readonly state: 'queued' }
  | { readonly state: 'counted' }
  | { readonly state: 'rejected'; readonly reason: RejectionReason };

/** Says to a citizen what the state of the submission means, and what to do next. */
export function explainSubmission(
  outcome: SubmissionOutcome,
  language: Language,
  purpose: ContestPurpose = 'real',
): string {
  const text = textOf(outcome);
  return textIn(language, purpose === 'rehearsal' ? inRehearsal(text) : text);
}

function textOf(outcome: SubmissionOutcome): Localized {
  switch (outcome.state) {
    case 'queued':
      return QUEUED;
    case 'counted':
      return COUNTED;
    case 'rejected':
      return REJECTED[outcome.reason];
  }
}
