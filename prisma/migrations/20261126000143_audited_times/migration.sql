-- The times that may be told of counted votes (audited_spans) are the same for every page of a list, once the voting has
-- closed and no vote is on its way. To work them out, the whole record of the contest is read. So they are kept for the
-- session, and worked out again if another vote of the contest was counted since. Nobody but the owner of these functions
-- can read or write the table: the times of a list must not come from whoever asks for it (P6).
CREATE FUNCTION audited_times(rolls text[]) RETURNS TABLE (contest_key text, from_hour timestamptz, until_hour timestamptz)
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  one text;
  counted_now bigint;
  keeper oid;
BEGIN
  SELECT c.relowner INTO keeper FROM pg_class AS c WHERE c.oid = to_regclass('pg_temp.audited_times_kept');
  IF keeper IS NULL THEN
    BEGIN
      CREATE TEMPORARY TABLE audited_times_kept (
        roll_key text NOT NULL, votes bigint NOT NULL,
        contest_key text COLLATE "C" NOT NULL, from_hour timestamptz NOT NULL, until_hour timestamptz NOT NULL
      );
      SELECT c.relowner INTO keeper FROM pg_class AS c WHERE c.oid = to_regclass('pg_temp.audited_times_kept');
    EXCEPTION WHEN read_only_sql_transaction OR insufficient_privilege THEN
      keeper := NULL;
    END;
  END IF;
  FOREACH one IN ARRAY coalesce(rolls, '{}') LOOP
    -- Counted before the times are worked out: a vote that comes in between makes them be worked out again.
    SELECT sum(t.counted) INTO counted_now FROM contest_totals AS t
     WHERE t.contest_key = one COLLATE "C" OR starts_with(t.contest_key, one || ':');
    IF coalesce(counted_now, 0) = 0 OR contest_closed(one) IS NOT TRUE
       OR keeper IS DISTINCT FROM (SELECT r.oid FROM pg_roles AS r WHERE r.rolname = current_user) THEN
      RETURN QUERY SELECT s.* FROM audited_spans(ARRAY[one]) AS s;
      CONTINUE;
    END IF;
    IF NOT EXISTS (SELECT FROM pg_temp.audited_times_kept AS k WHERE k.roll_key = one AND k.votes = counted_now) THEN
      DELETE FROM pg_temp.audited_times_kept AS k WHERE k.roll_key = one;
      INSERT INTO pg_temp.audited_times_kept
      SELECT one, counted_now, s.contest_key, s.from_hour, s.until_hour FROM audited_spans(ARRAY[one]) AS s;
    END IF;
    RETURN QUERY SELECT k.contest_key, k.from_hour, k.until_hour FROM pg_temp.audited_times_kept AS k WHERE k.roll_key = one;
  END LOOP;
END
$$;
REVOKE EXECUTE ON FUNCTION audited_times FROM PUBLIC;

-- A page of the submissions that are settled: at most `page` of them (never more than 100,000) whose identifier comes after
-- `last`. `contest` is a law, an election or a race, and NULL for all; `wanted` is counted or rejected, and NULL for both.
-- `since` and `before` choose the submissions whose time may lie between them. The time of a rejected submission is its
-- hour: no result shows it. It is stored only for the first rejection of a credential for a reason, and NULL otherwise.
CREATE OR REPLACE FUNCTION audited_submissions(
  contest text, submission uuid, wanted text, since timestamptz, before timestamptz, last uuid, page integer
) RETURNS TABLE (
  submission_id uuid, contest_key text, status text, reason text, from_hour timestamptz, until_hour timestamptz
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER ROWS 1000 SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  rolls text[];
  race text := CASE WHEN split_part(contest, ':', 3) <> '' THEN contest END;
  most integer := least(page, 100000);
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
      SELECT s.* FROM audited_times((SELECT array_agg(DISTINCT split_part(c.contest_key, ':', 1) || ':' || split_part(c.contest_key, ':', 2))
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
    SELECT s.* FROM audited_times(rolls) AS s
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
