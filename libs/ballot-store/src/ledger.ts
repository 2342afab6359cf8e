import type { Receipt } from '@scrutin/contracts/messages';
import type { Database } from '@scrutin/database';
import type { ContestKey, RejectionReason } from '@scrutin/election';
import { REJECTION_REASONS } from '@scrutin/election';
import { DEEP_CHECK } from './sql/deep-check.sql.ts';
import { LEDGER, SILENT_INTAKES } from './sql/ledger.sql.ts';

/** What became of the groups of votes that one ingestion process published since its last report. */
export interface IntakeReport {
  /** Identifies one run of the process. */
  readonly intakeId: string;
  /** Confirmed and answered 202. */
  readonly accepted: readonly Receipt[];
  /** Answered 503 because no confirm came in time. They may be in the queue all the same. */
  readonly unknown: readonly Receipt[];
  /** Answered 503 and never handed to the broker. */
  readonly unsent: readonly Receipt[];
  /**
   * Every vote accepted before this time (ms since the epoch) has its answer and is in this report or an earlier one.
   */
  readonly completeThroughMs: number;
  /** True if the process accepts no more votes. */
  readonly ended: boolean;
}

/** The ledger of one contest (P5). All numbers are votes. */
export interface ContestLedger {
  /** Undefined for votes that belong to no contest. */
  readonly contest: ContestKey | undefined;
  /** Votes that were accepted, according to their receipts. */
  readonly received: number;
  readonly counted: number;
  readonly rejected: number;
  /**
   * Votes answered 503 because no confirm came, and not seen since. They do not count as received, and may still
   * arrive.
   */
  readonly unknown: number;
  /**
   * Votes that a process published without reporting them, and that were not seen since: their receipts are missing.
   */
  readonly unreported: number;
  /** How much of the difference `received - settled` officials have explained on record. */
  readonly explained: number;
}

/**
 * The ledger of all contests (P5). The votes that are in flight or parked are `received - counted - rejected`; the
 * broker can be asked for their number too.
 */
export interface Ledger {
  readonly received: number;
  readonly counted: number;
  readonly rejected: Readonly<Record<RejectionReason, number>>;
  readonly unknown: number;
  readonly unreported: number;
  /** Ingestion processes that did not report that they ended, and have sent no report in the last ten seconds. */
  readonly silentIntakes: number;
  readonly contests: readonly ContestLedger[];
}

interface Row {
  readonly contest_key: string;
  /** Empty in the row of a contest. */
  readonly reason: string;
  readonly received: bigint;
  readonly counted: bigint;
  readonly rejected: bigint;
  readonly unknown: bigint;
  readonly unreported: bigint;
  readonly explained: bigint;
}

export async function ledger(database: Database): Promise<Ledger> {
  const rows = await database.query<Row>('ledger', LEDGER);
  const [silent] = await database.query<{ intakes: number }>('ledger', SILENT_INTAKES);
  const contests = rows.filter(({ reason }) => reason === '').map(toContestLedger);
  const sum = (side: 'received' | 'counted' | 'unknown' | 'unreported'): number =>
    contests.reduce((total, contest) => total + contest[side], 0);
  return {
    received: sum('received'),
    counted: sum('counted'),
    unknown: sum('unknown'),
    unreported: sum('unreported'),
    silentIntakes: silent?.intakes ?? 0,
    rejected: Object.fromEntries(
      REJECTION_REASONS.map((reason) => [
        reason,
        Number(rows.find((row) => row.reason === reason)?.rejected ?? 0n),
      ]),
    ) as Record<RejectionReason, number>,
    contests,
  };
}

function toContestLedger(row: Row): ContestLedger {
  return {
    contest: row.contest_key === '' ? undefined : (row.contest_key as ContestKey),
    received: Number(row.received),
    counted: Number(row.counted),
    rejected: Number(row.rejected),
    unknown: Number(row.unknown),
    unreported: Number(row.unreported),
    explained: Number(row.explained),
  };
}

/** A contradiction in the stored rows that breaks a promise. */
export interface Finding {
  readonly promise: 'P4' | 'P5' | 'P6';
  readonly subject: string;
  readonly finding: string;
}

/**
 * Compares results, ballots, audit rows, turnout, rejections and settled submissions in one snapshot, and returns the
 * contradictions. It reads all rows, so it is for auditors and tests and not for a dashboard.
 */
export function deepCheck(database: Database): Promise<Finding[]> {
  return database.query<Finding>('deep-check', DEEP_CHECK);
}
