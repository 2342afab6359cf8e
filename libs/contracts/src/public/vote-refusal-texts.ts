import type { SelectionReason } from '@scrutin/election';
import type { Localized } from '../problems/language.ts';
import { LONGEST_KEY, SHORTEST_KEY } from './idempotency-key.ts';

/** What is wrong with a place of a ballot that its race does not accept. */
const BALLOT_FAULTS: Readonly<Record<SelectionReason, (maxRanks: number) => Localized>> = {
  'invalid-selection': () => ({
    fr: 'Ce choix n’est pas permis dans ce scrutin.',
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
    en: 'This person is already higher up in the ranking.',
  }),
  'too-many-ranks': (maxRanks) => ({
    fr: `Dans cette région, on peut classer au plus ${maxRanks} personnes ; ce rang est le premier en trop.`,
    en: `In this region you may rank at most ${maxRanks} people; this rank is the first one too many.`,
  }),
  'ranking-not-allowed': () => ({
    fr: 'Dans cette région, on choisit une seule personne ; ce rang est le premier en trop.',
    en: 'In this region you choose one person; this rank is the first one too many.',
  }),
  'blank-not-allowed': () => ({
    fr: 'Ce scrutin n’admet pas le vote blanc.',
    en: 'This contest does not take blank votes.',
  }),
};

/** The text about a place of a ballot that its race does not accept. A voter may rank `maxRanks` candidates there. */
export function ballotFault(reason: SelectionReason, maxRanks: number): Localized {
  return BALLOT_FAULTS[reason](maxRanks);
}

/** What is wrong with a text as an Idempotency-Key; undefined if it is a valid key. */
export function idempotencyKeyFault(text: string): Localized | undefined {
  if (/[^\x21-\x7e]/.test(text)) {
    return {
      fr: 'La clé contient une espace, un accent ou un autre caractère qui n’est pas de l’ASCII visible.',
      en: 'The key contains a space, an accent or another character that is not visible ASCII.',
    };
  }
  if (text.length < SHORTEST_KEY) {
    return {
      fr: `La clé est trop courte : elle doit compter au moins ${SHORTEST_KEY} caractères.`,
      en: `The key is too short: it must have at least ${SHORTEST_KEY} characters.`,
    };
  }
  if (text.length > LONGEST_KEY) {
    return {
      fr: `La clé est trop longue : elle doit compter au plus ${LONGEST_KEY} caractères.`,
      en: `The key is too long: it must have at most ${LONGEST_KEY} characters.`,
    };
  }
  return undefined;
}

/** For a client that uses another method at the address of voting, such as the GET of a browser. */
export const HOW_TO_VOTE_ON_LAW: Localized = {
  fr: 'Pour voter, envoyez à cette adresse, avec POST, un objet JSON de quatre champs : nas, code, law_id et vote (« oui », « non » ou, si la loi l’admet, « blanc »). La page /docs le décrit, et /api/v1/laws énumère les lois. Aucun vote n’a été enregistré.',
  en: 'To vote, send a JSON object with four fields to this address, with POST: nas, code, law_id and vote ("oui" for yes, "non" for no or, if the law takes blank votes, "blanc"). The page /docs describes it, and /api/v1/laws lists the laws. No vote was recorded.',
};

export const HOW_TO_VOTE_IN_ELECTION: Localized = {
  fr: 'Pour voter, envoyez à cette adresse, avec POST, un objet JSON : nas, code, election_id, region_id, candidate_id, voting_method et, pour un classement, ranked_choices. Si l’élection admet le vote blanc, candidate_id « blanc » en est un. La page /docs le décrit, et /api/v1/elections énumère les élections. Aucun vote n’a été enregistré.',
  en: 'To vote, send a JSON object to this address, with POST: nas, code, election_id, region_id, candidate_id, voting_method and, for a ranking, ranked_choices. If the election takes blank votes, the candidate_id "blank" is one. The page /docs describes it, and /api/v1/elections lists the elections. No vote was recorded.',
};

export const HOW_TO_VOTE_IN_BATCH: Localized = {
  fr: 'Cette adresse reçoit les votes des bornes et des partenaires : envoyez-y, avec POST et la clé de votre passerelle, un objet JSON dont le champ votes est une liste de votes. La page /docs le décrit. Aucun vote n’a été enregistré.',
  en: 'This address takes the votes of kiosks and partners: send a JSON object to it, with POST and the key of your gateway, whose field votes is a list of votes. The page /docs describes it. No vote was recorded.',
};

/** The detail of a `broker-unavailable` if it is certain that the vote was not sent. */
export const VOTE_NOT_SENT: Localized = {
  fr: 'Nous ne pouvons pas mettre votre vote en sûreté en ce moment. Il n’a pas été enregistré. Envoyez-le de nouveau dans {wait}.',
  en: 'We cannot store your vote safely at the moment. It was not recorded. Send it again in {wait}.',
};
