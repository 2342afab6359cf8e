/**
 * Makes credentials void, all of them or none; see make_void() in the migrations. $1 roll · $2 `replaced` or `revoked` ·
 * $3 reason · arrays of equal length: $4 hashes in hexadecimal · $5 their regions, or '' · $6 successors, or '' · $7
 * regions of the successors, or '' · $8 claims, or '' · $9 whether the successor is on the roll · $10 the proposal whose
 * approval makes them void, or null
 */
export const MAKE_VOID = `
SELECT credential, outcome
  FROM make_void($1, $2, $3, $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::uuid)`;
