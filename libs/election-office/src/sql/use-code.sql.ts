/**
 * Marks a code of a second factor as used. Returns no row if this code or a later one was used before. So of two logins
 * with the same code at the same time, one is refused.
 *
 * $1 official · $2 time step of the code
 */
export const USE_CODE = `
UPDATE officials
   SET second_factor_step = $2::bigint
 WHERE id = $1::uuid AND (second_factor_step IS NULL OR second_factor_step < $2::bigint)
RETURNING id`;
