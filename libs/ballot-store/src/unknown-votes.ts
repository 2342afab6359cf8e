import type { BallotStore } from './ballot-store.ts';
import type { ReceivedOnRecord } from './second-count.ts';

const MINUTE_MS = 60_000;

/** What one ingestion process accepted in one minute, according to the second count. Groups are ranges of numbers. */
export interface CountedMinute {
  readonly intakeId: string;
  /** Minutes since the epoch. */
  readonly minute: number;
  readonly groups: readonly (readonly [first: number, last: number])[];
  /** Accepted votes by contest. */
  readonly votes: Readonly<Record<string, number>>;
}

/** Votes of one contest that the APIs accepted and of which the database knows nothing. */
interface UnknownVotes {
  readonly contest: string;
  readonly votes: number;
  /** Milliseconds since the epoch: the first minute in which such votes came, and the end of the last. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** What the second count of accepted votes has and the database does not (P5). */
export interface SecondCountGap {
  readonly contests: readonly UnknownVotes[];
  /** Whether more votes may be unknown, because the second count of a process is not complete. */
  readonly isLowerBound: boolean;
  /** The second count of the processes that have such votes, for `receiveSecondCount`. */
  readonly counts: readonly (readonly [intakeId: string, contest: string, votes: number])[];
}

/**
 * Compares the second count in Redis with the database. Groups that the database does not have show which processes and
 * minutes are concerned; the difference of the two counts of these processes is the number of votes. The second count
 * is read first, so that a vote that is accepted meanwhile is not taken for unknown.
 */
export async function compareSecondCount(
  secondCount: { read(): Promise<readonly CountedMinute[]> },
  store: Pick<BallotStore, 'groupsOnRecord' | 'receivedOnRecord'>,
): Promise<SecondCountGap> {
  const minutes = await secondCount.read();
  const ranges = minutes.flatMap(({ intakeId, groups }) =>
    groups.map(([first, last]) => [intakeId, first, last] as const),
  );
  const onRecord = await store.groupsOnRecord(ranges);
  const missingIn = new Map<CountedMinute, number>();
  let place = 0;
  for (const minute of minutes) {
    for (const [first, last] of minute.groups) {
      const missing = last - first + 1 - (onRecord[place++] ?? 0);
      missingIn.set(minute, (missingIn.get(minute) ?? 0) + missing);
    }
  }
  const concerned = new Set(
    minutes.filter((minute) => (missingIn.get(minute) ?? 0) > 0).map(({ intakeId }) => intakeId),
  );
  const received = await store.receivedOnRecord([...concerned]);
  return gapOf(minutes, missingIn, concerned, received);
}

function gapOf(
  minutes: readonly CountedMinute[],
  missingIn: ReadonlyMap<CountedMinute, number>,
  concerned: ReadonlySet<string>,
  received: readonly ReceivedOnRecord[],
): SecondCountGap {
  const contests = new Map<string, { votes: number; fromMs: number; toMs: number }>();
  const counts: (readonly [string, string, number])[] = [];
  let isLowerBound = false;
  for (const intakeId of concerned) {
    const own = minutes.filter((minute) => minute.intakeId === intakeId);
    const known = received.filter((row) => row.intakeId === intakeId);
    const groups = own.flatMap((minute) => minute.groups);
    const inCount = groups.reduce((sum, [first, last]) => sum + last - first + 1, 0);
    const missing = own.reduce((sum, minute) => sum + (missingIn.get(minute) ?? 0), 0);
    if ((known[0]?.groups ?? 0) > inCount - missing) isLowerBound = true;
    for (const contest of new Set(own.flatMap(({ votes }) => Object.keys(votes)))) {
      const counted = own.reduce((sum, { votes }) => sum + (votes[contest] ?? 0), 0);
      const unknown = counted - (known.find((row) => row.contest === contest)?.votes ?? 0);
      if (unknown <= 0) continue;
      const when = own
        .filter((minute) => (missingIn.get(minute) ?? 0) > 0 && contest in minute.votes)
        .map(({ minute }) => minute);
      if (when.length === 0) continue;
      counts.push([intakeId, contest, counted]);
      const before = contests.get(contest);
      contests.set(contest, {
        votes: unknown + (before?.votes ?? 0),
        fromMs: Math.min(before?.fromMs ?? Infinity, Math.min(...when) * MINUTE_MS),
        toMs: Math.max(before?.toMs ?? 0, (Math.max(...when) + 1) * MINUTE_MS),
      });
    }
  }
  return {
    contests: [...contests]
      .map(([contest, found]) => ({ contest, ...found }))
      .sort((a, b) => (a.contest < b.contest ? -1 : 1)),
    isLowerBound,
    counts,
  };
}
