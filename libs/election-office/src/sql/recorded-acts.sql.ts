/**
 * A page of the record of acts, newest first. $1 the id of the last act of the previous page, or null · $2 a subject,
 * or null: its acts and those of everything below it · $3 an action such as `law.open`, or its noun, or null · $4 who did
 * or approved the act, or null · $5 $6 from and before these times, or null · $7 rows
 */
export const RECORDED_ACTS = `
SELECT id, at, official_id::text AS official_id, actor, action, subject, reason, before, after,
       approved_by, proposal_id::text AS proposal_id
  FROM admin_audit
 WHERE ($1::bigint IS NULL OR id < $1::bigint)
   AND ($2::text IS NULL OR subject = $2::text OR starts_with(subject, $2::text || ':'))
   AND ($3::text IS NULL OR action = $3::text OR starts_with(action, $3::text || '.'))
   AND ($4::text IS NULL OR lower($4::text) IN (lower(actor), lower(approved_by)))
   AND ($5::timestamptz IS NULL OR at >= $5::timestamptz)
   AND ($6::timestamptz IS NULL OR at < $6::timestamptz)
 ORDER BY id DESC
 LIMIT $7::integer`;
