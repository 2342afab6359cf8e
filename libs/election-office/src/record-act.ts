import type { Prisma } from '@scrutin/database';
import type { ActHeader, Transaction } from './act.ts';
import type { GivenApproval } from './approval.ts';

interface RecordedHeader extends ActHeader {
  /** The approval with which the act was carried out. */
  readonly approved?: GivenApproval | undefined;
  /** The proposal that the act makes or decides. */
  readonly proposalId?: string;
}

/** Writes a row of the record of acts. The database sets its time. */
export async function record(
  transaction: Transaction,
  { actor, action, subject, reason, approved, proposalId }: RecordedHeader,
  { before, after }: { readonly before?: unknown; readonly after?: unknown } = {},
): Promise<void> {
  await transaction.adminAudit.create({
    data: {
      actor: actor.name,
      officialId: actor.officialId ?? null,
      action,
      subject,
      reason: reason ?? null,
      proposalId: approved?.proposalId ?? proposalId ?? null,
      approvedBy: approved?.approver.name ?? null,
      ...(before === undefined ? {} : { before: json(before) }),
      ...(after === undefined ? {} : { after: json(after) }),
    },
    // Reads back only the key: the rest of the row is known.
    select: { id: true },
  });
}

/** Writes a bigint as a decimal text, because JSON numbers are too small for it, and a Map as an object. */
export function json(value: unknown): Prisma.InputJsonValue {
  const text = JSON.stringify(value, (_, member: unknown) => {
    if (typeof member === 'bigint') return member.toString();
    return member instanceof Map ? Object.fromEntries(member as Map<string, unknown>) : member;
  });
  return JSON.parse(text) as Prisma.InputJsonValue;
}
