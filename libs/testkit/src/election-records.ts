import type { Stack } from './stack.ts';

/** Numbers by name. Names with the number 0 are left out. */
export type Numbers = Readonly<Record<string, number>>;

/** What PostgreSQL has on record about one race. */
interface RaceRecords {
  /** First preferences by candidate. */
  readonly results: Numbers;
  readonly rankings: Numbers;
  /** The number of stored ballots, by selection. */
  readonly ballots: Numbers;
  readonly audited: number;
  readonly turnout: number;
  /** The counted votes in the ledger. */
  readonly total: number;
}

/** What PostgreSQL has on record about one election, read in one snapshot. */
export interface ElectionRecords {
  readonly races: Readonly<Record<string, RaceRecords>>;
  /** Audit rows with the status `counted`, in all regions. */
  readonly audited: number;
  /** Distinct credentials in these audit rows. */
  readonly credentials: number;
}

const ELECTION_RECORDS = `
WITH audit AS (
  SELECT contest_key, credential_hash FROM vote_audit WHERE roll_key = 'election:' || $1 AND status = 'counted'
), races AS (
  SELECT region_id, 'election:' || $1 || ':' || region_id AS contest_key
    FROM election_regions WHERE election_id = $1
)
SELECT (SELECT count(*) FROM audit)::int AS audited,
       (SELECT count(DISTINCT credential_hash) FROM audit)::int AS credentials,
       (SELECT jsonb_object_agg(region_id, jsonb_build_object(
          'results', (SELECT coalesce(jsonb_object_agg(candidate_id, votes), '{}') FROM live_election_results AS r
                       WHERE r.election_id = $1 AND r.region_id = races.region_id),
          'rankings', (SELECT coalesce(jsonb_object_agg(ranking, ballots), '{}') FROM live_ranking_counts AS r
                        WHERE r.election_id = $1 AND r.region_id = races.region_id),
          'ballots', (SELECT coalesce(jsonb_object_agg(selection, n), '{}')
                        FROM (SELECT selection, count(*) AS n FROM ballots AS b
                               WHERE b.contest_key = races.contest_key GROUP BY selection) AS cast_so),
          'audited', (SELECT count(*) FROM audit WHERE audit.contest_key = races.contest_key),
          'turnout', (SELECT coalesce(sum(counted), 0) FROM turnout AS t WHERE t.contest_key = races.contest_key),
          'total', (SELECT coalesce(sum(counted), 0) FROM contest_totals AS t WHERE t.contest_key = races.contest_key)
        )) FROM races) AS races`;

/** Reads what PostgreSQL has on record about the election, as the owner of the database. */
export async function readElectionRecords(stack: Stack, electionId: string): Promise<ElectionRecords> {
  const [row] = await stack.sql<{
    audited: number;
    credentials: number;
    races: Record<string, RaceRecords> | null;
  }>(ELECTION_RECORDS, [electionId]);
  if (row === undefined) throw new Error('a query without FROM gives one row');
  return { ...row, races: row.races ?? {} };
}
