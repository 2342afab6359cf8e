/** How many groups of each range are received. $1 ranges as JSON: [[intake, first, last], ...] */
export const GROUPS_ON_RECORD = `SELECT place, groups FROM groups_on_record($1::jsonb)`;

/** What is on record of processes, by contest. $1 intake ids, an array */
export const RECEIVED_ON_RECORD = `
SELECT intake_id::text AS intake_id, contest_key, votes, groups FROM received_on_record($1::uuid[])`;

/** Puts the difference to the second count on record. $1 counts as JSON: [[intake, contest, votes], ...] */
export const RECEIVE_SECOND_COUNT = `SELECT receive_second_count($1::jsonb) AS added`;
