import type { LedgerView } from '@scrutin/contracts/public';
import type { RejectionReason } from '@scrutin/election';
import { REJECTION_REASONS } from '@scrutin/election';
import type { Ballot, Breakdown, Counts } from './poll.ts';
import type { Expectation, RivalVote } from './tally.ts';

export interface Observation {
  readonly ledger: LedgerView;
  readonly counts: Counts;
}

/**
 * For voters who sent several ballots: the one that was counted; and the votes of voters for whom not exactly one was
 * (P3).
 */
export interface Decided {
  readonly ballots: readonly Ballot[];
  readonly broken: readonly (readonly RivalVote[])[];
}

export interface ComparisonRow {
  readonly name: string;
  readonly expected: number;
  readonly found: number;
  /** How much more than expected may be found: votes that were sent twice, as their first answer was lost. */
  readonly tolerance: number;
}

export interface Comparison {
  readonly rows: readonly ComparisonRow[];
  readonly differences: readonly ComparisonRow[];
  /** The names of breakdowns that could not be read, and that are therefore not compared. */
  readonly notCompared: readonly string[];
  /** Votes of others that the ledger received meanwhile. If there are any, nothing can be compared. */
  readonly votesOfOthers: number;
}

export interface ComparisonInput {
  readonly breakdowns: readonly Breakdown[];
  readonly before: Observation;
  readonly after: Observation;
  readonly expectation: Expectation;
  readonly decided: Decided;
  /** How many votes were sent again because their answer was lost. `received` may have counted both. */
  readonly retriesAfterSilence: number;
}

/** If only the agreement of a breakdown is shown: at most this many differing lines get a row of their own. */
const MOST_NAMED = 20;

/** Every difference between what was sent and what the ledger and the results say (P3, P4, P5). */
export function compare(input: ComparisonInput): Comparison {
  const { before, after, expectation, decided } = input;
  const { malformed, invalid } = expectation;
  const moved = (read: (ledger: LedgerView) => number): number => read(after.ledger) - read(before.ledger);
  const rejected = (reason: RejectionReason): ComparisonRow =>
    exact(
      reason,
      expectation.rejected.get(reason) ?? 0,
      moved((ledger) => ledger.rejected[reason]),
    );
  const readable = input.breakdowns.filter(
    ({ name }) => before.counts.breakdowns.has(name) && after.counts.breakdowns.has(name),
  );

  const ballots = countBallots(decided.ballots, expectation.certain);
  const rows: ComparisonRow[] = [
    exact('malformed, answered 400', malformed.sent, malformed.refused),
    ...(invalid.sent === 0 ? [] : [exact('invalid, answered 422', invalid.sent, invalid.refused)]),
    ...[...expectation.unexpectedAnswers].map(([status, count]) => exact(`answered ${status}`, 0, count)),
    exact('without an answer', 0, expectation.gaveUp),
    {
      name: 'received',
      expected: expectation.accepted,
      found: moved(({ received }) => received),
      tolerance: input.retriesAfterSilence,
    },
    exact(
      'counted',
      expectation.counted,
      moved(({ counted }) => counted),
    ),
    ...[...expectation.rejected.keys()].map(rejected),
    ...REJECTION_REASONS.filter((reason) => !expectation.rejected.has(reason))
      .map(rejected)
      .filter(({ found }) => found !== 0),
    exact(
      'parked',
      0,
      moved(({ parked }) => parked),
    ),
    ...readable.flatMap((breakdown) => compareBreakdown(breakdown, before.counts, after.counts, ballots)),
    ...(expectation.undecided.length === 0
      ? []
      : [exact('one counted of several choices', expectation.undecided.length, decided.ballots.length)]),
  ];
  const extra = moved(({ received }) => received) - expectation.accepted - input.retriesAfterSilence;
  return {
    rows,
    differences: rows.filter(isDifference),
    notCompared: input.breakdowns
      .filter((breakdown) => !readable.includes(breakdown))
      .map(({ name }) => name),
    votesOfOthers: Math.max(0, extra - expectation.gaveUp),
  };
}

export function isDifference({ expected, found, tolerance }: ComparisonRow): boolean {
  return found < expected || found > expected + tolerance;
}

/** Counts equal ballots, and adds the numbers to those of `before`. */
export function countBallots(
  ballots: readonly Ballot[],
  before: ReadonlyMap<Ballot, number> = new Map(),
): ReadonlyMap<Ballot, number> {
  const counts = new Map(before);
  for (const ballot of ballots) counts.set(ballot, (counts.get(ballot) ?? 0) + 1);
  return counts;
}

/**
 * Compares each line of a breakdown: how much it should have grown, and how much it did.
 *
 * @param ballots that should have been counted in between, how often each
 */
export function compareBreakdown(
  breakdown: Breakdown,
  before: Pick<Counts, 'breakdowns'>,
  after: Pick<Counts, 'breakdowns'>,
  ballots: ReadonlyMap<Ballot, number>,
): ComparisonRow[] {
  const expected = new Map<string, number>();
  for (const [ballot, votes] of ballots) {
    const line = breakdown.lineOf(ballot);
    expected.set(line, (expected.get(line) ?? 0) + votes);
  }

  const was = before.breakdowns.get(breakdown.name);
  const is = after.breakdowns.get(breakdown.name);
  const lines = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? []), ...expected.keys()])];
  const rows = lines.map((line) =>
    exact(line, expected.get(line) ?? 0, (is?.get(line) ?? 0) - (was?.get(line) ?? 0)),
  );
  if (breakdown.shows === 'every-line') return rows;
  const cast = rows.filter((row) => row.expected !== 0 || row.found !== 0);
  const wrong = cast.filter(isDifference);
  return [
    exact(`${breakdown.name} that grew as cast`, cast.length, cast.length - wrong.length),
    ...wrong.slice(0, MOST_NAMED),
  ];
}

function exact(name: string, expected: number, found: number): ComparisonRow {
  return { name, expected, found, tolerance: 0 };
}
