/**
 * Whether the ballots of a contest become public when it is certified: every selection with its number of ballots, so that
 * anybody can count again (P8). Some election laws forbid it, because a rare ranking can show how somebody voted. It is
 * decided when the contest is created and never changes, and the public view of the contest shows it.
 */
export const BALLOT_RECORDS = ['published', 'not-published'] as const;
export type BallotRecord = (typeof BALLOT_RECORDS)[number];

/** The value of a contest for which nobody decided. */
export const DEFAULT_BALLOT_RECORD: BallotRecord = 'published';
