import type { EligibleVote, Rejection } from '@scrutin/contracts/messages';
import { credentialHashHex, receiptsOf } from '@scrutin/contracts/messages';
import type { Database } from '@scrutin/database';
import { refusedData } from '@scrutin/database';
import type { ContestKey, RejectionReason, Selection, SubmissionId } from '@scrutin/election';
import { hourOf } from '@scrutin/election';
import { SETTLE_REJECTIONS } from './sql/settle-rejections.sql.ts';
import { SETTLE_VOTES } from './sql/settle-votes.sql.ts';

/**
 * Why a submission cannot be settled: the result of its contest is final (`certified`), or it names somebody who is not
 * on the ballot of the race (`not-standing`).
 */
type RefusalToSettle = 'certified' | 'not-standing';

export interface UnsettledSubmission {
  readonly submissionId: SubmissionId;
  readonly reason: RefusalToSettle;
}

/** The outcome of a batch of votes. Every vote in it is counted, rejected, repeated or left unsettled. */
export interface SettledVotes {
  readonly counted: readonly {
    readonly contest: ContestKey;
    readonly selection: Selection;
    readonly ballots: number;
  }[];
  /** Votes that were rejected because another submission used their credential (P3). */
  readonly alreadyVoted: number;
  /** Votes that were rejected because their credential was replaced or revoked (P3). */
  readonly voided: number;
  /**
   * Votes that the database rejected because of their time of acceptance: it is outside the window, or after the
   * withdrawal of a candidate (P9). It also counts blank votes in contests that take none.
   */
  readonly rejectedByTime: number;
  /** Submissions that were settled before. They change nothing (P2). */
  readonly repeated: number;
  /** Submissions that must not be settled. Nothing of them was written; the caller parks them. */
  readonly unsettled: readonly UnsettledSubmission[];
}

/** The outcome of a batch of rejections. */
export interface SettledRejections {
  readonly rejected: readonly {
    readonly contest: ContestKey;
    readonly reason: RejectionReason;
    readonly submissions: number;
  }[];
  /** Submissions that were settled before, as counted or rejected. They change nothing (P2). */
  readonly repeated: number;
  /** Submissions that must not be settled. Nothing of them was written; the caller parks them. */
  readonly unsettled: readonly UnsettledSubmission[];
}

/**
 * Counts votes in one transaction. See settle_votes() in the migrations for its guarantees.
 *
 * @throws PoisonMessageError if the data of a vote can never be written. Then none of the batch was written (P4)
 */
export async function settleVotes(database: Database, votes: readonly EligibleVote[]): Promise<SettledVotes> {
  if (votes.length === 0)
    return { counted: [], alreadyVoted: 0, voided: 0, rejectedByTime: 0, repeated: 0, unsettled: [] };
  const rows = await settle(
    database,
    'settle-votes',
    SETTLE_VOTES,
    votes.map((v) => v.submissionId),
    votes.map((v) => v.contest),
    votes.map((v) => credentialHashHex(v.credentialHash)),
    votes.map((v) => v.acceptedAtMs),
    votes.map((v) => v.selection),
    JSON.stringify(receiptsOf(votes)),
  );
  const isLate = ({ detail }: SettledRow): boolean => detail === 'already-voted';
  const isVoid = ({ detail }: SettledRow): boolean => detail === 'void-credential';
  return {
    counted: rows
      .filter(({ outcome }) => outcome === 'counted')
      .map(({ subject, detail, submissions }) => ({
        contest: subject as ContestKey,
        selection: detail as Selection,
        ballots: submissions,
      })),
    alreadyVoted: submissionsIn(rows, 'rejected', isLate),
    voided: submissionsIn(rows, 'rejected', isVoid),
    rejectedByTime: submissionsIn(rows, 'rejected', (row) => !isLate(row) && !isVoid(row)),
    repeated: submissionsIn(rows, 'repeated'),
    unsettled: unsettledAmong(rows),
  };
}

/**
 * Records rejections in one transaction. See settle_rejections() in the migrations for its guarantees.
 *
 * @throws PoisonMessageError if the data of a rejection can never be written. Then none of the batch was written
 */
export async function settleRejections(
  database: Database,
  rejections: readonly Rejection[],
): Promise<SettledRejections> {
  if (rejections.length === 0) return { rejected: [], repeated: 0, unsettled: [] };
  const rows = await settle(
    database,
    'settle-rejections',
    SETTLE_REJECTIONS,
    rejections.map((r) => r.submissionId),
    rejections.map((r) => r.contest),
    rejections.map((r) => credentialHashHex(r.credentialHash)),
    rejections.map((r) => hourOf(r.acceptedAtMs)),
    rejections.map((r) => r.reason),
    JSON.stringify(receiptsOf(rejections)),
  );
  return {
    rejected: rows
      .filter(({ outcome }) => outcome === 'rejected')
      .map(({ subject, detail, submissions }) => ({
        contest: subject as ContestKey,
        reason: detail as RejectionReason,
        submissions,
      })),
    repeated: submissionsIn(rows, 'repeated'),
    unsettled: unsettledAmong(rows),
  };
}

/**
 * Settles an empty batch, which writes nothing. This is the best way to find out whether the next batch can be settled.
 *
 * @throws TransientError if the database could not do it
 */
export async function settleNothing(database: Database): Promise<void> {
  for (const sql of [SETTLE_VOTES, SETTLE_REJECTIONS]) {
    const parameters = new Set(sql.match(/\$\d+/g)).size;
    await database.send('ping', sql, ...Array.from({ length: parameters }, () => null));
  }
}

/** A row of what a batch came to. Submissions with the same outcome, subject and detail share a row. */
interface SettledRow {
  readonly outcome: 'counted' | 'rejected' | 'repeated' | 'refused';
  /** The contest; of a refused submission its identifier. */
  readonly subject: string;
  /** The selection of counted votes; the reason of rejected and refused submissions. */
  readonly detail: string;
  readonly submissions: number;
}

async function settle(
  database: Database,
  operation: 'settle-votes' | 'settle-rejections',
  sql: string,
  ...parameters: readonly unknown[]
): Promise<SettledRow[]> {
  try {
    return await database.send<SettledRow>(operation, sql, ...parameters);
  } catch (error) {
    throw refusedData(error, operation) ?? error;
  }
}

/** The number of submissions with this outcome. */
function submissionsIn(
  rows: readonly SettledRow[],
  outcome: SettledRow['outcome'],
  isIncluded: (row: SettledRow) => boolean = () => true,
): number {
  return rows
    .filter((row) => row.outcome === outcome && isIncluded(row))
    .reduce((sum, { submissions }) => sum + submissions, 0);
}

function unsettledAmong(rows: readonly SettledRow[]): UnsettledSubmission[] {
  return rows
    .filter(({ outcome }) => outcome === 'refused')
    .map(({ subject, detail }) => ({
      submissionId: subject as SubmissionId,
      reason: detail as RefusalToSettle,
    }));
}
