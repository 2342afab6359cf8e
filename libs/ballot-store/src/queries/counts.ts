import type { Database } from '@scrutin/database';
import type { CandidateCount } from '@scrutin/election';
import { ELECTION_COUNTS } from '../sql/election-counts.sql.ts';

/** The counts of all elections at one moment. A candidate without a ballot has no entry. */
export async function electionCounts(database: Database): Promise<CandidateCount[]> {
  const rows = await database.query<{
    election_id: string;
    region_id: string;
    candidate_id: string | null;
    votes: bigint;
  }>('election-counts', ELECTION_COUNTS);
  return rows.map((row) => ({
    electionId: row.election_id,
    regionId: row.region_id,
    candidateId: row.candidate_id ?? undefined,
    votes: row.votes,
  }));
}
