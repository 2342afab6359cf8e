/**
 * The ledger (P5): a row for each contest, and a row for each reason of rejection over all contests. It is one
 * statement, so that all rows are from one moment. The counted votes come from the results, which have few rows:
 * counting 8 million audit rows would take seconds. deepCheck() shows that both numbers are the same.
 */
export const LEDGER = `
SELECT l.contest_key, '' AS reason, l.received, l.counted, l.rejected, l.unknown, l.unreported,
       (SELECT coalesce(sum(e.votes), 0)::bigint FROM ledger_explanations AS e
         WHERE e.contest_key = l.contest_key) AS explained
  FROM contest_ledger AS l
UNION ALL
SELECT '', r.reason, 0, 0, sum(r.count)::bigint, 0, 0, 0 FROM rejection_counts AS r GROUP BY r.reason
ORDER BY 1, 2`;

/** Processes that stopped reporting. A running process reports every second. */
export const SILENT_INTAKES = `
SELECT count(*)::integer AS intakes
  FROM intake WHERE ended_at IS NULL AND reported_at < clock_timestamp() - interval '10 seconds'`;
