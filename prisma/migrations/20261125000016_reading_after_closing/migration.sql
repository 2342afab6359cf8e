-- P6 while voting goes on: whoever sees who voted sees no choice change beside it, and a result that is withheld is
-- withheld from every login of a service, not only from the public.
--
-- Who voted is read in the order of the hashes and once the contest has closed, all at once: before that, and in the
-- order in which the rows were written, it lies beside every change of a live result and tells whose it was. The
-- hour of a vote is in it no more: alone in its hour, a voter is known by the change of the result in that hour.
--
-- The ballots of an open contest are read in the groups in which they were mixed. Those of a contest whose results are
-- withheld are read after the closing, as are its counts by choice; how many were counted is public at all times.
--
-- The owner of the database and a superuser read everything at any time.

CREATE OR REPLACE FUNCTION refuse_outside_settling() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is written by the functions that settle alone, which keep every vote unique: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = 'P4: no count without its ballot, no ballot without its voter.';
END
$$;

-- Whether the choices in a contest may be read: of one that nobody set up, they may.
CREATE FUNCTION choices_readable(contest text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(
           (SELECT c.results_visibility = 'live' OR c.closes_at <= now()
              FROM (SELECT 'law:' || id AS subject, results_visibility, closes_at FROM laws
                     WHERE id = split_part(contest, ':', 2)
                    UNION ALL
                    SELECT 'election:' || id, results_visibility, closes_at FROM elections
                     WHERE id = split_part(contest, ':', 2)) AS c
             WHERE c.subject = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2)),
           true)
      OR session_is_owner()
$$;

-- ---------------------------------------------------------------- ballots and rankings

CREATE OR REPLACE FUNCTION ballots_of(contest text) RETURNS TABLE (id uuid, selection text)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT m.id, m.selection FROM ballots_mixed AS m WHERE m.contest_key = contest AND choices_readable(contest)
  UNION ALL
  SELECT a.id, a.selection FROM ballots_arriving AS a
   WHERE a.contest_key = contest AND choices_readable(contest)
     AND (contest_closed(contest) IS NOT FALSE OR session_is_owner())
  ORDER BY 1
$$;

