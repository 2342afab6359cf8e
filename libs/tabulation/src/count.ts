import type { Refusal } from './contest-check.ts';
import type { ReferendumOutcome, Round, UnresolvedTie } from './result.ts';
import type { RoundLog } from './round-log.ts';
import type { Tie } from './tie-break.ts';

/** What a rule set's count gives back; `stopped` when it stopped for want of a lot. */
export interface Count {
  readonly rounds: readonly Round[];
  readonly winners: readonly string[];
  readonly stopped?: { readonly tie: UnresolvedTie; readonly openRound: Round };
  readonly referendum?: ReferendumOutcome;
}

export type CountOutcome = Count | Refusal;

export function finished(log: RoundLog, winners: readonly number[]): Count {
  return { rounds: log.written(), winners: winners.map((winner) => log.id(winner)) };
}

/** A count that stopped in the round open at that moment. */
export function stoppedAt(log: RoundLog, tie: Tie): Count {
  const rounds = log.written();
  const openRound = rounds.pop() as Round;
  return { rounds, winners: [], stopped: { tie: log.unresolved(tie), openRound } };
}

export function misfit(detail: string): Refusal {
  return { reason: 'rules-do-not-fit', detail };
}
