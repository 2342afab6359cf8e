import {
  electionResultView,
  electionView,
  lawResultView,
  lawTabulationView,
  lawView,
  raceResultView,
  raceTabulationView,
} from '@scrutin/contracts/public';
import type {
  ContestKey,
  CountedLaw,
  Disclosure,
  ElectionCounts,
  PublishedCount,
  PublishedElection,
  StandingTabulation,
} from '@scrutin/election';
import { contestKey, countsOf, instantText, raceKey, resultsArePublic } from '@scrutin/election';
import { InvariantViolation } from '@scrutin/service-runtime';
import type { ElectionRecord, LawRecord } from './result-record.ts';

/** What is read for an export. Contests that are drafts are undefined, as for the public. */
export interface ResultSource {
  readonly law: (id: string) => Promise<CountedLaw | undefined>;
  readonly election: (id: string) => Promise<PublishedElection | undefined>;
  readonly counts: () => Promise<ElectionCounts>;
  readonly standing: () => Promise<ReadonlyMap<ContestKey, StandingTabulation>>;
  readonly published: (standing: StandingTabulation) => Promise<PublishedCount>;
}

/** The record, or why there is none. */
export type RecordOutcome<R> =
  | { readonly kind: 'record'; readonly record: R }
  | { readonly kind: 'unknown-contest' }
  | { readonly kind: 'not-public'; readonly contest: Disclosure & { readonly timeZone: string } };

/**
 * Reads the record of a law, as the public API would answer it at `nowMs` (milliseconds since the epoch).
 *
 * @throws InvariantViolation if its published count has no verdict
 */
export async function readLawRecord(
  source: ResultSource,
  id: string,
  nowMs: number,
): Promise<RecordOutcome<LawRecord>> {
  const found = await source.law(id);
  if (found === undefined) return { kind: 'unknown-contest' };
  const { law, result } = found;
  // The database decides by its own clock, which may differ a little, and a cached result may be from before.
  if (!resultsArePublic(law, nowMs) || result.withheld) return { kind: 'not-public', contest: law };
  const standing = (await source.standing()).get(contestKey({ kind: 'law', lawId: id }));
  const count = standing && (await source.published(standing));
  const referendum = count?.result.referendum;
  if (count !== undefined && referendum === undefined) {
    throw new InvariantViolation('P8', `the tabulation ${count.id} of the law ${id} has no verdict`);
  }
  return {
    kind: 'record',
    record: {
      format: 'scrutin-results',
      version: 1,
      as_of: instantText(nowMs),
      kind: 'law',
      law: lawView(law, nowMs),
      result: lawResultView(found, nowMs),
      tabulation:
        count === undefined || referendum === undefined ? null : lawTabulationView(law, count, referendum),
    },
  };
}

/** Reads the record of an election with all its races, as the public API would answer it at `nowMs`. */
export async function readElectionRecord(
  source: ResultSource,
  id: string,
  nowMs: number,
): Promise<RecordOutcome<ElectionRecord>> {
  const election = await source.election(id);
  if (election === undefined) return { kind: 'unknown-contest' };
  const [counts, standing] = await Promise.all([source.counts(), source.standing()]);
  const withheld = election.races.some((race) => countsOf(counts, race).withheld);
  if (!resultsArePublic(election, nowMs) || withheld) return { kind: 'not-public', contest: election };
  const races = await Promise.all(
    election.races.map(async (race) => {
      const stands = standing.get(raceKey(race));
      const count = stands && (await source.published(stands));
      return {
        result: raceResultView(election, race, counts, nowMs),
        tabulation: count === undefined ? null : raceTabulationView(election, race, count, nowMs),
      };
    }),
  );
  return {
    kind: 'record',
    record: {
      format: 'scrutin-results',
      version: 1,
      as_of: instantText(counts.asOfMs),
      kind: 'election',
      election: electionView(election, nowMs),
      result: electionResultView(election, counts, standing, nowMs),
      races,
    },
  };
}
