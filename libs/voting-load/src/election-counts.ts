import type { ContestKey } from '@scrutin/election';
import { BLANK_SELECTION, rankingOf } from '@scrutin/election';
import { FIRST_PREFERENCES, lineOf, RANKINGS, REGION_TOTALS } from './election-breakdowns.ts';
import type { Counts } from './poll.ts';

/** The counts in the public results of a race. */
interface PublicCounts {
  readonly total: number;
  /** By candidate; blank votes under `#blank`. */
  readonly firstPreferences: ReadonlyMap<string, number>;
}

/** The functions that read counts. */
export interface CountReaders {
  /** The results of the race in the region, as the API shows them to anybody. */
  readonly results: (regionId: string) => Promise<PublicCounts | 'not-published'>;
  /** Every ballot of a race, grouped; undefined without a database to ask. */
  readonly selections:
    | ((contest: ContestKey) => Promise<readonly { readonly selection: string; readonly ballots: bigint }[]>)
    | undefined;
}

export interface CountedRace {
  readonly regionId: string;
  readonly contest: ContestKey;
}

/**
 * All breakdowns of the election that can be read: the public results from the API, and the rankings from the
 * database. If the results are not public, they are computed from the rankings.
 */
export async function readElectionCounts(
  readers: CountReaders,
  races: readonly CountedRace[],
): Promise<Counts> {
  const totals = new Map<string, number>();
  const firsts = new Map<string, number>();
  const rankings = new Map<string, number>();
  let areKnown = true;
  let arePublic = true;
  for (const { regionId, contest } of races) {
    const [results, selections] = await Promise.all([
      readers.results(regionId),
      readers.selections?.(contest),
    ]);
    for (const { selection, ballots } of selections ?? []) {
      rankings.set(lineOf(regionId, selection), Number(ballots));
    }
    if (results === 'not-published') arePublic = false;
    const known = results === 'not-published' ? selections && publicCountsOf(selections) : results;
    if (known === undefined) areKnown = false;
    else {
      totals.set(regionId, known.total);
      for (const [id, votes] of known.firstPreferences) firsts.set(lineOf(regionId, id), votes);
    }
  }
  const breakdowns = new Map<string, ReadonlyMap<string, number>>();
  if (areKnown) breakdowns.set(REGION_TOTALS.name, totals).set(FIRST_PREFERENCES.name, firsts);
  if (readers.selections !== undefined) breakdowns.set(RANKINGS.name, rankings);
  return { breakdowns, arePublic };
}

function publicCountsOf(
  selections: readonly { readonly selection: string; readonly ballots: bigint }[],
): PublicCounts {
  const firstPreferences = new Map<string, number>();
  let total = 0;
  for (const { selection, ballots } of selections) {
    const [first = BLANK_SELECTION] = rankingOf(selection);
    firstPreferences.set(first, (firstPreferences.get(first) ?? 0) + Number(ballots));
    total += Number(ballots);
  }
  return { total, firstPreferences };
}
