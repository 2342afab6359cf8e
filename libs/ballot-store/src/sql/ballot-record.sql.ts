/**
 * One page of the public record of a contest: the selections that come after $2 in code point order, at most $3 of them.
 * It has no row unless the contest is certified, its record is published and its ballots are mixed. $1 contest
 */
export const BALLOT_RECORD = `SELECT selection, ballots FROM ballot_record($1, $2, $3::integer)`;
