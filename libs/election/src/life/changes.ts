import type { Refusal } from '../acts/refusal.ts';
import { refused } from '../acts/refusal.ts';
import type { CandidateChanges } from '../contests/candidate.ts';
import type { ElectionChanges } from '../contests/election.ts';
import type { LawChanges } from '../contests/law.ts';
import { isSameValue } from '../values/same-value.ts';
import type { ContestChange, ContestState } from './lifecycle.ts';
import { CHANGES, mayChange } from './lifecycle.ts';
import { statePhrase } from './state-phrase.ts';

/** The kind of change for each member of a law. `CHANGEABLE_IN` says when each kind is allowed. */
export const LAW_CHANGES = {
  title: 'question',
  summary: 'question',
  window: 'window',
  timeZone: 'window',
  resultsVisibility: 'visibility',
  blankVotes: 'rules',
  quorumVotes: 'rules',
  quorumShare: 'rules',
  threshold: 'rules',
  thresholdBase: 'rules',
} as const satisfies Record<keyof LawChanges, ContestChange>;

export const ELECTION_CHANGES = {
  name: 'texts',
  type: 'rules',
  window: 'window',
  timeZone: 'window',
  resultsVisibility: 'visibility',
  blankVotes: 'rules',
} as const satisfies Record<keyof ElectionChanges, ContestChange>;

/**
 * What is printed on the ballot (names, party, place) is as fixed as the list of candidates, because exchanging two
 * names would exchange their votes.
 */
export const CANDIDATE_CHANGES = {
  firstName: 'candidates',
  lastName: 'candidates',
  partyCode: 'candidates',
  position: 'candidates',
  bio: 'texts',
  promises: 'texts',
  photoUrl: 'texts',
} as const satisfies Record<keyof CandidateChanges, ContestChange>;

const CHANGES_OF: Readonly<Record<'law' | 'election', ReadonlySet<ContestChange>>> = {
  law: new Set([...Object.values(LAW_CHANGES), 'roll']),
  election: new Set([
    ...Object.values(ELECTION_CHANGES),
    ...Object.values(CANDIDATE_CHANGES),
    'races',
    'withdrawals',
    'roll',
  ]),
};

/** What of a law or an election may be changed in this state. */
export function possibleChanges(kind: 'law' | 'election', state: ContestState): ContestChange[] {
  return CHANGES.filter((change) => CHANGES_OF[kind].has(change) && mayChange(state, change));
}

/**
 * Merges changes into a record and returns the kinds of these changes. A member with its present value is not a change,
 * so that a whole record can be sent back in any state. A member that is given as undefined is removed, if the record
 * may be without it.
 */
export function changed<T extends object, Name extends keyof T & string>(
  record: T,
  changes: { readonly [N in NoInfer<Name>]?: T[N] | undefined },
  kindOf: Readonly<Record<Name, ContestChange>>,
): { readonly merged: T; readonly kinds: readonly ContestChange[] } {
  const merged: T = { ...record };
  const kinds = new Set<ContestChange>();
  for (const name of Object.keys(kindOf) as Name[]) {
    if (!(name in changes)) continue;
    const value = changes[name] as T[Name];
    if (isSameValue(value, record[name])) continue;
    merged[name] = value;
    kinds.add(kindOf[name]);
  }
  return { merged, kinds: [...kinds] };
}

/** What changes, in the plural. */
const CHANGES_IN_FRENCH: Readonly<Record<ContestChange, string>> = {
  question: 'son titre et son résumé',
  texts: 'ses textes',
  window: 'ses heures d’ouverture et de clôture',
  visibility: 'les règles de publication de ses résultats',
  rules: 'ses règles',
  races: 'ses circonscriptions',
  candidates: 'ses candidatures',
  withdrawals: 'ses retraits de candidature',
  roll: 'les inscriptions à sa liste électorale',
};

/** The refusal if one of the changes is not allowed in this state; undefined if all are allowed. */
export function changeRefusal(
  state: ContestState,
  ...changes: readonly ContestChange[]
): Refusal | undefined {
  const forbidden = changes.find((change) => !mayChange(state, change));
  if (forbidden === undefined) return undefined;
  const phrase = statePhrase(state);
  return refused('state-forbids', {
    fr: `Le scrutin est ${phrase.fr} : ${CHANGES_IN_FRENCH[forbidden]} ne peuvent plus changer.`,
    en: `Now that it is ${phrase.en}, its ${forbidden === 'question' ? 'title and summary' : forbidden} may not be changed.`,
  });
}
