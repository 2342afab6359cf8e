/**
 * The statements with which an auditor checks the record. docs/AUDITING.md shows each of them word for word, and a test
 * holds both together. The role scrutin_auditor runs them.
 */

/** Section 1: the laws whose results are not their ballots (P4). */
export const LAW_DIFFERENCES = `
SELECT law_id, r.oui, r.non, r.blank, coalesce(b.oui, 0) AS ballots_oui, coalesce(b.non, 0) AS ballots_non,
       coalesce(b.blank, 0) AS ballots_blank
  FROM vote_results r
  FULL JOIN (SELECT split_part(contest_key, ':', 2) AS law_id,
                    count(*) FILTER (WHERE selection = 'oui') AS oui,
                    count(*) FILTER (WHERE selection = 'non') AS non,
                    count(*) FILTER (WHERE selection = '#blank') AS blank
               FROM ballots WHERE starts_with(contest_key, 'law:') GROUP BY 1) b USING (law_id)
 WHERE (coalesce(r.oui, 0), coalesce(r.non, 0), coalesce(r.blank, 0))
       <> (coalesce(b.oui, 0), coalesce(b.non, 0), coalesce(b.blank, 0))`;

/** Section 1: the first preferences that are not those of the ballots (P4). */
export const FIRST_PREFERENCE_DIFFERENCES = `
SELECT election_id, region_id, candidate_id, r.votes, b.votes AS ballots
  FROM live_election_results r
  FULL JOIN (SELECT split_part(contest_key, ':', 2) AS election_id, split_part(contest_key, ':', 3) AS region_id,
                    split_part(selection, '>', 1) AS candidate_id, count(*) AS votes
               FROM ballots WHERE starts_with(contest_key, 'election:') GROUP BY 1, 2, 3) b
    USING (election_id, region_id, candidate_id)
 WHERE r.votes IS DISTINCT FROM b.votes`;

/** Section 1: the rankings whose number is not that of the ballots (P4). */
export const RANKING_DIFFERENCES = `
SELECT election_id, region_id, ranking, r.ballots AS counted, b.ballots
  FROM live_ranking_counts r
  FULL JOIN (SELECT split_part(contest_key, ':', 2) AS election_id, split_part(contest_key, ':', 3) AS region_id,
                    selection AS ranking, count(*) AS ballots
               FROM ballots WHERE starts_with(contest_key, 'election:') GROUP BY 1, 2, 3) b
    USING (election_id, region_id, ranking)
 WHERE r.ballots IS DISTINCT FROM b.ballots`;

/** Section 2: the contests with more or fewer ballots than voters, or with a voter twice (P3). */
export const VOTER_DIFFERENCES = `
SELECT contest_key, v.voters, v.different, b.ballots
  FROM (SELECT contest_key, count(*) AS voters, count(DISTINCT (roll_key, credential_hash)) AS different
          FROM voter_audit WHERE status = 'counted' GROUP BY contest_key) v
  FULL JOIN (SELECT contest_key, count(*) AS ballots FROM ballots GROUP BY contest_key) b USING (contest_key)
 WHERE v.voters IS DISTINCT FROM b.ballots OR v.different <> v.voters`;

/** Section 3: who voted, as lines of a roll file. $1 roll key */
export const WHO_VOTED = `SELECT translate(encode(credential_hash, 'base64'), '+/=', '-_') || coalesce(',' || nullif(split_part(contest_key, ':', 3), ''), '') FROM voter_audit WHERE status = 'counted' AND roll_key = $1`;

/** Section 3: the number of voters on each roll, without void credentials, and how many of them voted. */
export const ROLL_NUMBERS = `
SELECT roll_key, coalesce(r.credentials, 0) AS credentials, coalesce(r.buckets, 1) AS buckets, r.digest,
       (SELECT coalesce(sum(v.credentials), 0) FROM void_totals AS v WHERE v.roll_key = coalesce(r.roll_key, t.roll_key)) AS void,
       (SELECT count(*) FROM void_credentials AS v WHERE v.roll_key = coalesce(r.roll_key, t.roll_key) AND v.kind = 'replaced') AS replaced,
       (SELECT count(*) FROM void_credentials AS v WHERE v.roll_key = coalesce(r.roll_key, t.roll_key) AND v.kind = 'revoked') AS revoked,
       coalesce(t.counted, 0) AS counted
  FROM rolls AS r
  FULL JOIN (SELECT (CASE WHEN starts_with(contest_key, 'law:') THEN contest_key
                          ELSE 'election:' || split_part(contest_key, ':', 2) END) COLLATE "C" AS roll_key,
                    sum(counted) AS counted
               FROM contest_totals WHERE counted > 0 GROUP BY 1) AS t USING (roll_key)
 ORDER BY roll_key`;

