import type { Database } from '@scrutin/database';
import { ELECTION_COUNTS } from '../sql/election-counts.sql.ts';

/** The ballots of a race whose first preference is this candidate, mixed or not, all from one commit (P4). */
export interface CandidateCount {
  readonly electionId: string;
  readonly regionId: string;
  /** Undefined while the choices are withheld: then `votes` are all votes of the race. */
  readonly candidateId: string | undefined;
  readonly votes: bigint;
}

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
