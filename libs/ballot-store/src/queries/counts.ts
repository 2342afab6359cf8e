import type { Database } from '@scrutin/database';
import { ELECTION_COUNTS } from '../sql/election-counts.sql.ts';

/** Ballots of a race whose first preference is this candidate, mixed or still arriving, as of one commit (P4). */
export interface CandidateCount {
  readonly electionId: string;
  readonly regionId: string;
  /** Empty for ballots without a choice; undefined where the choices are withheld: these are all of the race. */
  readonly candidateId: string | undefined;
  readonly votes: bigint;
}

/** The counts of all elections at once. A candidate without a ballot has no entry. */
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
