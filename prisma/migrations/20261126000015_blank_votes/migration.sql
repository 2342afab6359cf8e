-- Blank votes. A contest allows them or not; this is decided while it is a draft. A blank vote is a ballot whose
-- selection is `#blank`, a word that no candidate can have as identifier. It counts for the turnout and the quorum and
-- for no side and no candidate. In the tallies of an election, `#blank` stands where a candidate or a ranking stands.

ALTER TABLE laws ADD COLUMN blank_votes text NOT NULL DEFAULT 'not-allowed'
  CHECK (blank_votes IN ('allowed', 'not-allowed'));
ALTER TABLE elections ADD COLUMN blank_votes text NOT NULL DEFAULT 'not-allowed'
  CHECK (blank_votes IN ('allowed', 'not-allowed'));

ALTER TABLE ballots_arriving DROP CONSTRAINT ballots_arriving_check;
ALTER TABLE ballots_arriving ADD CONSTRAINT ballots_arriving_check
  CHECK (NOT starts_with(contest_key, 'law:') OR selection IN ('oui', 'non', '#blank'));

ALTER TABLE rejected_submissions DROP CONSTRAINT rejected_submissions_reason_check;
ALTER TABLE rejected_submissions ADD CONSTRAINT rejected_submissions_reason_check CHECK (reason IN (
  'malformed', 'unknown-contest', 'not-open', 'closed', 'unknown-credential', 'wrong-region',
  'invalid-selection', 'unknown-candidate', 'withdrawn-candidate', 'repeated-candidate', 'too-many-ranks',
  'ranking-not-allowed', 'blank-not-allowed', 'already-voted', 'rate-limited'));

-- Voters must know whether a blank vote is possible, and what it takes to adopt a law.
CREATE FUNCTION guard_rules() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.status <> 'draft' AND NEW.blank_votes <> OLD.blank_votes AND NOT session_is_owner() THEN
    RAISE EXCEPTION '% cannot be changed in this way: voters have been told its rules', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER rules_fixed BEFORE UPDATE ON laws FOR EACH ROW EXECUTE FUNCTION guard_rules();
CREATE TRIGGER rules_fixed BEFORE UPDATE ON elections FOR EACH ROW EXECUTE FUNCTION guard_rules();
ALTER TABLE laws ENABLE ALWAYS TRIGGER rules_fixed;
ALTER TABLE elections ENABLE ALWAYS TRIGGER rules_fixed;
REVOKE EXECUTE ON FUNCTION guard_rules FROM PUBLIC;

-- ---------------------------------------------------------------- results

ALTER TABLE vote_results ADD COLUMN blank bigint NOT NULL DEFAULT 0 CHECK (blank >= 0);
GRANT SELECT (blank) ON vote_results TO
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;

CREATE OR REPLACE VIEW contest_totals WITH (security_barrier = true) AS
  SELECT 'law:' || law_id AS contest_key, oui + non + blank AS counted FROM vote_results
  UNION ALL
  SELECT 'election:' || (election_id COLLATE "C") || ':' || (region_id COLLATE "C"), counted FROM counted_by_race();

