-- P6: what became of each submission, for auditors. A submission is named by its identifier, which is random and which
-- only its voter was told. The credential is left out: the list of those who voted (voter_audit) has no submissions, and
-- this list has no credentials, so that nobody can lay one beside the other. It is sorted by the identifier, which says
-- nothing about the order of arrival, and it has no row of a contest that has not closed: whoever read it again and again
-- during the voting would see which submissions came between two live results.

-- The times that may be told of counted votes, by contest: hours, and several hours together where fewer than twenty
-- votes were counted in one. A voter who is alone in an hour would be known by the change of the live result in it.
CREATE FUNCTION audited_spans(rolls text[]) RETURNS TABLE (contest_key text, from_hour timestamptz, until_hour timestamptz)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  enough CONSTANT bigint := 20;
  counted record;
  contest text;
  -- A span with enough votes that is not returned yet, because what follows may not have enough.
  full_from timestamptz;
  full_until timestamptz;
  open_from timestamptz;
  open_until timestamptz;
  votes bigint := 0;
BEGIN
  FOR counted IN
    SELECT v.contest_key AS key, v.hour AS hour, count(*) AS n
      FROM vote_audit AS v
     WHERE v.roll_key = ANY (rolls COLLATE "C") AND v.status = 'counted'
     GROUP BY v.contest_key, v.hour
    UNION ALL
    SELECT NULL, NULL, 0
     ORDER BY 1 NULLS LAST, 2
  LOOP
    IF counted.key IS DISTINCT FROM contest THEN
      IF contest IS NOT NULL THEN
        IF votes < enough AND full_from IS NOT NULL THEN
          RETURN QUERY SELECT contest, full_from, coalesce(open_until, full_until);
        ELSE
          RETURN QUERY SELECT contest, full_from, full_until WHERE full_from IS NOT NULL;
          RETURN QUERY SELECT contest, open_from, open_until WHERE open_from IS NOT NULL;
        END IF;
      END IF;
      contest := counted.key;
      full_from := NULL;
      full_until := NULL;
      open_from := NULL;
      open_until := NULL;
      votes := 0;
    END IF;
    open_from := coalesce(open_from, counted.hour);
    open_until := counted.hour + interval '1 hour';
    votes := votes + counted.n;
    IF votes >= enough THEN
      RETURN QUERY SELECT contest, full_from, full_until WHERE full_from IS NOT NULL;
      full_from := open_from;
      full_until := open_until;
      open_from := NULL;
      open_until := NULL;
      votes := 0;
    END IF;
  END LOOP;
END
$$;