/** Section 3: void credentials that have a counted vote. */
export const VOID_VOTERS = `
SELECT v.roll_key, v.credential_hash FROM void_credentials AS v
  JOIN voter_audit AS a ON a.roll_key = v.roll_key AND a.credential_hash = v.credential_hash
 WHERE a.status = 'counted'`;

/** Section 3: totals of void credentials that differ from the list. */
export const VOID_DIFFERENCES = `
SELECT roll_key, region_id, kind, t.credentials, l.credentials AS listed, t.approved, l.approved AS listed_approved
  FROM void_totals AS t
  FULL JOIN (SELECT roll_key, region_id, kind, count(*) AS credentials, count(proposal_id) AS approved
               FROM void_credentials GROUP BY 1, 2, 3) AS l USING (roll_key, region_id, kind)
 WHERE t.credentials IS DISTINCT FROM l.credentials OR t.approved IS DISTINCT FROM l.approved`;

/** Section 3: what was put on record of each load of a roll. */
export const RECORDED_LOADS = `
SELECT subject AS roll_key, after #>> '{source,sha256}' AS source
  FROM admin_audit WHERE action = 'roll.record' ORDER BY id`;

/** Section 3: the credentials of letters that replaced others, as lines of a roll file. $1 roll key */
export const REPLACEMENTS = `SELECT translate(encode(replaced_by, 'base64'), '+/=', '-_') || coalesce(',' || nullif(new_region_id, ''), '') FROM void_credentials WHERE kind = 'replaced' AND roll_key = $1`;

/** Section 4: the ledger (P5). */
export const CONTEST_LEDGER = `SELECT contest_key, received, counted, rejected, unknown, unreported FROM contest_ledger ORDER BY contest_key`;

/** Section 4: the rejected votes by reason. */
export const REJECTIONS = `SELECT reason, sum(count) FROM rejection_counts GROUP BY reason`;

/** Section 4: differences of the ledger that officials explained. */
export const EXPLANATIONS = `SELECT contest_key, votes, at, reason FROM ledger_explanations ORDER BY id`;

/** Section 5: attempts that were not counted, by roll and reason. */
export const ATTEMPTS = `SELECT roll_key, reason, sum(attempts) FROM duplicate_attempts GROUP BY roll_key, reason`;

/** Section 6: the fingerprint of functions, relations and triggers. */
export const STAMPS = `
SELECT encode(sha256(convert_to(string_agg(concat_ws(' ', kind, oid, xmin), E'\\n' ORDER BY kind, oid), 'UTF8')), 'hex') AS stamps
  FROM (SELECT 'function' AS kind, oid, xmin FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL
        SELECT 'relation', oid, xmin FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v')
        UNION ALL
        SELECT 'trigger', t.oid, t.xmin FROM pg_trigger AS t JOIN pg_class AS c ON c.oid = t.tgrelid
         WHERE c.relnamespace = 'public'::regnamespace) AS things`;

/** Section 6: every trigger, and whether it is on. */
export const TRIGGER_STATES = `
SELECT tgrelid::regclass, tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgrelid::regclass::text, tgname`;

/** Recount: the cast vote records, grouped by contest and selection. */
export const CAST_BALLOTS = `SELECT contest_key, selection, count(*) FROM ballots GROUP BY 1, 2`;

/** The contests that are not drafts, and whether they have closed. */
export const AUDITED_CONTESTS = `
SELECT 'law:' || id AS contest_key, 'law:' || id AS roll_key, closes_at <= now() AS closed,
       status = 'certified' AND ballot_record = 'published' AS recorded
  FROM laws WHERE status <> 'draft'
UNION ALL
SELECT 'election:' || e.id || ':' || r.region_id, 'election:' || e.id, e.closes_at <= now(),
       e.status = 'certified' AND e.ballot_record = 'published'
  FROM elections AS e JOIN election_regions AS r ON r.election_id = e.id WHERE e.status <> 'draft'
 ORDER BY 1`;
