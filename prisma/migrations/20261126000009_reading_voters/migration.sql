-- P6: reading who voted. It is read in the order of the hashes, and all at once after the contest has closed. Earlier, or
-- in the order of writing, it could be laid beside every change of a live result and would tell whose vote that was. The
-- hour of a vote is left out: a voter who is alone in an hour would be known by the change of the result in that hour.

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

-- How many voters have a counted vote in a contest.
CREATE FUNCTION voters_counted(contest text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) FROM vote_audit AS v
   WHERE v.roll_key = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2)
     AND v.contest_key = contest AND v.status = 'counted'
$$;

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

-- Which of these credentials have a counted vote, for the worker that finds another submission's claim in Redis: the
-- claim alone does not prove that the vote arrived (P3). Hashes in hexadecimal.
CREATE FUNCTION counted_among(roll text, hashes text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT h.hash
    FROM unnest(hashes) AS h (hash)
   WHERE EXISTS (SELECT FROM vote_audit AS a
                  WHERE a.roll_key = roll COLLATE "C" AND a.credential_hash = decode(h.hash, 'hex') AND a.status = 'counted')
$$;

-- Which of these submissions were not counted, that is not settled or rejected: for the operator who compares the claims
-- in Redis with the votes.
CREATE FUNCTION uncounted_among(submission_ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id
    FROM unnest(submission_ids) AS u (id)
   WHERE NOT EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = u.id)
      OR EXISTS (SELECT FROM rejected_submissions AS r WHERE r.submission_id = u.id)
$$;

-- A page of the credentials that voted, in the order of their hashes: for rebuilding a lost roll, also while voting goes
-- on. Whoever calls it again and again learns who voted in between, and beside live results perhaps how. Therefore each
-- use is put on record with the login, at most once a minute.
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