-- One row for each law that has a ballot. Where results are withheld, it has the total alone.
DROP FUNCTION law_counts();
CREATE FUNCTION law_counts()
RETURNS TABLE (law_id text, oui bigint, non bigint, blank bigint, counted bigint, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.law_id, CASE WHEN readable THEN r.oui END, CASE WHEN readable THEN r.non END,
         CASE WHEN readable THEN r.blank END, r.oui + r.non + r.blank, r.updated_at
    FROM vote_results AS r, LATERAL choices_readable('law:' || r.law_id) AS readable
$$;
REVOKE EXECUTE ON FUNCTION law_counts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION law_counts TO
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;

-- Every selection of a contest with its ballots and its number in the tallies (P4), as before, with blank votes.
CREATE OR REPLACE FUNCTION all_ballots_and_tallies(contest text) RETURNS TABLE (selection text, ballots bigint, tallied bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  WITH box AS (
    SELECT b.selection, count(*) AS n
      FROM (SELECT m.selection FROM ballots_mixed AS m WHERE m.contest_key = contest
            UNION ALL
            SELECT a.selection FROM ballots_arriving AS a WHERE a.contest_key = contest) AS b
     GROUP BY 1
  ), tallies AS (
    SELECT t.selection, sum(t.n)::bigint AS n
      FROM (SELECT v.selection, v.n FROM vote_results AS r,
                   LATERAL (VALUES ('oui', r.oui), ('non', r.non), ('#blank', r.blank)) AS v (selection, n)
             WHERE contest = 'law:' || r.law_id AND v.n > 0
            UNION ALL
            SELECT r.ranking, r.ballots FROM ranking_counts AS r
             WHERE r.election_id = split_part(contest, ':', 2) AND r.region_id = split_part(contest, ':', 3)
               AND starts_with(contest, 'election:')
            UNION ALL
            SELECT a.selection, 1 FROM ballots_arriving AS a
             WHERE a.contest_key = contest AND starts_with(contest, 'election:')) AS t
     GROUP BY 1
  )
  SELECT coalesce(box.selection, tallies.selection) COLLATE "C", coalesce(box.n, 0), coalesce(tallies.n, 0)
    FROM box FULL JOIN tallies ON tallies.selection = box.selection
   ORDER BY 1
$$;

-- ---------------------------------------------------------------- settling

-- The two functions below belong to scrutin_settler, and only a member of that role may replace them. The membership
-- lasts until the end of this migration, and the lock of the comment until the end of its transaction (see the migration
-- of the privileges).
COMMENT ON ROLE scrutin_settler IS 'Owns functions of Scrutin. Nobody logs in as it and nobody is a member of it.';
GRANT CREATE ON SCHEMA public TO scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('GRANT scrutin_settler TO %I', current_user);
END
$membership$;

-- Why a vote may not be counted as it came. Only votes with a reason are returned:
--   refused   `certified`: the result is final. `not-standing`: the race has no candidate of that name.
--   rejected  `not-open`, `closed`, `withdrawn-candidate`: judged by the time of acceptance, with the window and the
--             withdrawals as the database has them now (P9). `blank-not-allowed`: the contest takes no blank votes.
CREATE OR REPLACE FUNCTION votes_not_settled(submission_ids uuid[], contests text[], accepted bigint[], selections text[])
RETURNS TABLE (submission_id uuid, outcome text, reason text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH known AS (
    SELECT c.contest, coalesce(l.status, e.status) AS status,
           coalesce(l.opens_at, e.opens_at) AS opens_at, coalesce(l.closes_at, e.closes_at) AS closes_at,
           coalesce(l.blank_votes, e.blank_votes) AS blank_votes, x.named, x.withdrawn
      FROM (SELECT DISTINCT u AS contest FROM unnest(contests) AS u) AS c
      LEFT JOIN laws AS l ON c.contest = 'law:' || l.id AND l.id = split_part(c.contest, ':', 2)
      LEFT JOIN elections AS e ON starts_with(c.contest, 'election:') AND e.id = split_part(c.contest, ':', 2)
      LEFT JOIN LATERAL (
        SELECT array_agg(candidate_id) AS named, array_agg(candidate_id) FILTER (WHERE withdrawn_at IS NOT NULL) AS withdrawn
          FROM candidates WHERE election_id = e.id AND region_id = split_part(c.contest, ':', 3)) AS x ON true
  ), judged AS (
    SELECT v.id,
           CASE WHEN k.status = 'certified' THEN 'certified'
                WHEN to_timestamp(v.accepted / 1000.0) < k.opens_at OR k.status = 'draft' THEN 'not-open'
                WHEN to_timestamp(v.accepted / 1000.0) >= k.closes_at THEN 'closed'
                WHEN v.selection = '#blank' THEN CASE k.blank_votes WHEN 'not-allowed' THEN 'blank-not-allowed' END
                WHEN NOT string_to_array(v.selection, '>') <@ k.named THEN 'not-standing'
                WHEN string_to_array(v.selection, '>') && k.withdrawn AND EXISTS (
                       SELECT FROM candidates AS w
                        WHERE w.election_id = split_part(v.contest, ':', 2) AND w.region_id = split_part(v.contest, ':', 3)
                          AND w.candidate_id = ANY (string_to_array(v.selection, '>'))
                          AND w.withdrawn_at <= to_timestamp(v.accepted / 1000.0)) THEN 'withdrawn-candidate'
           END AS reason
      FROM unnest(submission_ids, contests, accepted, selections) AS v (id, contest, accepted, selection)
      JOIN known AS k ON k.contest = v.contest
  )
  SELECT id, CASE WHEN judged.reason IN ('certified', 'not-standing') THEN 'refused' ELSE 'rejected' END, judged.reason
    FROM judged WHERE judged.reason IS NOT NULL
$$;

-- As in the migration of settling, and counts the blank votes of laws.
CREATE OR REPLACE FUNCTION settle_votes(
  submission_ids uuid[], contests text[], hashes text[], accepted bigint[], selections text[],
  receipts jsonb DEFAULT '[]'
) RETURNS TABLE (outcome text, contest text, selection text, votes integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  counted uuid[];
  given integer := cardinality(submission_ids);
  unsettled jsonb;
BEGIN
  PERFORM lock_contests(contests, false);

  SELECT jsonb_object_agg(n.submission_id, jsonb_build_array(n.outcome, n.reason)) INTO unsettled
    FROM votes_not_settled(submission_ids, contests, accepted, selections) AS n
   WHERE n.outcome = 'rejected'
      OR NOT EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = n.submission_id);
  IF unsettled IS NOT NULL THEN
    RETURN QUERY SELECT 'refused', u.key, u.value ->> 1, 1 FROM jsonb_each(unsettled) AS u (key, value)
                  WHERE u.value ->> 0 = 'refused';
    receipts := receipts_outside(receipts, (
      SELECT coalesce(array_agg(split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)), '{}')
        FROM unnest(submission_ids, contests) AS v (id, contest) WHERE unsettled -> v.id::text ->> 1 = 'certified'));
    SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg(v.accepted), array_agg(v.selection)
      INTO submission_ids, contests, hashes, accepted, selections
      FROM unnest(submission_ids, contests, hashes, accepted, selections) AS v (id, contest, hash, accepted, selection)
     WHERE (unsettled -> v.id::text ->> 0) IS DISTINCT FROM 'refused';
    given := coalesce(cardinality(submission_ids), 0);
    IF given = 0 THEN
      RETURN;
    END IF;
  END IF;

  WITH gate AS (
    INSERT INTO settled_submissions (submission_id)
    SELECT id FROM unnest(submission_ids) AS id ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING submission_id
  ) SELECT coalesce(array_agg(gate.submission_id), '{}') INTO fresh FROM gate;

  IF cardinality(fresh) < given THEN
    RETURN QUERY SELECT 'repeated', ''::text, ''::text, given - cardinality(fresh);
    IF cardinality(fresh) = 0 THEN
      PERFORM record_receipts(receipts, 'received');
      RETURN;
    END IF;
    SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg(v.accepted), array_agg(v.selection)
      INTO submission_ids, contests, hashes, accepted, selections
      FROM (SELECT DISTINCT ON (u.id) u.*
              FROM unnest(submission_ids, contests, hashes, accepted, selections)
                   AS u (id, contest, hash, accepted, selection)
              JOIN unnest(fresh) AS f (id) ON f.id = u.id
             ORDER BY u.id) AS v;
  END IF;

  WITH audited AS (
    INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, submission_id, hour)
    SELECT v.contest, (split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) COLLATE "C",
           decode(v.hash, 'hex'), 'counted', v.id, to_timestamp(v.accepted / 3600000 * 3600.0)
      FROM unnest(submission_ids, contests, hashes, accepted) AS v (id, contest, hash, accepted)
     WHERE unsettled IS NULL OR NOT unsettled ? v.id::text
     ORDER BY 2, 3
    ON CONFLICT (roll_key, credential_hash) WHERE status = 'counted' DO NOTHING
    RETURNING submission_id
  ) SELECT coalesce(array_agg(audited.submission_id), '{}') INTO counted FROM audited;

  IF cardinality(counted) < cardinality(fresh) THEN
    DECLARE
      late_ids uuid[];
      late_contests text[];
      late_hashes text[];
      late_hours integer[];
      late_reasons text[];
    BEGIN
      SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg((v.accepted / 3600000)::integer),
             array_agg(coalesce(unsettled -> v.id::text ->> 1, 'already-voted'))
        INTO late_ids, late_contests, late_hashes, late_hours, late_reasons
        FROM unnest(submission_ids, contests, hashes, accepted) AS v (id, contest, hash, accepted)
        LEFT JOIN unnest(counted) AS c (id) ON c.id = v.id
       WHERE c.id IS NULL;
      PERFORM record_rejections(late_ids, late_contests, late_hashes, late_hours, late_reasons);
      RETURN QUERY SELECT 'rejected', l.contest, l.reason, count(*)::integer
                     FROM unnest(late_contests, late_reasons) AS l (contest, reason) GROUP BY l.contest, l.reason;
    END;
    IF cardinality(counted) = 0 THEN
      PERFORM record_receipts(receipts, 'received');
      RETURN;
    END IF;
    SELECT array_agg(v.contest), array_agg(v.accepted), array_agg(v.selection)
      INTO contests, accepted, selections
      FROM unnest(submission_ids, contests, accepted, selections) AS v (id, contest, accepted, selection)
      JOIN unnest(counted) AS c (id) ON c.id = v.id;
  END IF;

  INSERT INTO ballots_arriving (contest_key, selection)
  SELECT v.contest, v.selection FROM unnest(contests, selections) AS v (contest, selection)
   ORDER BY v.contest COLLATE "C", v.selection COLLATE "C";

  INSERT INTO turnout_arriving (contest_key, bucket_start, counted)
  SELECT v.contest, to_timestamp(v.accepted / 10000 * 10.0), count(*)
    FROM unnest(contests, accepted) AS v (contest, accepted)
   GROUP BY v.contest, v.accepted / 10000 ORDER BY v.contest COLLATE "C", v.accepted / 10000;

  -- Rows that every batch of a process or of a law writes come last: they are locked from here to the commit.
  PERFORM record_receipts(receipts, 'received');

  INSERT INTO vote_results AS r (law_id, oui, non, blank)
  SELECT split_part(v.contest, ':', 2),
         count(*) FILTER (WHERE v.selection = 'oui'), count(*) FILTER (WHERE v.selection = 'non'),
         count(*) FILTER (WHERE v.selection = '#blank')
    FROM unnest(contests, selections) AS v (contest, selection)
   WHERE starts_with(v.contest, 'law:')
   GROUP BY v.contest ORDER BY v.contest COLLATE "C"
  ON CONFLICT (law_id) DO UPDATE
    SET oui = r.oui + excluded.oui, non = r.non + excluded.non, blank = r.blank + excluded.blank,
        updated_at = greatest(r.updated_at, excluded.updated_at);

  RETURN QUERY SELECT 'counted', v.contest, v.selection, count(*)::integer
                 FROM unnest(contests, selections) AS v (contest, selection)
                GROUP BY v.contest, v.selection;
END
$$;

REVOKE CREATE ON SCHEMA public FROM scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_settler FROM %I', current_user);
END
$membership$;
