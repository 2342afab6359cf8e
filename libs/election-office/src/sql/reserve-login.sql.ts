/**
 * Counts a login as failed before the password is checked, and locks the account from the fifth failure in a row. So
 * the number of passwords that are checked does not depend on how many logins come at the same time. A login that
 * succeeds sets the count back. Returns no row if the account is locked at $2.
 *
 * $1 official · $2 now · $3 failures that lock · $4 seconds of the first lock · $5 seconds of the longest lock
 */
export const RESERVE_LOGIN = `
UPDATE officials
   SET failed_logins = failed_logins + 1,
       locked_until = CASE WHEN failed_logins + 1 >= $3::integer
         THEN $2::timestamptz
              + make_interval(secs => least($4::integer * 2.0 ^ least(failed_logins + 1 - $3::integer, 30), $5::integer))
       END
 WHERE id = $1::uuid AND (locked_until IS NULL OR locked_until <= $2::timestamptz)
RETURNING failed_logins, locked_until`;
