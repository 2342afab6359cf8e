import type { Stack } from './stack.ts';

/** Numbers by name, none of them 0. */
export type Numbers = Readonly<Record<string, number>>;

/** What PostgreSQL says of one race. */
interface RaceBooks {
  /** First preferences, by candidate. */
  readonly results: Numbers;
  readonly rankings: Numbers;
  /** The cast vote records, counted by what they say. */
  readonly ballots: Numbers;
  readonly audited: number;
  readonly turnout: number;
  /** As the ledger counts it. */
  readonly total: number;
}

/** What PostgreSQL says of one election, as of one snapshot. */
export interface ElectionBooks {
  readonly races: Readonly<Record<string, RaceBooks>>;
  /** Audit rows that say `counted`, of whatever region. */
  readonly audited: number;
  /** Distinct credentials among them. */
  readonly credentials: number;
}

const BOOKS = `
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

export async function readElectionBooks(stack: Stack, electionId: string): Promise<ElectionBooks> {
  const [row] = await stack.sql<{
    audited: number;
    credentials: number;
    races: Record<string, RaceBooks> | null;
  }>(BOOKS, [electionId]);
  if (row === undefined) throw new Error('a query without FROM gives one row');
  return { ...row, races: row.races ?? {} };
}
