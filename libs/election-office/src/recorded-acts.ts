import type { ActContext } from './act.ts';
import type { RecordedAct } from './acts.ts';
import { RECORDED_ACTS } from './sql/recorded-acts.sql.ts';

/** The most acts on a page, whatever limit is asked for. */
const LARGEST_PAGE = 1_000;

/** Which acts are asked for. What is absent does not matter. */
export interface ActFilter {
  /** The acts on this subject and on everything below it. */
  readonly subject?: string | undefined;
  /** An action such as `law.open`, or its noun for all acts on such subjects. */
  readonly action?: string | undefined;
  /** Who did or approved the act, in any case of letters. */
  readonly person?: string | undefined;
  /** In milliseconds since the epoch, as `beforeMs`. */
  readonly sinceMs?: number | undefined;
  readonly beforeMs?: number | undefined;
}

/** A page of the record of acts, newest first. `before` is the id of the last act of the previous page. */
export interface ActsPage extends ActFilter {
  readonly limit: number;
  readonly before?: bigint | undefined;
}

interface Row {
  readonly id: bigint;
  readonly at: Date;
  readonly official_id: string | null;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly reason: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly approved_by: string | null;
  readonly proposal_id: string | null;
}

export async function recordedActs({ database }: ActContext, page: ActsPage): Promise<RecordedAct[]> {
  const { before, subject, action, person, sinceMs, beforeMs } = page;
  // PostgreSQL has no such text, so no act has it.
  if ([subject, action, person].some((text) => text?.includes('\0') === true)) return [];
  const limit = Math.min(Math.max(Math.trunc(page.limit), 1), LARGEST_PAGE);
  const rows = await database.query<Row>(
    'acts',
    RECORDED_ACTS,
    before ?? null,
    subject ?? null,
    action ?? null,
    person ?? null,
    timeOf(sinceMs),
    timeOf(beforeMs),
    limit,
  );
  return rows.map((row) => ({
    id: row.id,
    atMs: row.at.getTime(),
    officialId: row.official_id ?? undefined,
    actor: row.actor,
    action: row.action,
    subject: row.subject,
    reason: row.reason ?? undefined,
    before: row.before ?? undefined,
    after: row.after ?? undefined,
    approvedBy: row.approved_by ?? undefined,
    proposalId: row.proposal_id ?? undefined,
  }));
}

function timeOf(ms: number | undefined): Date | null {
  return ms === undefined ? null : new Date(ms);
}
