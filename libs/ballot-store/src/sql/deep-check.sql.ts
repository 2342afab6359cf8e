/**
 * Checks P4, P5 and P6 by reading all ballots and audit rows in one snapshot. It returns what does not agree, so the
 * answer is empty if everything is right.
 */
export const DEEP_CHECK = `
WITH books AS MATERIALIZED (
  SELECT book, contest_key, reason, n FROM book_totals
), audited AS (
  SELECT contest_key, n FROM books WHERE book = 'voters'
), cast_ballots AS (
  SELECT contest_key, n FROM books WHERE book = 'ballots'
), read_in_part AS (
  -- Before the closing an auditor sees the ballots of a contest in part or not at all.
  SELECT contest_key FROM cast_ballots AS t
    LEFT JOIN (SELECT contest_key, count(*) AS n FROM ballots GROUP BY contest_key) AS b USING (contest_key)
   WHERE b.n IS DISTINCT FROM t.n
), turned_out AS (
  SELECT contest_key, sum(counted) AS n FROM turnout GROUP BY contest_key
), contests AS (
  SELECT contest_key FROM audited UNION SELECT contest_key FROM cast_ballots
  UNION SELECT contest_key FROM contest_totals UNION SELECT contest_key FROM turned_out
)
SELECT 'P4' AS promise, contest_key AS subject,
       format('results %s, ballots %s, audit rows %s, turnout %s',
              coalesce(t.counted, 0), coalesce(b.n, 0), coalesce(a.n, 0), coalesce(o.n, 0)) AS finding
  FROM contests
  LEFT JOIN contest_totals AS t USING (contest_key)
  LEFT JOIN cast_ballots AS b USING (contest_key)
  LEFT JOIN audited AS a USING (contest_key)
  LEFT JOIN turned_out AS o USING (contest_key)
 WHERE coalesce(t.counted, 0) <> coalesce(b.n, 0)
    OR coalesce(b.n, 0) <> coalesce(a.n, 0)
    OR coalesce(a.n, 0) <> coalesce(o.n, 0)
UNION ALL
SELECT 'P4', r.law_id, format('results oui %s non %s blank %s, ballots oui %s non %s blank %s',
                                r.oui, r.non, r.blank, b.oui, b.non, b.blank)
  FROM vote_results AS r
  JOIN (SELECT contest_key, count(*) FILTER (WHERE selection = 'oui') AS oui,
               count(*) FILTER (WHERE selection = 'non') AS non,
               count(*) FILTER (WHERE selection = '#blank') AS blank FROM ballots GROUP BY contest_key) AS b
    ON b.contest_key = 'law:' || r.law_id
 WHERE (r.oui, r.non, r.blank) <> (b.oui, b.non, b.blank) AND b.contest_key NOT IN (SELECT contest_key FROM read_in_part)
UNION ALL
SELECT 'P4', e.election_id || ':' || e.region_id || ':' || e.ranking,
       format('counted %s, ballots %s', e.ballots, b.n)
  FROM live_ranking_counts AS e
  FULL JOIN (SELECT split_part(contest_key, ':', 2) AS election_id, split_part(contest_key, ':', 3) AS region_id,
                    selection AS ranking, count(*) AS n
               FROM ballots WHERE starts_with(contest_key, 'election:') GROUP BY 1, 2, 3) AS b
    USING (election_id, region_id, ranking)
 WHERE e.ballots IS DISTINCT FROM b.n
   AND 'election:' || election_id || ':' || region_id NOT IN (SELECT contest_key FROM read_in_part)
UNION ALL
SELECT 'P4', e.election_id || ':' || e.region_id || ':' || e.candidate_id,
       format('first preferences counted %s, ballots %s', e.votes, b.n)
  FROM live_election_results AS e
  FULL JOIN (SELECT split_part(contest_key, ':', 2) AS election_id, split_part(contest_key, ':', 3) AS region_id,
                    split_part(selection, '>', 1) AS candidate_id, count(*) AS n
               FROM ballots WHERE starts_with(contest_key, 'election:') GROUP BY 1, 2, 3) AS b
    USING (election_id, region_id, candidate_id)
 WHERE e.votes IS DISTINCT FROM b.n
   AND 'election:' || election_id || ':' || region_id NOT IN (SELECT contest_key FROM read_in_part)
UNION ALL
SELECT 'P5', contest_key || ' ' || reason, format('counted %s, rejected submissions %s', c.count, r.n)
  FROM rejection_counts AS c
  FULL JOIN (SELECT contest_key, reason, n FROM books WHERE book = 'rejected') AS r
    USING (contest_key, reason)
 WHERE c.count IS DISTINCT FROM r.n
UNION ALL
SELECT 'P5', 'settled submissions', format('%s settled, %s counted, %s rejected, %s thrown away', s.n, a.n, r.n, d.n)
  FROM (SELECT coalesce(sum(n), 0) AS n FROM books WHERE book = 'settled') AS s,
       (SELECT coalesce(sum(n), 0) AS n FROM audited) AS a,
       (SELECT coalesce(sum(n), 0) AS n FROM books WHERE book = 'rejected') AS r,
       (SELECT coalesce(sum(settled), 0) AS n FROM discarded_rehearsals) AS d
 WHERE s.n <> a.n + r.n + d.n
UNION ALL
SELECT 'P6', 'track_commit_timestamp', 'is on: every audit row has the time of its transaction'
 WHERE current_setting('track_commit_timestamp') = 'on'`;
