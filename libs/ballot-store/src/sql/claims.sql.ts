/** The credentials that have a counted vote. $1 roll · $2 hashes in hexadecimal, an array */
export const COUNTED_AMONG = `SELECT hash FROM counted_among($1, $2::text[]) AS hash`;

/** The submissions that are not counted: not settled yet, or rejected. $1 the first digits of their ids, an array */
export const UNCOUNTED_AMONG = `SELECT submission FROM uncounted_submissions($1::text[]) AS submission`;
