import type { RecordedContest } from '@scrutin/tabulation';
import { lawContest, raceContest } from '@scrutin/tabulation';
import type { BallotRecord } from '../contests/ballot-record.ts';
import { candidateName } from '../contests/candidate.ts';
import { contestKey } from '../contests/contest.ts';
import type { Election, RaceDetail } from '../contests/election.ts';
import type { Law } from '../contests/law.ts';
import type { ContestStatus } from '../life/lifecycle.ts';

/** Why the ballots of a contest are not public: they never will be, or not before the certification. */
export type BallotRecordRefusal = 'never-published' | 'not-certified';

/**
 * Why the ballots of a contest are not public now; undefined if they are. The function ballot_record_public of the
 * database answers the same, and also waits until the last ballots are mixed (P6).
 */
export function ballotRecordRefusal({
  ballotRecord,
  status,
}: {
  readonly ballotRecord: BallotRecord;
  readonly status: ContestStatus;
}): BallotRecordRefusal | undefined {
  if (ballotRecord === 'not-published') return 'never-published';
  return status === 'certified' ? undefined : 'not-certified';
}

/** A law as its published ballots describe it. */
export function recordedLaw({ id, purpose }: Pick<Law, 'id' | 'purpose'>): RecordedContest {
  const { candidates, seats } = lawContest([]);
  return {
    contest: contestKey({ kind: 'law', lawId: id }),
    candidates,
    seats,
    isRehearsal: purpose === 'rehearsal',
  };
}

/** A race as its published ballots describe it, with the candidates in the order of the ballot. */
export function recordedRace(
  { purpose }: Pick<Election, 'purpose'>,
  {
    electionId,
    regionId,
    seats,
    candidates,
  }: Pick<RaceDetail, 'electionId' | 'regionId' | 'seats' | 'candidates'>,
): RecordedContest {
  const counted = raceContest(
    {
      seats,
      candidates: candidates.map((candidate) => ({
        id: candidate.id,
        name: candidateName(candidate),
        withdrawnAtMs: candidate.withdrawnAtMs,
      })),
    },
    [],
  );
  return {
    contest: contestKey({ kind: 'election', electionId, regionId }),
    candidates: counted.candidates,
    seats,
    isRehearsal: purpose === 'rehearsal',
  };
}
