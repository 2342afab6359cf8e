import { contestKey, countsOf, raceKey } from '@scrutin/election';
import type { Registry } from '@scrutin/service-runtime';
import { gauge, sharedReading, TransientError } from '@scrutin/service-runtime';
import type { PublicQueries } from './public-queries.ts';

/** What the metrics of turnout are read from. */
export interface TurnoutMetricsOptions {
  readonly registry: Registry;
  readonly queries: Pick<PublicQueries, 'laws' | 'elections' | 'counts'>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** The voters of a law or race. `registered` is undefined while no roll says how many. */
interface Electorate {
  readonly contest: string;
  readonly voted: bigint;
  readonly registered: bigint | undefined;
}

const MINUTE_MS = 60_000;

/**
 * Registers `contest_counted_voters` and `contest_registered_voters`. Turnout is public at all times, but these numbers
 * are read only at the first scrape of each minute, so that a scrape does not show in which contest somebody has just
 * voted (P6). While the database is unavailable, they stay as they were, and the next scrape
 * reads again.
 */
export function turnoutMetrics({ registry, queries, clock }: TurnoutMetricsOptions): void {
  let minute = Number.NaN;
  let known: readonly Electorate[] = [];
  const read = sharedReading(async () => {
    const present = Math.floor(clock() / MINUTE_MS);
    if (present === minute) return known;
    const found = await unlessUnavailable(() => electorates(queries));
    if (found !== undefined) {
      known = found;
      minute = present;
    }
    return known;
  });
  gauge(registry, 'contest_counted_voters', async (voters) => {
    const all = await read();
    voters.reset();
    for (const { contest, voted } of all) voters.set({ contest }, Number(voted));
  });
  gauge(registry, 'contest_registered_voters', async (voters) => {
    const all = await read();
    voters.reset();
    for (const { contest, registered } of all) {
      if (registered !== undefined) voters.set({ contest }, Number(registered));
    }
  });
}

/** The voters of every contest that is not a draft. */
async function electorates(queries: TurnoutMetricsOptions['queries']): Promise<Electorate[]> {
  const [laws, elections, counts] = await Promise.all([
    queries.laws.get(),
    queries.elections.get(),
    queries.counts.get(),
  ]);
  return [
    ...[...laws.values()].map(({ law, result }) => ({
      contest: contestKey({ kind: 'law', lawId: law.id }),
      voted: result.counted,
      registered: result.registeredVoters,
    })),
    ...[...elections.values()].flatMap(({ races }) =>
      races.map((race) => ({
        contest: raceKey(race),
        voted: countsOf(counts, race).ballots,
        registered: race.registeredVoters,
      })),
    ),
  ];
}

async function unlessUnavailable<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof TransientError) return undefined;
    throw error;
  }
}
