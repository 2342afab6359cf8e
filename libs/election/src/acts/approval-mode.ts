/**
 * How many officials the weighty acts on a law or an election need: another official approves what one proposes, or one
 * official does everything alone.
 */
export const APPROVAL_MODES = ['two-officials', 'single-official'] as const;
export type ApprovalMode = (typeof APPROVAL_MODES)[number];

/**
 * The mode of a contest for which none is given, in every API and in the database. It never changes afterwards, so an
 * official who acts alone must have said so when the contest was created.
 */
export const DEFAULT_APPROVAL: ApprovalMode = 'two-officials';
