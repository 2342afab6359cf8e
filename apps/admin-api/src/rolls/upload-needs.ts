import type { RollUploadBody } from '@scrutin/contracts/admin';
import type { RollKey } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';

/**
 * What loading needs besides right lines, for whoever checks them first. Lines that are on the roll already need nothing;
 * how many are new is known only when they are loaded.
 */
export async function uploadNeeds(
  office: Pick<ElectionOffice, 'contest' | 'approvalPolicy'>,
  key: RollKey,
): Promise<NonNullable<RollUploadBody['needs']>> {
  const contest = await office.contest(key);
  if (contest === undefined || contest.status === 'draft') return { reason: false, approval_above: null };
  const { acts, registeringAbove } = await office.approvalPolicy();
  const asksTwo = contest.approval === 'two-officials' && acts.includes('registering');
  return { reason: true, approval_above: asksTwo ? registeringAbove : null };
}
