import { INSTANTS_AS_TEXT } from './known-instants.sql.ts';

/**
 * What the work of a role needs from the database: times in UTC, a server that takes writes, functions that it may
 * call, and rights on tables. $1 names of functions · $2 `table:privilege`; both are lists joined by commas
 */
export const READINESS = `
SELECT ${INSTANTS_AS_TEXT} AS instants, current_setting('TimeZone') AS zone,
       pg_is_in_recovery() AS standby, current_setting('transaction_read_only') = 'on' AS read_only,
       (SELECT string_agg(f, ', ') FROM unnest(string_to_array($1, ',')) AS f
         WHERE NOT EXISTS (SELECT FROM pg_proc AS p
                            WHERE p.proname = f AND pg_function_is_visible(p.oid)
                              AND has_function_privilege(p.oid, 'EXECUTE'))) AS functions_missing,
       (SELECT string_agg(t, ', ') FROM unnest(string_to_array($2, ',')) AS t
         WHERE NOT coalesce(has_any_column_privilege(to_regclass(split_part(t, ':', 1)), split_part(t, ':', 2)), false))
         AS rights_missing`;

/** The time of the answer, and not of the transaction, in milliseconds since the epoch. */
export const DATABASE_CLOCK = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::double precision AS ms`;
