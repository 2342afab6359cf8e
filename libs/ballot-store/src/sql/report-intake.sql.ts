/**
 * Stores the report of an ingestion process. A report that comes late or twice changes nothing; see report_intake() in
 * the migrations.
 *
 * $1 intake · receipts as JSON: $2 accepted, $3 unconfirmed, $4 never sent · $5 complete through (ms) · $6 ended
 */
export const REPORT_INTAKE = `
SELECT report_intake($1::uuid, $2::jsonb, $3::jsonb, $4::jsonb, $5::bigint, $6::boolean)`;
