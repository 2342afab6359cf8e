import { z } from 'zod';
import type { Counts, Poll } from '@scrutin/voting-load';
import { compareBreakdown } from '@scrutin/voting-load';
import type { LoadOutcome } from '../load/run-load.ts';
import type { Check } from './figures-of-vote.ts';
import type { BallotsInTurn } from './played-contest.ts';
import { castBallots } from './played-contest.ts';

/** What `scrutin ledger --json` prints, as far as it is compared here. */
const printedLedger = z.object({
  received: z.int(),
  counted: z.int(),
  rejected: z.record(z.string(), z.int()),
  parked: z.int(),
  in_flight: z.int(),
});

const DUE = { duplicates: 'already-voted', unknown: 'unknown-credential' } as const;

/**
 * The ledger beside what was sent: everything that was accepted is counted, or rejected for the reason that is due. A vote
 * that was refused and sent again may have arrived twice; such a run shows as different, and `repeated` of its load says
 * why.
 *
 * @param voters the letters, each of which votes once
 */
export function ledgerChecks(printed: string, load: LoadOutcome, voters: number): Check[] {
  const ledger = printedLedger.parse(JSON.parse(printed));
  const due: Readonly<Record<string, number>> = {
    [DUE.duplicates]: load.duplicates,
    [DUE.unknown]: load.unknown,
  };
  const reasons = Object.keys({ ...due, ...ledger.rejected });
  return [
    { name: 'letters that voted', expected: voters, found: load.letters },
    { name: 'votes without an answer, or dropped', expected: 0, found: load.dropped + load.gaveUp },
    { name: 'answered 202', expected: voters + load.duplicates + load.unknown, found: load.accepted },
    { name: 'received', expected: load.accepted, found: ledger.received },
    { name: 'counted', expected: voters, found: ledger.counted },
    ...reasons
      .map((name) => ({
        name: `rejected: ${name}`,
        expected: due[name] ?? 0,
        found: ledger.rejected[name] ?? 0,
      }))
      .filter(({ expected, found }) => expected > 0 || found > 0),
    { name: 'parked', expected: 0, found: ledger.parked },
    { name: 'in flight', expected: 0, found: ledger.in_flight },
  ];
}

/** The results beside the ballots that the load generator cast. */
export function resultChecks(
  poll: Pick<Poll, 'breakdowns'>,
  counts: Counts,
  turns: ReadonlyMap<string, BallotsInTurn>,
  cast: LoadOutcome['cast'],
): Check[] {
  const ballots = castBallots(turns, cast);
  const nothing = { breakdowns: new Map<string, ReadonlyMap<string, number>>() };
  return poll.breakdowns.flatMap((breakdown) =>
    compareBreakdown(breakdown, nothing, counts, ballots).map(({ name, expected, found }) => ({
      name: `${breakdown.name}: ${name}`,
      expected,
      found,
    })),
  );
}
