/**
 * One statement, so that its three parts are of one instant (P5). The counted votes come from the results,
 * which are a row per law and candidate: counting 8 million audit rows takes seconds, and deepCheck()
 * proves that both are the same.
 */
export const LEDGER = `
SELECT 'received' AS side, '' AS reason, coalesce(sum(received + keyed), 0)::text AS count FROM intake
UNION ALL
SELECT 'counted', '', coalesce(sum(counted), 0)::text FROM contest_totals
UNION ALL
SELECT 'rejected', reason, sum(count)::text FROM rejection_counts GROUP BY reason`;
