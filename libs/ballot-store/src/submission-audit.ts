import type { DatabaseOptions } from '@scrutin/database';
import { openDatabase } from '@scrutin/database';
import type { ContestKey, RejectionReason, RollKey } from '@scrutin/election';
import {
  AUDITED_ATTEMPTS,
  AUDITED_SUBMISSIONS,
  NOT_CLOSED,
  REJECTIONS_BY_CONTEST,
} from './sql/submission-audit.sql.ts';

/** What became of a submission: nothing about its voter or its choice. */
export interface AuditedSubmission {
  readonly submissionId: string;
  /** Empty if the submission named no contest that exists. */
  readonly contest: ContestKey | '';
  readonly status: 'counted' | 'rejected';
  readonly reason: RejectionReason | undefined;
  /**
   * The whole hours in which it was accepted, in milliseconds since the epoch. At least twenty votes of the contest were
   * counted in the time of a counted vote, unless the contest has fewer. Undefined where the hour is not stored.
   */
  readonly from: number | undefined;
  readonly until: number | undefined;
}

/** Which submissions are asked for. Undefined means all. */
export interface SubmissionFilter {
  readonly contest?: ContestKey | RollKey | undefined;
  readonly submission?: string | undefined;
  readonly status?: 'counted' | 'rejected' | undefined;
  /** Those that may have been accepted at this time or later, in milliseconds since the epoch. */
  readonly sinceMs?: number | undefined;
  readonly beforeMs?: number | undefined;
}

/** So many credentials tried so often in vain, for this reason. */
interface RepeatedAttempts {
  readonly rollKey: RollKey | '';
  readonly reason: RejectionReason;
  readonly attempts: number;
  /** Undefined where attempts are not counted by credential: somebody who guesses can invent any number of them. */
  readonly credentials: number | undefined;
  readonly firstHour: number;
  readonly lastHour: number;
}

interface RejectionCount {
  readonly contest: ContestKey | '';
  readonly reason: RejectionReason;
  readonly submissions: number;
}

/** The record of submissions, as auditors may search it. Every function throws TransientError when the database is away. */
export interface SubmissionAudit {
  /**
   * At most `most` submissions (never more than 100,000) after the given one, in the order of their identifiers, which
   * are random. Only those of contests that have closed (P6).
   */
  submissions(filter: SubmissionFilter, most: number, after?: string): Promise<AuditedSubmission[]>;
  /** The laws and elections that have not closed. */
  notClosed(): Promise<RollKey[]>;
  attempts(): Promise<RepeatedAttempts[]>;
  rejections(): Promise<RejectionCount[]>;
  close(): Promise<void>;
}

interface SubmissionRow extends Record<string, unknown> {
  readonly submission_id: string;
  readonly contest_key: ContestKey | '';
  readonly status: 'counted' | 'rejected';
  readonly reason: RejectionReason | null;
  readonly from_ms: string | null;
  readonly until_ms: string | null;
}

interface AttemptsRow extends Record<string, unknown> {
  readonly roll_key: RollKey | '';
  readonly reason: RejectionReason;
  readonly attempts: string;
  readonly credentials: string | null;
  readonly first_ms: string;
  readonly last_ms: string;
}

interface RejectionRow extends Record<string, unknown> {
  readonly contest_key: ContestKey | '';
  readonly reason: RejectionReason;
  readonly count: string;
}

const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Opens the record with the rights of scrutin_admin or scrutin_auditor. It connects on first use. */
export function openSubmissionAudit(options: DatabaseOptions): SubmissionAudit {
  const database = openDatabase(options);
  return {
    async submissions(filter, most, after = BEFORE_ALL) {
      const rows = await database.send<SubmissionRow>(
        'audit',
        AUDITED_SUBMISSIONS,
        filter.contest ?? null,
        filter.submission ?? null,
        filter.status ?? null,
        instantOf(filter.sinceMs),
        instantOf(filter.beforeMs),
        after,
        most,
      );
      return rows.map(auditedSubmission);
    },
    async notClosed() {
      const rows = await database.send<{ readonly roll_key: RollKey }>('audit', NOT_CLOSED);
      return rows.map(({ roll_key: rollKey }) => rollKey);
    },
    async attempts() {
      const rows = await database.send<AttemptsRow>('audit', AUDITED_ATTEMPTS);
      return rows.map((row) => ({
        rollKey: row.roll_key,
        reason: row.reason,
        attempts: Number(row.attempts),
        credentials: numberOf(row.credentials),
        firstHour: Number(row.first_ms),
        lastHour: Number(row.last_ms),
      }));
    },
    async rejections() {
      const rows = await database.send<RejectionRow>('audit', REJECTIONS_BY_CONTEST);
      return rows.map(({ contest_key: contest, reason, count }) => ({
        contest,
        reason,
        submissions: Number(count),
      }));
    },
    close: () => database.close(),
  };
}

function auditedSubmission(row: SubmissionRow): AuditedSubmission {
  return {
    submissionId: row.submission_id,
    contest: row.contest_key,
    status: row.status,
    reason: row.reason ?? undefined,
    from: numberOf(row.from_ms),
    until: numberOf(row.until_ms),
  };
}

function numberOf(text: string | null): number | undefined {
  return text === null ? undefined : Number(text);
}

function instantOf(atMs: number | undefined): string | null {
  return atMs === undefined ? null : new Date(atMs).toISOString();
}
