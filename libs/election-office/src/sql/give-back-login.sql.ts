/**
 * Takes back what RESERVE_LOGIN counted, for a login that did not fail but is not complete either. It lifts only
 * the lock that this login itself set, so that asking for nothing but the password never helps somebody who guesses
 * codes.
 *
 * $1 official · $2 the lock that this login set, or null
 */
export const GIVE_BACK_LOGIN = `
UPDATE officials
   SET failed_logins = greatest(failed_logins - 1, 0),
       locked_until = CASE WHEN locked_until = $2::timestamptz THEN NULL ELSE locked_until END
 WHERE id = $1::uuid`;
