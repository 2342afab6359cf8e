import type { ContestKey } from '@scrutin/election';
import { ballotsDigest } from '@scrutin/election-office';
import type { ElectionOffice } from '@scrutin/election-office';
import { lawContest, raceContest, tabulate } from '@scrutin/tabulation';
import type { CountedRace, RuleSet, TabulationResult } from '@scrutin/tabulation';

/** What is to be counted, and how. Passes between threads. */
export interface CountOrder {
  readonly contest: ContestKey;
  readonly rules: RuleSet;
  /** Undefined for a law. */
  readonly race: CountedRace | undefined;
}

export interface Counted {
  readonly ballots: bigint;
  readonly ballotsDigest: string;
  readonly result: TabulationResult;
}

/** Ballots and tallies disagree, or a ballot names a stranger; the message is for the official. */
export class UncountableBallots extends Error {
  override readonly name = 'UncountableBallots';
}

/** The count was ended at its deadline; the message is for the official. */
export class CountTookTooLong extends Error {
  override readonly name = 'CountTookTooLong';
  constructor(timeoutMs: number) {
    super(
      `The count was not done after ${timeoutMs / 1_000} seconds and was ended: nothing is on record. Order it again when ` +
        'less else is counted, or let the operator raise COUNT_TIMEOUT_MS.',
    );
  }
}

/** Counts the ballots as they stand, and says by their digest which they were (P8). */
export async function countContest(
  office: Pick<ElectionOffice, 'selections'>,
  { contest, rules, race }: CountOrder,
): Promise<Counted> {
  const selections = await office.selections(contest);
  const counted = race === undefined ? lawContest(selections) : raceContest(race, selections);
  return {
    ballots: selections.reduce((sum, { ballots }) => sum + ballots, 0n),
    ballotsDigest: ballotsDigest(contest, selections),
    result: tabulate(counted, rules),
  };
}
