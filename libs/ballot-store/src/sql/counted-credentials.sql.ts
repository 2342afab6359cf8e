/**
 * A page of the credentials that voted, along the index that holds them to one ballot (P3).
 * $1 roll · $2 the last hash of the page before (empty at first) · $3 rows
 */
export const COUNTED_CREDENTIALS = `
SELECT credential_hash, submission_id::text AS submission_id
  FROM vote_audit
 WHERE roll_key = $1 AND status = 'counted' AND credential_hash > $2::bytea
 ORDER BY credential_hash
 LIMIT $3::integer`;
