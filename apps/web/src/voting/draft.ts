import type { LawOption } from '@scrutin/election';
import type { VotingContest } from './contest.ts';
import type { Ranking } from './ranking.ts';

/**
 * What the voter has marked so far. It is held in memory only. A blank vote is a mark of its own, so that a voter who
 * takes it back finds the other marks again.
 */
export interface Draft {
  readonly option?: LawOption | undefined;
  /** One candidate at most in a race without ranks. */
  readonly ranking: Ranking;
  readonly isBlank: boolean;
}

export const EMPTY_DRAFT: Draft = { ranking: [], isBlank: false };

/** A complete choice, which can be sent. */
export type Choice =
  | { readonly kind: 'blank' }
  | { readonly kind: 'option'; readonly option: LawOption }
  | { readonly kind: 'candidates'; readonly ids: readonly [string, ...string[]] };

/** The choice that the marks are; undefined if the voter has marked nothing. */
export function choiceOf(contest: VotingContest, { option, ranking, isBlank }: Draft): Choice | undefined {
  if (isBlank && contest.takesBlankVotes) return { kind: 'blank' };
  if (contest.kind === 'law') return option === undefined ? undefined : { kind: 'option', option };
  const [first, ...others] = ranking;
  return first === undefined ? undefined : { kind: 'candidates', ids: [first, ...others] };
}

/** The marks without the candidates who can no longer be chosen, and who they were. */
export function onlyStanding(
  contest: VotingContest,
  draft: Draft,
): { readonly draft: Draft; readonly gone: readonly string[] } {
  if (contest.kind === 'law') return { draft, gone: [] };
  const can = new Set(
    contest.candidates.filter(({ withdrawn }) => !withdrawn).map((each) => each.candidate_id),
  );
  const gone = draft.ranking.filter((id) => !can.has(id));
  if (gone.length === 0) return { draft, gone };
  return { draft: { ...draft, ranking: draft.ranking.filter((id) => can.has(id)) }, gone };
}
