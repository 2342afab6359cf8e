import type { ActContext } from './act.ts';
import type { RecordedAct } from './acts.ts';
import { RECORDED_ACTS } from './sql/recorded-acts.sql.ts';

/** The most acts on a page, whatever limit is asked for. */
const LARGEST_PAGE = 1_000;

export interface ActsPage {
  readonly limit: number;
  readonly before?: bigint;
  readonly subject?: string;
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
  const { before, subject } = page;
  if (subject?.includes('\0') === true) return [];
  const limit = Math.min(Math.max(Math.trunc(page.limit), 1), LARGEST_PAGE);
  const rows = await database.query<Row>('acts', RECORDED_ACTS, before ?? null, subject ?? null, limit);
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
