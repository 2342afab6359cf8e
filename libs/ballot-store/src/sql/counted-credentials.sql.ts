/** The void credentials of a roll. $1 roll */
export const VOID_CREDENTIALS = `SELECT credential_hash FROM void_among($1) AS credential_hash`;

/**
 * A page of the credentials that voted, in the order of the unique index that allows each only one ballot (P3). The
 * reading is put on record. $1 roll · $2 the last hash of the previous page (empty at first) · $3 rows
 */
export const COUNTED_CREDENTIALS = `
SELECT credential_hash, submission_id::text AS submission_id
  FROM counted_credentials($1, $2::bytea, $3::integer)`;
