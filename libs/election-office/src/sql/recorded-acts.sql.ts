/**
 * A page of the record of acts, newest first. $1 the id of the last act of the previous page, or null · $2 a subject,
 * or null: its acts and those of everything below it · $3 rows
 */
export const RECORDED_ACTS = `
SELECT id, at, official_id::text AS official_id, actor, action, subject, reason, before, after,
       approved_by, proposal_id::text AS proposal_id
  FROM admin_audit
 WHERE ($1::bigint IS NULL OR id < $1::bigint)
   AND ($2::text IS NULL OR subject = $2::text OR starts_with(subject, $2::text || ':'))
 ORDER BY id DESC
 LIMIT $3::integer`;