CREATE OR REPLACE FUNCTION rankings_of(election text, region text) RETURNS TABLE (ranking text, ballots bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.ranking, sum(p.ballots)::bigint
    FROM (SELECT r.ranking, r.ballots FROM ranking_counts AS r
           WHERE r.election_id = election AND r.region_id = region
          UNION ALL
          SELECT a.selection, 1 FROM ballots_arriving AS a
           WHERE a.contest_key = 'election:' || election || ':' || region) AS p
   WHERE choices_readable('election:' || election || ':' || region)
   GROUP BY 1 ORDER BY 1
$$;

CREATE OR REPLACE FUNCTION counted_first_preferences()
RETURNS TABLE (election_id text, region_id text, candidate_id text, votes bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 1000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.election_id, p.region_id, p.candidate_id, sum(p.votes)::bigint
    FROM (SELECT election_id, region_id, candidate_id, votes FROM election_results
          UNION ALL
          SELECT split_part(contest_key, ':', 2), split_part(contest_key, ':', 3), split_part(selection, '>', 1), 1
            FROM ballots_arriving WHERE starts_with(contest_key, 'election:')) AS p
   WHERE p.election_id <> ALL (ARRAY(
           SELECT e.id FROM elections AS e
            WHERE e.results_visibility <> 'live' AND e.closes_at > now() AND NOT session_is_owner()))
   GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
$$;

-- How many ballots each race has, whatever is withheld.
CREATE FUNCTION counted_by_race() RETURNS TABLE (election_id text, region_id text, counted bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 100 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.election_id, p.region_id, sum(p.votes)::bigint
    FROM (SELECT election_id, region_id, votes FROM election_results
          UNION ALL
          SELECT split_part(contest_key, ':', 2), split_part(contest_key, ':', 3), 1
            FROM ballots_arriving WHERE starts_with(contest_key, 'election:')) AS p
   GROUP BY 1, 2 ORDER BY 1, 2
$$;

CREATE OR REPLACE VIEW contest_totals WITH (security_barrier = true) AS
  SELECT 'law:' || law_id AS contest_key, oui + non AS counted FROM vote_results
  UNION ALL
  SELECT 'election:' || (election_id COLLATE "C") || ':' || (region_id COLLATE "C"), counted FROM counted_by_race();

-- ---------------------------------------------------------------- laws

-- The totals above are read in the name of the owner, whom no policy binds.
ALTER TABLE vote_results ENABLE ROW LEVEL SECURITY;
CREATE POLICY settling ON vote_results TO scrutin_settler USING (true) WITH CHECK (true);
CREATE POLICY not_withheld ON vote_results FOR SELECT
  TO scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin
  USING (choices_readable('law:' || law_id));
-- Without the stamp of the last batch.
REVOKE SELECT ON vote_results FROM
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT SELECT (law_id, oui, non, updated_at) ON vote_results TO
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;

-- One row for each law with a ballot; of one whose results are withheld the sum alone.
CREATE FUNCTION law_counts() RETURNS TABLE (law_id text, oui bigint, non bigint, counted bigint, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.law_id, CASE WHEN readable THEN r.oui END, CASE WHEN readable THEN r.non END, r.oui + r.non, r.updated_at
    FROM vote_results AS r, LATERAL choices_readable('law:' || r.law_id) AS readable
$$;

-- ---------------------------------------------------------------- who voted

CREATE FUNCTION audited_rolls() RETURNS TABLE (roll_key text)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 100 COST 1000
SET search_path = pg_catalog, public, pg_temp AS $$
  WITH RECURSIVE counted AS (
    SELECT min(v.roll_key) AS roll FROM vote_audit AS v WHERE v.status = 'counted'
    UNION ALL
    SELECT (SELECT min(v.roll_key) FROM vote_audit AS v WHERE v.status = 'counted' AND v.roll_key > counted.roll)
      FROM counted WHERE counted.roll IS NOT NULL
  ), rejected AS (
    SELECT min(v.roll_key) AS roll FROM vote_audit AS v WHERE v.status = 'rejected'
    UNION ALL
    SELECT (SELECT min(v.roll_key) FROM vote_audit AS v WHERE v.status = 'rejected' AND v.roll_key > rejected.roll)
      FROM rejected WHERE rejected.roll IS NOT NULL
  )
  SELECT roll FROM counted WHERE roll IS NOT NULL
  UNION
  SELECT roll FROM rejected WHERE roll IS NOT NULL
  ORDER BY 1
$$;

CREATE FUNCTION audited_of(roll text) RETURNS TABLE (contest_key text, credential_hash bytea, status text, reason text)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT v.contest_key, v.credential_hash, v.status, v.reason
    FROM vote_audit AS v
   WHERE v.roll_key = roll COLLATE "C" AND (contest_closed(roll) IS NOT FALSE OR session_is_owner())
   ORDER BY v.credential_hash, v.status, v.reason, v.contest_key
$$;

CREATE VIEW voter_audit WITH (security_barrier = true) AS
  SELECT r.roll_key COLLATE "C" AS roll_key, v.contest_key COLLATE "C" AS contest_key, v.credential_hash, v.status, v.reason
    FROM audited_rolls() AS r, LATERAL audited_of(r.roll_key) AS v;

-- How many rows each book has, by contest and reason: what the deep check compares without reading a choice or a voter.
CREATE FUNCTION counted_books() RETURNS TABLE (book text, contest_key text, reason text, n bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 1000 COST 100000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT 'voters', v.contest_key, '', count(*) FROM vote_audit AS v WHERE v.status = 'counted' GROUP BY 2
  UNION ALL
  SELECT 'ballots', b.contest_key, '', count(*)
    FROM (SELECT contest_key FROM ballots_mixed UNION ALL SELECT contest_key FROM ballots_arriving) AS b GROUP BY 2
  UNION ALL
  SELECT 'rejected', r.contest_key, r.reason, count(*) FROM rejected_submissions AS r GROUP BY 2, 3
  UNION ALL
  SELECT 'settled', '', '', count(*) FROM settled_submissions
$$;
CREATE VIEW book_totals WITH (security_barrier = true) AS
  SELECT book, contest_key COLLATE "C" AS contest_key, reason COLLATE "C" AS reason, n FROM counted_books();

-- For rebuilding a lost roll, also while voting goes on: a page of the credentials that voted, in the order of their
-- hashes. Whoever calls it again and again sees who voted in between, beside live results perhaps how. So it is on
-- record, once a minute at most, by whose login.
CREATE FUNCTION counted_credentials(roll text, after_hash bytea, most integer)
RETURNS TABLE (credential_hash bytea, submission_id uuid)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  IF NOT EXISTS (SELECT FROM admin_audit AS a
                  WHERE a.at > clock_timestamp() - interval '1 minute' AND a.action = 'roll.read-voters'
                    AND a.subject = roll AND a.login = session_user) THEN
    INSERT INTO admin_audit (actor, action, subject)
    VALUES ('database login: ' || session_user, 'roll.read-voters', roll);
  END IF;
  RETURN QUERY
    SELECT v.credential_hash, v.submission_id FROM vote_audit AS v
     WHERE v.roll_key = roll COLLATE "C" AND v.status = 'counted' AND v.credential_hash > after_hash
     ORDER BY v.credential_hash LIMIT most;
END
$$;

-- ---------------------------------------------------------------- privileges

REVOKE EXECUTE ON FUNCTION choices_readable, counted_by_race, law_counts, audited_rolls, audited_of, counted_books,
  counted_credentials FROM PUBLIC;
REVOKE ALL ON voter_audit, book_totals FROM PUBLIC;
GRANT EXECUTE ON FUNCTION choices_readable, counted_by_race, law_counts
  TO scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;

REVOKE SELECT (contest_key, roll_key, credential_hash, status, submission_id) ON vote_audit FROM scrutin_operator;
REVOKE SELECT (contest_key, roll_key, credential_hash, status, reason, submission_id, hour) ON vote_audit
  FROM scrutin_auditor;
-- In the order in which they were settled, they would tell the order of who voted.
REVOKE SELECT (submission_id) ON settled_submissions FROM scrutin_operator, scrutin_auditor;
REVOKE SELECT (submission_id, contest_key, reason) ON rejected_submissions FROM scrutin_operator, scrutin_auditor;
GRANT SELECT ON voter_audit, book_totals TO scrutin_auditor;
GRANT EXECUTE ON FUNCTION audited_rolls, audited_of, counted_books TO scrutin_auditor;
GRANT EXECUTE ON FUNCTION counted_credentials TO scrutin_operator;

-- What counts and certifies reads ballots through a function of its own, which waits for the closing as well.
DO $counting$
BEGIN
  IF to_regprocedure('ballots_and_tallies(text)') IS NOT NULL THEN
    ALTER FUNCTION ballots_and_tallies(text) RENAME TO all_ballots_and_tallies;
    REVOKE EXECUTE ON FUNCTION all_ballots_and_tallies(text) FROM scrutin_operator, scrutin_auditor, scrutin_admin;
    CREATE FUNCTION ballots_and_tallies(contest text) RETURNS TABLE (selection text, ballots bigint, tallied bigint)
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
    SET search_path = pg_catalog, public, pg_temp AS $body$
      SELECT b.selection, b.ballots, b.tallied FROM all_ballots_and_tallies(contest) AS b WHERE choices_readable(contest)
       ORDER BY 1
    $body$;
    REVOKE EXECUTE ON FUNCTION ballots_and_tallies(text) FROM PUBLIC;
    GRANT EXECUTE ON FUNCTION ballots_and_tallies(text) TO scrutin_operator, scrutin_auditor, scrutin_admin;
  END IF;
END
$counting$;
