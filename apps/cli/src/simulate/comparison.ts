import type { LedgerView } from '@scrutin/contracts';
import { REJECTION_REASONS } from '@scrutin/election';
import type { Expectation } from './tally.ts';

/** Oui and non of the law, or `withheld` when the API does not show them now. */
export type Votes = { readonly oui: number; readonly non: number } | 'withheld';

export interface Observation {
  readonly ledger: LedgerView;
  readonly votes: Votes;
}

/** Which choice was counted for the voters who sent both; `broken` had none or several counted (P3). */
export interface Decided {
  readonly oui: number;
  readonly non: number;
  readonly broken: number;
}

export interface ComparisonRow {
  readonly name: string;
  readonly expected: number;
  readonly found: number;
  /** How much more than expected may be found: what was sent twice, as its first answer was lost. */
  readonly tolerance: number;
}

export interface Comparison {
  readonly rows: readonly ComparisonRow[];
  readonly differences: readonly ComparisonRow[];
  /** Votes of others that the ledger received meanwhile: with them, nothing can be compared. */
  readonly votesOfOthers: number;
}

export interface ComparisonInput {
  readonly before: Observation;
  readonly after: Observation;
  readonly expectation: Expectation;
  readonly decided: Decided;
  /** Sendings that repeated one whose answer was lost: `received` may have counted both. */
  readonly retriesAfterSilence: number;
}

/** Every difference between what was sent and what the ledger and the results say (P3, P4, P5). */
export function compare(input: ComparisonInput): Comparison {
  const { before, after, expectation, decided } = input;
  const moved = (read: (ledger: LedgerView) => number): number => read(after.ledger) - read(before.ledger);
  const rejected = (reason: (typeof REJECTION_REASONS)[number], expected: number): ComparisonRow =>
    exact(
      reason,
      expected,
      moved((ledger) => ledger.rejected[reason]),
    );

  const unexpected = [...expectation.unexpectedAnswers].map(([status, count]) =>
    exact(`answered ${status}`, 0, count),
  );
  const rows: ComparisonRow[] = [
    exact('malformed, answered 400', expectation.malformedSent, expectation.refused),
    ...unexpected,
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
    rejected('already-voted', expectation.alreadyVoted),
    rejected('unknown-credential', expectation.unknownCredential),
    ...REJECTION_REASONS.filter((r) => r !== 'already-voted' && r !== 'unknown-credential')
      .map((reason) => rejected(reason, 0))
      .filter(({ found }) => found !== 0),
    exact(
      'parked',
      0,
      moved(({ parked }) => parked),
    ),
    ...voteRows(input),
    ...(expectation.undecided.length === 0
      ? []
      : [exact('one counted of two choices', expectation.undecided.length, decided.oui + decided.non)]),
  ];
  const differences = rows.filter(isDifference);
  const extra = moved(({ received }) => received) - expectation.accepted - input.retriesAfterSilence;
  return { rows, differences, votesOfOthers: Math.max(0, extra - expectation.gaveUp) };
}

export function isDifference({ expected, found, tolerance }: ComparisonRow): boolean {
  return found < expected || found > expected + tolerance;
}

function voteRows({ before, after, expectation, decided }: ComparisonInput): ComparisonRow[] {
  if (before.votes === 'withheld' || after.votes === 'withheld') return [];
  return [
    exact('oui', expectation.oui + decided.oui, after.votes.oui - before.votes.oui),
    exact('non', expectation.non + decided.non, after.votes.non - before.votes.non),
  ];
}

function exact(name: string, expected: number, found: number): ComparisonRow {
  return { name, expected, found, tolerance: 0 };
}
