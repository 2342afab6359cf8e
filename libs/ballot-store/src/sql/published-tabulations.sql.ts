/**
 * The valid tabulation of each contest, without its rounds. This is the latest published count, which is also the one
 * that a certification uses.
 */
export const PUBLISHED_TABULATIONS = `
SELECT DISTINCT ON (contest_key) id::text AS id, contest_key, result -> 'winners' AS winners,
       coalesce(result -> 'acclaimed', '[]') AS acclaimed
  FROM published_tabulations
 WHERE result ->> 'status' = 'complete'
 ORDER BY contest_key, computed_at DESC, id`;

/** A published tabulation with all its rounds. $1 its id */
export const PUBLISHED_TABULATION = `
SELECT id::text AS id, contest_key, rule_set, ballots, ballots_digest, result, computed_at, published_at
  FROM published_tabulations
 WHERE id = $1::uuid AND result ->> 'status' = 'complete'`;
