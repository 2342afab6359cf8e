import { REJECTION_REASONS } from '@scrutin/election';
import type { RejectionReason } from '@scrutin/election';
import type { Database } from './database.ts';
import { DEEP_CHECK } from './sql/deep-check.sql.ts';
import { LEDGER } from './sql/ledger.sql.ts';

/** P5. What is in flight or parked is `received - counted - rejected`, and the broker knows it too. */
export interface Ledger {
  readonly received: number;
  readonly counted: number;
  readonly rejected: Readonly<Record<RejectionReason, number>>;
}

export async function ledger(database: Database): Promise<Ledger> {
  const rows = await database.query<{
    side: 'received' | 'counted' | 'rejected';
    reason: string;
    count: string;
  }>('ledger', LEDGER);
  const count = (side: string, reason = ''): number =>
    Number(rows.find((row) => row.side === side && row.reason === reason)?.count ?? 0);
  return {
    received: count('received'),
    counted: count('counted'),
    rejected: Object.fromEntries(
      REJECTION_REASONS.map((reason) => [reason, count('rejected', reason)]),
    ) as Record<RejectionReason, number>,
  };
}

/** Something that the rows say and a promise does not allow. */
export interface Finding {
  readonly promise: 'P4' | 'P5' | 'P6';
  readonly subject: string;
  readonly finding: string;
}

/**
 * Compares results, ballots, audit rows, turnout, rejections and settled submissions in one snapshot.
 * Reads everything: for auditors and tests, not for a dashboard. An empty answer is the good one.
 */
export function deepCheck(database: Database): Promise<Finding[]> {
  return database.query<Finding>('deep-check', DEEP_CHECK);
}
