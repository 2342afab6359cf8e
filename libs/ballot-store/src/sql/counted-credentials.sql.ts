/**
 * A page of the credentials that voted, along the index that holds them to one ballot (P3). Reading them is on record.
 * $1 roll · $2 the last hash of the page before (empty at first) · $3 rows
 */
export const COUNTED_CREDENTIALS = `
SELECT credential_hash, submission_id::text AS submission_id
  FROM counted_credentials($1, $2::bytea, $3::integer)`;
