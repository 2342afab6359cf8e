/**
 * The votes of a law or an election that were received, not settled, and not explained by an official, for each
 * contest. The row without a contest has the votes that a process published and whose receipts are missing: they may
 * belong to any contest. $1 `law:ID` or `election:ID`
 */
export const OUTSTANDING = `
SELECT l.contest_key AS contest,
       CASE WHEN l.contest_key = '' THEN l.unreported ELSE l.received - l.counted - l.rejected END
         - (SELECT coalesce(sum(e.votes), 0)::bigint FROM ledger_explanations AS e
             WHERE e.contest_key = l.contest_key) AS votes
  FROM contest_ledger AS l
 WHERE l.contest_key = '' OR l.contest_key = $1 OR starts_with(l.contest_key, $1 || ':')
 ORDER BY 1`;

/**
 * The ingestion processes that have not reported all votes that they accepted before a time. $1 that time, in
 * milliseconds since the epoch
 */
export const INCOMPLETE_INTAKES = `
SELECT intake_id::text AS intake, reported_at
  FROM intake
 WHERE ended_at IS NULL AND complete_through < to_timestamp($1::bigint / 1000.0)
   AND started_at < to_timestamp($1::bigint / 1000.0) + interval '1 minute'
 ORDER BY reported_at`;

/** Prevents until the end of the transaction that votes of the contest are settled. $1 `law:ID` or `election:ID` */
export const LOCK_CONTEST = `SELECT lock_contests(ARRAY[$1], true)::text`;
