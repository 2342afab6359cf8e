import type { Candidate } from '../contest.ts';
import { powerOfTen } from '../decimal.ts';
import type { Tie } from '../tie-break.ts';
import type { RoundPlan } from './rctab-plan.ts';

/** What is known when a round is decided; candidates by index, votes in units of the plan's scale. */
export interface RoundState {
  readonly plan: RoundPlan;
  readonly candidates: readonly Candidate[];
  /** Continuing candidates and their votes. */
  readonly tally: ReadonlyMap<number, bigint>;
  /** In units of the plan's threshold scale. */
  readonly threshold: bigint;
  readonly elected: number;
  readonly eliminated: number;
  /** Candidates not excluded, the line of undeclared write-ins included. */
  readonly standing: number;
  readonly breakTie: (tie: Tie) => number | undefined;
}

/** What a round decides: nobody yet, some candidates each for a reason, or nothing because of a tie. */
export type Decision<Reason> =
  { readonly chosen: readonly number[]; readonly reason: Reason } | { readonly tie: Tie };

/** Votes of a tally compared with a threshold of a finer scale: below 0, 0, above 0. */
export function compareToThreshold(state: Pick<RoundState, 'plan' | 'threshold'>, votes: bigint): number {
  const scaled = votes * powerOfTen(state.plan.thresholdScale - state.plan.scale);
  return scaled < state.threshold ? -1 : scaled > state.threshold ? 1 : 0;
}

/** The index of the line of undeclared write-ins with its votes, when it still takes part. */
export function writeInVotes(state: RoundState): { candidate: number; votes: bigint } | undefined {
  const candidate = state.candidates.findIndex(({ undeclaredWriteIns }) => undeclaredWriteIns === true);
  const votes = state.tally.get(candidate);
  return votes === undefined ? undefined : { candidate, votes };
}
