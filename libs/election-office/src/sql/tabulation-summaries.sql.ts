/**
 * The tabulations of a contest, newest first, without their rounds, which can be megabytes for a large race. $1 contest
 * key
 */
export const TABULATION_SUMMARIES = `
SELECT id::text AS "id", contest_key AS "contestKey", rule_set AS "ruleSet", ballots,
       ballots_digest AS "ballotsDigest", computed_at AS "computedAt", requested_by::text AS "requestedBy",
       published_at AS "publishedAt",
       jsonb_strip_nulls(jsonb_build_object(
         'status', result -> 'status', 'winners', result -> 'winners', 'tie', result -> 'tie',
         'seats', result -> 'seats', 'acclaimed', result -> 'acclaimed')) AS result
  FROM tabulations
 WHERE contest_key = $1
 ORDER BY computed_at DESC`;
