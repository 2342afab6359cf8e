/**
 * A report that comes late, or twice, changes nothing: see report_intake() in the migrations.
 *
 * $1 intake id · $2 submissions without a key so far · $3 ids of submissions with one, joined by commas
 */
export const REPORT_INTAKE = `SELECT report_intake($1::uuid, $2::bigint, string_to_array($3, ',')::uuid[])`;
