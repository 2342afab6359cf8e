import type { EligibleVote, Rejection } from '@scrutin/contracts/messages';
import { receiptsOf } from '@scrutin/contracts/messages';
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

export interface RefusedSubmission {
  readonly submissionId: SubmissionId;
  readonly reason: RefusalToSettle;
}

/** The outcome of a batch of votes. Every vote in it is counted, rejected, repeated or refused. */
export interface SettledVotes {
  readonly counted: readonly {
    readonly contest: ContestKey;
    readonly selection: Selection;
    readonly ballots: number;
  }[];
  /** Votes that were rejected because another submission used their credential (P3). */
  readonly alreadyVoted: number;
  /**
   * Votes that the database rejected because of their time of acceptance: it is outside the window, or after the
   * withdrawal of a candidate (P9).
   */
  readonly rejectedByTime: number;
  /** Submissions that were settled before. They change nothing (P2). */
  readonly repeated: number;
  /** Submissions of which nothing was written. */
  readonly refused: readonly RefusedSubmission[];
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
  /** Submissions of which nothing was written. */
  readonly refused: readonly RefusedSubmission[];
}

/**
 * Counts votes in one transaction. See settle_votes() in the migrations for its guarantees.
 *
 * @throws PoisonMessageError if the data of a vote can never be written. Then none of the batch was written (P4)
 */
export async function settleVotes(database: Database, votes: readonly EligibleVote[]): Promise<SettledVotes> {
  if (votes.length === 0)
    return { counted: [], alreadyVoted: 0, rejectedByTime: 0, repeated: 0, refused: [] };
  const rows = await settle<{
    outcome: 'counted' | 'rejected' | 'repeated' | 'refused';
    contest: ContestKey;
    /** For rejections and refusals, the reason. */
    selection: Selection;
    votes: number;
  }>(
    database,
    'settle-votes',
    SETTLE_VOTES,
    votes.map((v) => v.submissionId),
    votes.map((v) => v.contest),
    votes.map((v) => hexOf(v.credentialHash)),
    votes.map((v) => v.acceptedAtMs),
    votes.map((v) => v.selection),
    JSON.stringify(receiptsOf(votes)),
  );
  const rejected = rows.filter((row) => row.outcome === 'rejected');
  const isLate = (row: { readonly selection: string }): boolean => row.selection === 'already-voted';
  return {
    counted: rows
      .filter((row) => row.outcome === 'counted')
      .map((row) => ({ contest: row.contest, selection: row.selection, ballots: row.votes })),
    alreadyVoted: sumOf(rejected.filter(isLate).map((row) => row.votes)),
    rejectedByTime: sumOf(rejected.filter((row) => !isLate(row)).map((row) => row.votes)),
    repeated: sumOf(rows.filter((row) => row.outcome === 'repeated').map((row) => row.votes)),
    refused: rows
      .filter((row) => row.outcome === 'refused')
      .map((row) => refusedSubmission(row.contest, row.selection)),
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
  if (rejections.length === 0) return { rejected: [], repeated: 0, refused: [] };
  const rows = await settle<{
    outcome: 'rejected' | 'repeated' | 'refused';
    contest: ContestKey;
    reason: RejectionReason;
    submissions: number;
  }>(
    database,
    'settle-rejections',
    SETTLE_REJECTIONS,
    rejections.map((r) => r.submissionId),
    rejections.map((r) => r.contest),
    rejections.map((r) => hexOf(r.credentialHash)),
    rejections.map((r) => hourOf(r.acceptedAtMs)),
    rejections.map((r) => r.reason),
    JSON.stringify(receiptsOf(rejections)),
  );
  return {
    rejected: rows
      .filter((row) => row.outcome === 'rejected')
      .map(({ contest, reason, submissions }) => ({ contest, reason, submissions })),
    repeated: sumOf(rows.filter((row) => row.outcome === 'repeated').map((row) => row.submissions)),
    refused: rows
      .filter((row) => row.outcome === 'refused')
      .map((row) => refusedSubmission(row.contest, row.reason)),
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

async function settle<Row extends object>(
  database: Database,
  operation: 'settle-votes' | 'settle-rejections',
  sql: string,
  ...parameters: readonly unknown[]
): Promise<Row[]> {
  try {
    return await database.send<Row>(operation, sql, ...parameters);
  } catch (error) {
    throw refusedData(error, operation) ?? error;
  }
}

/** In the row of a refusal, the submission is in the column of the contest, and the reason in that of the selection. */
function refusedSubmission(id: string, reason: string): RefusedSubmission {
  return { submissionId: id as SubmissionId, reason: reason as RefusalToSettle };
}

function hexOf(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('hex');
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}
