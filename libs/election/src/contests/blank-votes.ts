/** Whether voters may cast a blank vote. It is decided for each law and each election while it is a draft. */
export const BLANK_VOTES = ['allowed', 'not-allowed'] as const;
export type BlankVotes = (typeof BLANK_VOTES)[number];

/** The value of a contest for which nobody decided. */
export const DEFAULT_BLANK_VOTES: BlankVotes = 'not-allowed';