-- A page of the submissions that are settled: at most `page` of them (never more than 50,000) whose identifier comes after
-- `last`. `contest` is a law, an election or a race, and NULL for all; `wanted` is counted or rejected, and NULL for both.
-- `since` and `before` choose the submissions whose time may lie between them. The time of a rejected submission is its
-- hour: no result shows it. It is stored only for the first rejection of a credential for a reason, and NULL otherwise.
CREATE FUNCTION audited_submissions(
  contest text, submission uuid, wanted text, since timestamptz, before timestamptz, last uuid, page integer
) RETURNS TABLE (
  submission_id uuid, contest_key text, status text, reason text, from_hour timestamptz, until_hour timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 1000 SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  rolls text[];
  race text := CASE WHEN split_part(contest, ':', 3) <> '' THEN contest END;
  most integer := least(page, 50000);
BEGIN
  SELECT array_agg(r.roll_key) INTO rolls
    FROM (SELECT a.roll_key FROM audited_rolls() AS a UNION SELECT '') AS r
   WHERE (contest IS NULL OR r.roll_key = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2))
     AND (contest_closed(r.roll_key) IS NOT FALSE OR session_is_owner());

  IF since IS NULL AND before IS NULL THEN
    -- The page is chosen before the times are looked up.
    RETURN QUERY
    WITH chosen AS MATERIALIZED (
      (SELECT v.submission_id, v.contest_key, 'counted'::text AS status, NULL::text AS reason, v.hour
         FROM vote_audit AS v
        WHERE wanted IS DISTINCT FROM 'rejected' AND v.roll_key = ANY (rolls COLLATE "C") AND v.status = 'counted'
          AND v.submission_id > last AND (submission IS NULL OR v.submission_id = submission)
          AND (race IS NULL OR v.contest_key = race COLLATE "C")
        ORDER BY v.submission_id LIMIT most)
      UNION ALL
      (SELECT r.submission_id, r.contest_key, 'rejected', r.reason, NULL
         FROM rejected_submissions AS r
        WHERE wanted IS DISTINCT FROM 'counted'
          AND CASE r.contest_key WHEN '' THEN ''
                   ELSE split_part(r.contest_key, ':', 1) || ':' || split_part(r.contest_key, ':', 2) END = ANY (rolls)
          AND r.submission_id > last AND (submission IS NULL OR r.submission_id = submission)
          AND (race IS NULL OR r.contest_key = race COLLATE "C")
        ORDER BY r.submission_id LIMIT most)
       ORDER BY 1 LIMIT most
    ), spans AS MATERIALIZED (
      SELECT s.* FROM audited_spans((SELECT array_agg(DISTINCT split_part(c.contest_key, ':', 1) || ':' || split_part(c.contest_key, ':', 2))
                                       FROM chosen AS c WHERE c.status = 'counted')) AS s
    )
    SELECT c.submission_id, c.contest_key, c.status, c.reason,
           coalesce(s.from_hour, a.hour), coalesce(s.until_hour, a.hour + interval '1 hour')
      FROM chosen AS c
      LEFT JOIN spans AS s ON s.contest_key = c.contest_key AND c.hour >= s.from_hour AND c.hour < s.until_hour
      LEFT JOIN vote_audit AS a
        ON c.status = 'rejected' AND a.status = 'rejected' AND a.submission_id = c.submission_id
     ORDER BY c.submission_id;
    RETURN;
  END IF;

  RETURN QUERY
  WITH spans AS MATERIALIZED (
    SELECT s.* FROM audited_spans(rolls) AS s
     WHERE (since IS NULL OR s.until_hour > since) AND (before IS NULL OR s.from_hour < before)
  ), chosen AS (
    SELECT v.submission_id, v.contest_key, 'counted'::text AS status, NULL::text AS reason, s.from_hour, s.until_hour
      FROM vote_audit AS v
      JOIN spans AS s ON s.contest_key = v.contest_key AND v.hour >= s.from_hour AND v.hour < s.until_hour
     WHERE wanted IS DISTINCT FROM 'rejected' AND v.status = 'counted' AND v.roll_key = ANY (rolls COLLATE "C")
    UNION ALL
    SELECT v.submission_id, v.contest_key, 'rejected', v.reason, v.hour, v.hour + interval '1 hour'
      FROM vote_audit AS v
     WHERE wanted IS DISTINCT FROM 'counted' AND v.status = 'rejected' AND v.roll_key = ANY (rolls COLLATE "C")
       AND (since IS NULL OR v.hour + interval '1 hour' > since) AND (before IS NULL OR v.hour < before)
  )
  SELECT c.submission_id, c.contest_key, c.status, c.reason, c.from_hour, c.until_hour
    FROM chosen AS c
   WHERE c.submission_id > last AND (submission IS NULL OR c.submission_id = submission)
     AND (race IS NULL OR c.contest_key = race COLLATE "C")
   ORDER BY c.submission_id LIMIT most;
END
$$;

-- How many credentials tried how often in vain, by roll and reason, without naming one. `credentials` is NULL where the
-- attempts are not counted by credential. At most the 1,000 groups with the most attempts.
CREATE FUNCTION audited_attempts() RETURNS TABLE (
  roll_key text, reason text, attempts bigint, credentials bigint, first_hour timestamptz, last_hour timestamptz
)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT d.roll_key, d.reason, d.attempts, nullif(count(*) FILTER (WHERE d.credential_hash <> ''), 0),
         min(d.first_hour), max(d.last_hour)
    FROM duplicate_attempts AS d
   GROUP BY d.roll_key, d.reason, d.attempts
   ORDER BY d.attempts DESC, d.roll_key, d.reason LIMIT 1000
$$;

REVOKE EXECUTE ON FUNCTION audited_spans, audited_submissions, audited_attempts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audited_submissions, audited_attempts TO scrutin_admin, scrutin_auditor;
