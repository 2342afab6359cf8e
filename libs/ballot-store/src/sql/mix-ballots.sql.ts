/** P6. $1 how many ballots of a contest must have arrived; the function takes no fewer than 1000. */
export const MIX_BALLOTS = `SELECT mix_ballots($1::integer) AS moved`;
