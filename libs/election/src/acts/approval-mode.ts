import type { ContestPurpose } from '../contests/purpose.ts';

/**
 * How many officials the weighty acts on a law or an election need: another official approves what one proposes, or one
 * official does everything alone.
 */
export const APPROVAL_MODES = ['two-officials', 'single-official'] as const;
export type ApprovalMode = (typeof APPROVAL_MODES)[number];

/**
 * The mode of a contest for which none is given, in every API. It never changes afterwards, so an official who acts
 * alone on a real contest must have said so when the contest was created. A rehearsal needs one official, unless the
 * approvals are to be rehearsed too.
 */
export function defaultApproval(purpose: ContestPurpose): ApprovalMode {
  return purpose === 'rehearsal' ? 'single-official' : 'two-officials';
}
