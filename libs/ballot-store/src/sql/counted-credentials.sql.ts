/** The void credentials of a roll. $1 roll */
export const VOID_CREDENTIALS = `SELECT credential_hash FROM void_among($1) AS credential_hash`;

/**
 * A page of the credentials that voted, in the order of the unique index that allows each only one ballot (P3). The
 * reading is put on record. $1 roll · $2 the last hash of the previous page (empty at first) · $3 rows
 *
 * A page is one value: the hash (32 bytes) and the submission (16 bytes) of each row, one after the other, because rows of
 * their own cost the client several times as much (docs/PERFORMANCE.md, "Roll files").
 */
export const COUNTED_CREDENTIALS = `
SELECT string_agg(credential_hash || uuid_send(submission_id), ''::bytea ORDER BY credential_hash) AS page
  FROM counted_credentials($1, $2::bytea, $3::integer)`;
