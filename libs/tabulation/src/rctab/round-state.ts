import type { Candidate } from '../contest.ts';
import { powerOfTen } from '../decimal.ts';
import type { Tie } from '../tie-break.ts';
import type { RoundPlan } from './rctab-plan.ts';

/** What is known when a round is decided. Candidates are indices, and votes are in units of the plan's scale. */
export interface RoundState {
  readonly plan: RoundPlan;
  readonly candidates: readonly Candidate[];
  /** Continuing candidates and their votes. */
  readonly tally: ReadonlyMap<number, bigint>;
  /** In units of the plan's threshold scale. */
  readonly threshold: bigint;
  /** The number of candidates elected and eliminated so far. */
  readonly elected: number;
  readonly eliminated: number;
  /** The number of candidates who are not excluded, including the line of undeclared write-ins. */
  readonly standing: number;
  readonly breakTie: (tie: Tie) => number | undefined;
}

/** What a round decides: the chosen candidates (perhaps none) with the reason, or a tie that needs a lot. */
export type Decision<Reason> =
  { readonly chosen: readonly number[]; readonly reason: Reason } | { readonly tie: Tie };

/** Compares votes of a tally with the threshold, which may have a finer scale. Returns -1, 0 or 1. */
export function compareToThreshold(state: Pick<RoundState, 'plan' | 'threshold'>, votes: bigint): number {
  const scaled = votes * powerOfTen(state.plan.thresholdScale - state.plan.scale);
  return scaled < state.threshold ? -1 : scaled > state.threshold ? 1 : 0;
}

/** The index and the votes of the line of undeclared write-ins, or undefined when it no longer takes part. */
export function writeInVotes(state: RoundState): { candidate: number; votes: bigint } | undefined {
  const candidate = state.candidates.findIndex(({ undeclaredWriteIns }) => undeclaredWriteIns === true);
  const votes = state.tally.get(candidate);
  return votes === undefined ? undefined : { candidate, votes };
}
