/** The lots that were on record when the count `t` was made, as JSON. */
const LOTS_OF_COUNT = `(SELECT coalesce(json_agg(l ORDER BY l.recorded_at, l.tied), '[]')
          FROM published_lots AS l WHERE l.contest_key = t.contest_key AND l.recorded_at <= t.computed_at) AS lots`;

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
       t.result -> 'winners' AS winners, t.result #>> '{referendum,verdict}' AS verdict,
       jsonb_path_query_array(t.result, '$.rounds[*].ties[*] ? (@.method.kind == "lot")') AS ties,
       ${LOTS_OF_COUNT}
  FROM publications AS p
  JOIN published_tabulations AS t ON t.id = p.tabulation_id
 WHERE t.result ->> 'status' = 'complete'
 ORDER BY p.contest_key, p.id DESC`;

/** A published tabulation with all its rounds, and the lots of its contest. $1 its id */
export const PUBLISHED_TABULATION = `
SELECT t.id::text AS id, t.contest_key, t.rule_set, t.ballots, t.ballots_digest, t.result, t.computed_at, t.published_at,
       ${LOTS_OF_COUNT}
  FROM published_tabulations AS t
 WHERE id = $1::uuid AND result ->> 'status' = 'complete'`;
