/**
 * The sessions of an account that can still be used, the newest first. It reads only the columns that the login of the
 * operator may read, which Prisma's client would not: it adds the primary key.
 *
 * $1 official · $2 now · $3 the last use must be later than this
 */
export const LISTED_SESSIONS = `
SELECT id, created_at, last_seen_at, expires_at
  FROM sessions
 WHERE official_id = $1::uuid AND expires_at > $2::timestamptz AND last_seen_at > $3::timestamptz
 ORDER BY created_at DESC, id`;

/**
 * Ends one session of an account, or all of them, and returns them.
 *
 * $1 official · $2 session, or null
 */
export const END_SESSIONS = `
DELETE FROM sessions
 WHERE official_id = $1::uuid AND ($2::uuid IS NULL OR id = $2::uuid)
RETURNING id, created_at, last_seen_at, expires_at`;
