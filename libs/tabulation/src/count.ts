import type { Refusal } from './contest-check.ts';
import type { ReferendumOutcome, Round, UnresolvedTie } from './result.ts';
import type { RoundLog } from './round-log.ts';
import type { Tie } from './tie-break.ts';

/** The outcome of a count under one rule set. `stopped` is set when the count stopped at a tie that needs a lot. */
export interface Count {
  readonly rounds: readonly Round[];
  readonly winners: readonly string[];
  readonly stopped?: { readonly tie: UnresolvedTie; readonly openRound: Round };
  readonly referendum?: ReferendumOutcome;
}

/** A count, or the reason why the contest cannot be counted. */
export type CountOutcome = Count | Refusal;

/** A complete count with these winners, in the order of election. */
export function finished(log: RoundLog, winners: readonly number[]): Count {
  return { rounds: log.toRounds(), winners: winners.map((winner) => log.id(winner)) };
}

/** A count that stopped at a tie in the round that is still open. */
export function stoppedAt(log: RoundLog, tie: Tie): Count {
  const rounds = log.toRounds();
  const openRound = rounds.pop() as Round;
  return { rounds, winners: [], stopped: { tie: log.unresolved(tie), openRound } };
}

/** The refusal of a contest that the rules cannot count. */
export function rulesDoNotFit(detail: string): Refusal {
  return { reason: 'rules-do-not-fit', detail };
}
