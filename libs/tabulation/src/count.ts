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
export function rulesDoNotFit(fr: string, en: string): Refusal {
  return { reason: 'rules-do-not-fit', detail: { fr, en } };
}

/** The refusal of rules that fill at least one seat, for a contest without any. */
export const NEEDS_A_SEAT = rulesDoNotFit('il faut au moins un siège', 'at least one seat is needed');

/** The refusal of ballots with an overvote whose candidates the rules need to know. */
export const UNREADABLE = rulesDoNotFit(
  'un vote multiple est illisible : il faut connaître les candidatures qu’il nomme',
  'unreadable overvote: the candidates whom it names must be known',
);

/** The refusal of lots, an order or decisions that name somebody who is not a candidate. */
export function strangerInRules(name: string): Refusal {
  return rulesDoNotFit(
    `les tirages, l’ordre ou les décisions nomment ${name}, qui n’est pas une candidature`,
    `the lots, order or decisions name ${name}, who is not a candidate`,
  );
}
