import type { BallotStore } from '@scrutin/ballot-store';
import type {
  ContestKey,
  CountedLaw,
  ElectionCounts,
  Notice,
  PoliticalParty,
  PublishedCountEntry,
  PublishedElection,
  Region,
  SelectionCount,
  StandingTabulation,
  TurnoutSeries,
} from '@scrutin/election';
import { countsByRace, TURNOUT_BUCKET_MS } from '@scrutin/election';
import { PublishedCounts } from './published-counts.ts';
import { ShortCache } from './short-cache.ts';

/** The part of the ballot store that the public may query. */
export type PublicQueryStore = Pick<
  BallotStore,
  | 'laws'
  | 'lawResults'
  | 'lawElectorates'
  | 'elections'
  | 'notices'
  | 'regions'
  | 'parties'
  | 'electionCounts'
  | 'turnoutSeries'
  | 'standingTabulations'
  | 'publishedTabulation'
  | 'publishedCounts'
  | 'ballotRecord'
  | 'photo'
>;

/** The store of the queries, and how old an answer may be. */
export interface PublicQueriesOptions {
  readonly store: PublicQueryStore;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How old an answer may be, in milliseconds. */
  readonly cacheMs: number;
}

/**
 * Everything that the public may query. Each query is sent to the database at most once per `cacheMs`, however many
 * clients ask. Where there are few contests, one query reads all of them. So guessed identifiers never reach the
 * database and no cache grows with them. Caches of single contests exist only for contests that exist.
 */
export class PublicQueries {
  readonly laws: ShortCache<ReadonlyMap<string, CountedLaw>>;
  readonly lawElectorates: ShortCache<ReadonlyMap<string, bigint>>;
  readonly elections: ShortCache<ReadonlyMap<string, PublishedElection>>;
  readonly notices: ShortCache<readonly Notice[]>;
  readonly regions: ShortCache<readonly Region[]>;
  readonly parties: ShortCache<readonly PoliticalParty[]>;
  readonly counts: ShortCache<ElectionCounts>;
  readonly standing: ShortCache<ReadonlyMap<ContestKey, StandingTabulation>>;
  readonly tabulations: PublishedCounts;
  readonly publications: ShortCache<readonly PublishedCountEntry[]>;
  readonly #store: PublicQueryStore;
  readonly #seriesMaxAgeMs: number;
  readonly #series = new Map<ContestKey, ShortCache<TurnoutSeries>>();

  constructor({ store, clock, cacheMs }: PublicQueriesOptions) {
    this.laws = new ShortCache(() => readLaws(store), cacheMs);
    this.lawElectorates = new ShortCache(() => store.lawElectorates(), cacheMs);
    this.elections = new ShortCache(
      async () => new Map((await store.elections()).map((election) => [election.id, election])),
      cacheMs,
    );
    this.notices = new ShortCache(() => store.notices(), cacheMs);
    this.regions = new ShortCache(() => store.regions(), cacheMs);
    this.parties = new ShortCache(() => store.parties(), cacheMs);
    this.counts = new ShortCache(unlessTheSame(store, clock), cacheMs);
    this.standing = new ShortCache(
      async () => new Map((await store.standingTabulations()).map((one) => [one.contest, one])),
      cacheMs,
    );
    this.publications = new ShortCache(() => store.publishedCounts(), cacheMs);
    this.tabulations = new PublishedCounts((id) => store.publishedTabulation(id));
    this.#store = store;
    // A series is the largest answer, and it has no changes within a bucket. So it is kept for a bucket's length.
    this.#seriesMaxAgeMs = cacheMs === 0 ? 0 : Math.max(cacheMs, TURNOUT_BUCKET_MS);
  }

  /** The ballots of a certified contest. They are not kept: they are many, and caches keep the answer. */
  ballotRecord(contest: ContestKey): AsyncIterable<readonly SelectionCount[]> {
    return this.#store.ballotRecord(contest);
  }

  /** The bytes of a photo. Photos never change, and the handler keeps them. */
  photo(sha256: string): Promise<Uint8Array | undefined> {
    return this.#store.photo(sha256);
  }

  /**
   * The turnout of a contest over time.
   *
   * @param contest must exist, because its cache is never removed
   */
  turnoutSeries(contest: ContestKey): Promise<TurnoutSeries> {
    let series = this.#series.get(contest);
    if (series === undefined) {
      series = new ShortCache(() => this.#store.turnoutSeries(contest), this.#seriesMaxAgeMs);
      this.#series.set(contest, series);
    }
    return series.get();
  }
}

/** Reads the counts. While they do not change they are the same value, with the time at which they were first read. */
function unlessTheSame(
  store: Pick<PublicQueryStore, 'electionCounts'>,
  clock: () => number,
): () => Promise<ElectionCounts> {
  let last: { readonly rows: string; readonly counts: ElectionCounts } | undefined;
  return async () => {
    const asOfMs = clock();
    const read = await store.electionCounts();
    const rows = read.map(({ electionId, regionId, candidateId, votes }) =>
      [electionId, regionId, candidateId ?? '', votes].join(' '),
    );
    const text = rows.join('\n');
    if (last?.rows !== text) last = { rows: text, counts: { races: countsByRace(read), asOfMs } };
    return last.counts;
  };
}

/** Reads the laws before their results, so that every law has a result: the store has one for each law. */
async function readLaws(store: PublicQueryStore): Promise<ReadonlyMap<string, CountedLaw>> {
  const laws = await store.laws();
  const results = new Map((await store.lawResults()).map((result) => [result.lawId, result]));
  return new Map(
    laws.flatMap((law) => {
      const result = results.get(law.id);
      return result === undefined ? [] : [[law.id, { law, result }] as const]; // The law was deleted in between.
    }),
  );
}
