import type { SelectionReason } from '@scrutin/election';
import type { Localized } from '../problems/language.ts';
import { LONGEST_KEY, SHORTEST_KEY } from './law-vote.ts';

/** What a place of a ballot must be that its race does not take. */
const BALLOT_FAULTS: Readonly<Record<SelectionReason, (maxRanks: number) => Localized>> = {
  'invalid-selection': () => ({
    fr: 'Ce choix n’est pas permis dans cette consultation.',
    en: 'This choice is not allowed in this contest.',
  }),
  'unknown-candidate': () => ({
    fr: 'Cette personne n’est pas candidate dans cette région. Les candidatures se trouvent à /api/v1/elections/{election_id}/regions/{region_id}/candidates.',
    en: 'This person is not a candidate in this region. The candidates are at /api/v1/elections/{election_id}/regions/{region_id}/candidates.',
  }),
  'withdrawn-candidate': () => ({
    fr: 'Cette personne a retiré sa candidature.',
    en: 'This person has withdrawn.',
  }),
  'repeated-candidate': () => ({
    fr: 'Cette personne figure déjà plus haut dans le classement.',
    en: 'This person is already further up in the ranking.',
  }),
  'too-many-ranks': (maxRanks) => ({
    fr: `Dans cette région, on classe au plus ${maxRanks} personnes ; ce rang est le premier de trop.`,
    en: `In this region at most ${maxRanks} people are ranked; this rank is the first too many.`,
  }),
  'ranking-not-allowed': () => ({
    fr: 'Dans cette région, on choisit une seule personne ; ce rang est le premier de trop.',
    en: 'In this region one person is chosen; this rank is the first too many.',
  }),
};

/** What is wrong with one place of a ballot that its race does not take, which lets a voter rank `maxRanks`. */
export function ballotFault(reason: SelectionReason, maxRanks: number): Localized {
  return BALLOT_FAULTS[reason](maxRanks);
}

/** What is wrong with a text as an Idempotency-Key; undefined for a key. */
export function idempotencyKeyFault(text: string): Localized | undefined {
  if (/[^\x21-\x7e]/.test(text)) {
    return {
      fr: 'La clé contient une espace, un accent ou un autre caractère qui n’est pas de l’ASCII visible.',
      en: 'The key holds a space, an accent or another character that is not visible ASCII.',
    };
  }
  if (text.length < SHORTEST_KEY) {
    return {
      fr: `La clé est trop courte : elle compte au moins ${SHORTEST_KEY} caractères.`,
      en: `The key is too short: it has at least ${SHORTEST_KEY} characters.`,
    };
  }
  if (text.length > LONGEST_KEY) {
    return {
      fr: `La clé est trop longue : elle compte au plus ${LONGEST_KEY} caractères.`,
      en: `The key is too long: it has at most ${LONGEST_KEY} characters.`,
    };
  }
  return undefined;
}

/** For clients that come to the address of voting with another method, such as a browser's GET. */
export const HOW_TO_VOTE_ON_LAW: Localized = {
  fr: 'Pour voter, envoyez ici avec POST un objet JSON de quatre champs : nas, code, law_id et vote (« oui » ou « non »). La page /docs le décrit, et /api/v1/laws donne les lois. Aucun vote n’a été enregistré.',
  en: 'To vote, send here with POST a JSON object of four fields: nas, code, law_id and vote ("oui" for yes or "non" for no). The page /docs describes it, and /api/v1/laws lists the laws. No vote was recorded.',
};

export const HOW_TO_VOTE_IN_ELECTION: Localized = {
  fr: 'Pour voter, envoyez ici avec POST un objet JSON : nas, code, election_id, region_id, candidate_id, voting_method et, pour un classement, ranked_choices. La page /docs le décrit, et /api/v1/elections donne les élections. Aucun vote n’a été enregistré.',
  en: 'To vote, send here with POST a JSON object: nas, code, election_id, region_id, candidate_id, voting_method and, for a ranking, ranked_choices. The page /docs describes it, and /api/v1/elections lists the elections. No vote was recorded.',
};

/** Of a `broker-unavailable` where the vote is known to have gone nowhere. */
export const VOTE_NOT_SENT: Localized = {
  fr: 'Nous ne pouvons pas mettre votre vote en sûreté en ce moment ; il n’a pas été enregistré. Envoyez-le de nouveau dans {wait}.',
  en: 'We cannot store your vote safely at the moment; it was not recorded. Send it again in {wait}.',
};
