/**
 * The acts on a law or an election and on everything below it, the oldest first, and explanations of votes whose contest
 * is not known. $1 `law:ID` or `election:ID` · $2 the id of the last act, or null
 */
export const DECLARED_ACTS = `
SELECT a.id, a.at, a.action, a.subject, a.actor, a.approved_by, a.reason, a.before, a.after,
       CASE WHEN a.approved_by IS NOT NULL THEN p.proposed_at END AS proposed_at
  FROM admin_audit AS a LEFT JOIN proposals AS p ON p.id = a.proposal_id
 WHERE (a.subject = $1 OR starts_with(a.subject, $1 || ':') OR a.action = 'ledger.explain' AND a.subject = 'ledger') AND ($2::bigint IS NULL OR a.id <= $2::bigint)
 ORDER BY a.id`;

/**
 * The publications of a contest, the oldest first, with what identifies their counts: the SHA-256 of the ballots, and
 * that of the stored result as PostgreSQL writes it. $1 contest
 */
export const DECLARED_PUBLICATIONS = `
SELECT p.id, p.contest_key AS "contestKey", p.tabulation_id::text AS "tabulationId", p.published_at AS "publishedAt",
       p.supersedes::text AS supersedes, p.reason,
       t.rule_set AS "ruleSet", t.ballots, t.ballots_digest AS "ballotsDigest", t.computed_at AS "computedAt",
       encode(sha256(convert_to(t.result::text, 'UTF8')), 'hex') AS "resultDigest"
  FROM publications AS p JOIN tabulations AS t ON t.id = p.tabulation_id
 WHERE p.contest_key = $1
 ORDER BY p.id`;

/** The votes of a contest that are counted, blank ones included. $1 contest */
export const COUNTED = `SELECT counted FROM contest_totals WHERE contest_key = $1`;
