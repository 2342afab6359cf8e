/**
 * Of a law or an election: votes received and not settled, as far as no official has explained them, by contest; and
 * those that a process published and of which no receipt has come, which may be of any contest. $1 `law:ID` or `election:ID`
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
 * Ingestion processes of which nobody knows that all they accepted before a time is in the books. $1 that time, in
 * milliseconds since the epoch
 */
export const INCOMPLETE_INTAKES = `
SELECT intake_id::text AS intake, reported_at
  FROM intake
 WHERE ended_at IS NULL AND complete_through < to_timestamp($1::bigint / 1000.0)
   AND started_at < to_timestamp($1::bigint / 1000.0) + interval '1 minute'
 ORDER BY reported_at`;

/** Keeps every batch of votes of the contest out until the end of the transaction. $1 `law:ID` or `election:ID` */
export const LOCK_CONTEST = `SELECT lock_contests(ARRAY[$1], true)::text`;
