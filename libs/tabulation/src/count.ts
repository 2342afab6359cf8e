import type { Refusal } from './contest-check.ts';
import type { ReferendumOutcome, Round, UnresolvedTie } from './result.ts';
import type { RoundLog } from './round-log.ts';
import type { Tie } from './tie-break.ts';

/** What a rule set's count gives back; `tie` when it stopped for want of a lot. */
export interface Count {
  readonly rounds: readonly Round[];
  readonly winners: readonly string[];
  readonly tie?: UnresolvedTie;
  readonly referendum?: ReferendumOutcome;
}

export type CountOutcome = Count | Refusal;

export function finished(log: RoundLog, winners: readonly number[]): Count {
  return { rounds: log.written(), winners: winners.map((winner) => log.id(winner)) };
}

/** A count that stopped in the open round: that round is not complete, so it is left out. */
export function stoppedAt(log: RoundLog, tie: Tie): Count {
  return { rounds: log.written().slice(0, -1), winners: [], tie: log.unresolved(tie) };
}

export function misfit(detail: string): Refusal {
  return { reason: 'rules-do-not-fit', detail };
}
