/**
 * P6. $1 how many ballots of a contest must have arrived; the function takes no fewer than 1000. What
 * mixing cannot hide, and from whom, is said beside the function, in the migration. 40,000 ballots: 0.2 s.
 */
export const MIX_BALLOTS = `SELECT mix_ballots($1::integer) AS moved`;
