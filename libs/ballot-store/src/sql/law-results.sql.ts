/** The counted votes of all laws that are not drafts. If the results are withheld from this login, only the sum. */
export const LAW_RESULTS = `
SELECT l.id, coalesce(c.oui, 0) AS oui, coalesce(c.non, 0) AS non, coalesce(c.blank, 0) AS blank,
       coalesce(c.counted, 0) AS counted,
       NOT choices_readable('law:' || l.id) AS withheld, r.credentials - coalesce(v.void, 0) AS registered, c.updated_at
  FROM laws AS l
  LEFT JOIN law_counts() AS c ON c.law_id = l.id
  LEFT JOIN rolls AS r ON r.roll_key = 'law:' || l.id
  LEFT JOIN (SELECT roll_key, sum(credentials)::bigint AS void FROM void_totals GROUP BY 1) AS v
    ON v.roll_key = r.roll_key
 WHERE l.status <> 'draft'
 ORDER BY l.id COLLATE "C"`;
