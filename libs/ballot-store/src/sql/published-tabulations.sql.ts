/** The tabulation of each contest that stands, without its rounds: that of the last publication. */
export const PUBLISHED_TABULATIONS = `
SELECT DISTINCT ON (p.contest_key) t.id::text AS id, p.contest_key, t.result -> 'winners' AS winners,
       coalesce(t.result -> 'acclaimed', '[]') AS acclaimed
  FROM publications AS p
  JOIN published_tabulations AS t ON t.id = p.tabulation_id
 WHERE t.result ->> 'status' = 'complete'
 ORDER BY p.contest_key, p.id DESC`;

/** Every publication of every contest, newest first, with what a list shows of its count. */
export const PUBLICATIONS = `
SELECT p.contest_key, p.tabulation_id::text AS tabulation_id, p.published_at, p.supersedes::text AS supersedes, p.reason,
       p.id = max(p.id) OVER (PARTITION BY p.contest_key) AS stands,
       t.rule_set, t.ballots, t.ballots_digest, t.computed_at,
       t.result -> 'winners' AS winners, t.result #>> '{referendum,verdict}' AS verdict
  FROM publications AS p
  JOIN published_tabulations AS t ON t.id = p.tabulation_id
 WHERE t.result ->> 'status' = 'complete'
 ORDER BY p.contest_key, p.id DESC`;

/** A published tabulation with all its rounds. $1 its id */
export const PUBLISHED_TABULATION = `
SELECT id::text AS id, contest_key, rule_set, ballots, ballots_digest, result, computed_at, published_at
  FROM published_tabulations
 WHERE id = $1::uuid AND result ->> 'status' = 'complete'`;
