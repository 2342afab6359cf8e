/**
 * A page of what became of submissions, in the order of their identifiers. $1 law, election or race, or null · $2 one
 * submission, or null · $3 counted or rejected, or null · $4 $5 from and before these times, or null · $6 after this
 * submission · $7 rows. docs/AUDITING.md shows it.
 */
export const AUDITED_SUBMISSIONS = `
SELECT submission_id, contest_key, status, reason,
       (extract(epoch FROM from_hour) * 1000)::bigint AS from_ms, (extract(epoch FROM until_hour) * 1000)::bigint AS until_ms
  FROM audited_submissions($1, $2::uuid, $3, $4::timestamptz, $5::timestamptz, $6::uuid, $7::integer)`;

/** The laws and elections whose submissions are not told, because they have not closed. */
export const NOT_CLOSED = `
SELECT 'law:' || id AS roll_key FROM laws WHERE status <> 'draft' AND closes_at > now()
UNION ALL
SELECT 'election:' || id FROM elections WHERE status <> 'draft' AND closes_at > now()
 ORDER BY 1`;

/** How many credentials tried how often in vain, by roll and reason. */
export const AUDITED_ATTEMPTS = `
SELECT roll_key, reason, attempts, credentials,
       (extract(epoch FROM first_hour) * 1000)::bigint AS first_ms, (extract(epoch FROM last_hour) * 1000)::bigint AS last_ms
  FROM audited_attempts()`;

/** Rejected submissions by contest and reason. */
export const REJECTIONS_BY_CONTEST = `SELECT contest_key, reason, count FROM rejection_counts ORDER BY contest_key, reason`;
