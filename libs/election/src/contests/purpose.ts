/**
 * What a contest is for, from its creation and for ever: its result binds, or it is a rehearsal, for which votes may be
 * made up and which is thrown away with its votes. No act changes it, and neither does the owner of the database.
 */
export const CONTEST_PURPOSES = ['real', 'rehearsal'] as const;
export type ContestPurpose = (typeof CONTEST_PURPOSES)[number];

/** The purpose of a contest for which none is given. */
export const DEFAULT_PURPOSE: ContestPurpose = 'real';
