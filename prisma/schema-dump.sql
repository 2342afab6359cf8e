-- The schema after all migrations, as pg_dump of PostgreSQL 15 writes it. Not applied anywhere: the migrations are.
-- A test compares it with them. `npm run schema:dump` writes it anew.

CREATE FUNCTION public.all_ballots_and_tallies(contest text) RETURNS TABLE(selection text, ballots bigint, tallied bigint)
    LANGUAGE sql STABLE SECURITY DEFINER COST 10000 ROWS 10000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.approvable_act(action text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  SELECT CASE
    WHEN action ~ '^(law|election)\.(schedule|unschedule|open|extend|close|certify)$' THEN split_part(action, '.', 2)
    WHEN action = 'candidate.withdraw' THEN 'withdrawal'
    WHEN action = 'lot.record' THEN 'lot'
    WHEN action IN ('tabulation.publish', 'tabulation.supersede', 'tabulation.reinstate') THEN 'publication'
    WHEN action IN ('roll.replace', 'roll.revoke') THEN 'replacing'
    WHEN action = 'roll.record' THEN 'registering'
    WHEN action IN ('official.create', 'official.set-password') THEN 'accounts'
    WHEN action = 'policy.change' THEN 'policy'
  END
$_$;

CREATE FUNCTION public.audited_attempts() RETURNS TABLE(roll_key text, reason text, attempts bigint, credentials bigint, first_hour timestamp with time zone, last_hour timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT d.roll_key, d.reason, d.attempts, nullif(count(*) FILTER (WHERE d.credential_hash <> ''), 0),
         min(d.first_hour), max(d.last_hour)
    FROM duplicate_attempts AS d
   GROUP BY d.roll_key, d.reason, d.attempts
   ORDER BY d.attempts DESC, d.roll_key, d.reason LIMIT 1000
$$;

CREATE FUNCTION public.audited_of(roll text) RETURNS TABLE(contest_key text, credential_hash bytea, status text, reason text)
    LANGUAGE sql STABLE SECURITY DEFINER COST 10000 ROWS 10000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT v.contest_key, v.credential_hash, v.status, v.reason
    FROM vote_audit AS v
   WHERE v.roll_key = roll COLLATE "C" AND (contest_closed(roll) IS NOT FALSE OR session_is_owner())
   ORDER BY v.credential_hash, v.status, v.reason, v.contest_key
$$;

CREATE FUNCTION public.audited_rolls() RETURNS TABLE(roll_key text)
    LANGUAGE sql STABLE SECURITY DEFINER COST 1000 ROWS 100 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.audited_spans(rolls text[]) RETURNS TABLE(contest_key text, from_hour timestamp with time zone, until_hour timestamp with time zone)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.audited_submissions(contest text, submission uuid, wanted text, since timestamp with time zone, before timestamp with time zone, last uuid, page integer) RETURNS TABLE(submission_id uuid, contest_key text, status text, reason text, from_hour timestamp with time zone, until_hour timestamp with time zone)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.audited_times(rolls text[]) RETURNS TABLE(contest_key text, from_hour timestamp with time zone, until_hour timestamp with time zone)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.ballot_contests() RETURNS TABLE(contest_key text)
    LANGUAGE sql STABLE SECURITY DEFINER COST 1000 ROWS 100 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  WITH RECURSIVE mixed AS (
    SELECT min(b.contest_key) AS contest FROM ballots_mixed AS b
    UNION ALL
    SELECT (SELECT min(b.contest_key) FROM ballots_mixed AS b WHERE b.contest_key > mixed.contest)
      FROM mixed WHERE mixed.contest IS NOT NULL
  )
  SELECT mixed.contest FROM mixed WHERE mixed.contest IS NOT NULL
  UNION
  SELECT a.contest_key FROM ballots_arriving AS a
  ORDER BY 1
$$;

CREATE FUNCTION public.ballot_record(contest text, last text, page integer) RETURNS TABLE(selection text, ballots bigint)
    LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT s.selection, s.ballots
    FROM (SELECT v.selection COLLATE "C" AS selection, v.ballots
            FROM vote_results AS r,
                 LATERAL (VALUES ('oui', r.oui), ('non', r.non), ('#blank', r.blank)) AS v (selection, ballots)
           WHERE contest = 'law:' || r.law_id AND r.law_id = split_part(contest, ':', 2)
             AND v.ballots > 0 AND v.selection COLLATE "C" > last
          UNION ALL
          (SELECT r.ranking COLLATE "C", r.ballots
             FROM ranking_counts AS r
            WHERE r.election_id = split_part(contest, ':', 2) AND r.region_id = split_part(contest, ':', 3)
              AND starts_with(contest, 'election:') AND r.ranking COLLATE "C" > last
            ORDER BY r.ranking COLLATE "C" LIMIT least(page, 10000))) AS s
   WHERE (SELECT ballot_record_public(contest))
   ORDER BY s.selection COLLATE "C" LIMIT least(page, 10000)
$$;

CREATE FUNCTION public.ballot_record_public(contest text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT (EXISTS (SELECT FROM laws AS l
                   WHERE l.id = split_part(contest, ':', 2) AND contest = 'law:' || l.id
                     AND l.status = 'certified' AND l.ballot_record = 'published')
       OR EXISTS (SELECT FROM elections AS e
                   WHERE e.id = split_part(contest, ':', 2) AND starts_with(contest, 'election:' || e.id || ':')
                     AND e.status = 'certified' AND e.ballot_record = 'published'))
     AND NOT EXISTS (SELECT FROM ballots_arriving AS a WHERE a.contest_key = contest)
$$;

CREATE FUNCTION public.ballots_and_tallies(contest text) RETURNS TABLE(selection text, ballots bigint, tallied bigint)
    LANGUAGE sql STABLE SECURITY DEFINER COST 10000 ROWS 10000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT b.selection, b.ballots, b.tallied FROM all_ballots_and_tallies(contest) AS b WHERE choices_readable(contest)
   ORDER BY 1
$$;

CREATE FUNCTION public.ballots_of(contest text) RETURNS TABLE(id uuid, selection text)
    LANGUAGE sql STABLE SECURITY DEFINER COST 10000 ROWS 10000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT m.id, m.selection FROM ballots_mixed AS m WHERE m.contest_key = contest AND choices_readable(contest)
  UNION ALL
  SELECT a.id, a.selection FROM ballots_arriving AS a
   WHERE a.contest_key = contest AND choices_readable(contest)
     AND (contest_closed(contest) IS NOT FALSE OR session_is_owner())
  ORDER BY 1
$$;

CREATE FUNCTION public.check_approval() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  word text := approvable_act(NEW.action);
  contest text := split_part(NEW.subject, ':', 1) || ':' || split_part(NEW.subject, ':', 2);
BEGIN
  IF NEW.approved_by IS NOT NULL THEN
    IF NOT EXISTS (
      SELECT FROM proposals AS p
       WHERE p.id = NEW.proposal_id AND p.decision = 'approved' AND p.action = NEW.action AND p.subject = NEW.subject
         AND p.decided_by = NEW.approved_by AND p.proposed_by = NEW.actor
         AND p.official_id IS NOT DISTINCT FROM NEW.official_id
         AND CASE WHEN word = 'registering'
               THEN p.request ->> 'digest' = NEW.after #>> '{late,digest}'
                AND p.request ->> 'reason' = NEW.reason
                AND (p.request ->> 'credentials')::bigint >= (NEW.after #>> '{late,credentials}')::bigint
               ELSE p.xmin = pg_current_xact_id()::xid END) THEN
      RAISE EXCEPTION 'the approval of % on % is not that of a proposal', NEW.action, NEW.subject
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  ELSIF NOT session_is_owner() THEN
    IF word NOT IN ('replacing', 'registering')
       AND EXISTS (SELECT FROM approval_policy WHERE word = ANY (acts))
       AND EXISTS (SELECT FROM laws WHERE 'law:' || id = contest AND approval = 'two-officials'
                   UNION ALL
                   SELECT FROM elections WHERE 'election:' || id = contest AND approval = 'two-officials') THEN
      RAISE EXCEPTION '% on % needs the approval of a second official', NEW.action, NEW.subject
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.choices_readable(contest text) RETURNS boolean
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.contest_closed(contest text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN (SELECT closes_at <= now() FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN (SELECT closes_at <= now() FROM elections WHERE id = split_part(contest, ':', 2))
  END
$$;

CREATE FUNCTION public.contest_exists(contest text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN EXISTS (SELECT FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN EXISTS (SELECT FROM elections WHERE id = split_part(contest, ':', 2))
    ELSE false
  END OR EXISTS (SELECT FROM discarded_rehearsals AS d
                  WHERE d.roll_key = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2))
$$;

CREATE FUNCTION public.contest_purpose(contest text) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN (SELECT purpose FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN (SELECT purpose FROM elections WHERE id = split_part(contest, ':', 2))
  END
$$;

CREATE FUNCTION public.count_ballots(contests text[], accepted bigint[], selections text[], receipts jsonb) RETURNS TABLE(outcome text, contest text, selection text, votes integer)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  seed constant bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
BEGIN
  INSERT INTO ballots_arriving (id, contest_key, selection)
  SELECT id_by_lot(seed, v.n), v.contest, v.selection
    FROM unnest(contests, selections) WITH ORDINALITY AS v (contest, selection, n)
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

CREATE FUNCTION public.count_late_registrations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  base published_rolls%ROWTYPE;
  registration admin_audit%ROWTYPE;
  added bigint;
  needs_two boolean := EXISTS (SELECT FROM laws WHERE 'law:' || id = NEW.roll_key AND approval = 'two-officials'
                               UNION ALL
                               SELECT FROM elections WHERE 'election:' || id = NEW.roll_key AND approval = 'two-officials');
BEGIN
  IF NOT EXISTS (SELECT FROM laws WHERE 'law:' || id = NEW.roll_key AND status <> 'draft'
                 UNION ALL SELECT FROM elections WHERE 'election:' || id = NEW.roll_key AND status <> 'draft')
     OR NOT EXISTS (SELECT FROM rolls WHERE roll_key = NEW.roll_key) THEN
    RETURN NULL;
  END IF;
  -- A contest that was published without a roll. If it is one of two officials, its whole roll is registered late.
  INSERT INTO published_rolls (roll_key, edition, credentials, replaced, since)
  SELECT r.roll_key, r.edition, CASE WHEN TG_OP = 'UPDATE' THEN OLD.credentials WHEN needs_two THEN 0 ELSE r.credentials END,
         (SELECT coalesce(sum(v.credentials), 0) FROM void_totals AS v WHERE v.roll_key = r.roll_key AND v.kind = 'replaced'),
         (SELECT coalesce(max(a.id), 0) FROM admin_audit AS a WHERE a.xmin <> pg_current_xact_id()::xid)
    FROM rolls AS r WHERE r.roll_key = NEW.roll_key
  ON CONFLICT DO NOTHING;
  SELECT * INTO base FROM published_rolls WHERE roll_key = NEW.roll_key FOR UPDATE;
  added := registered_late(NEW.roll_key) - base.late;
  IF added <= 0 THEN
    RETURN NULL;
  END IF;
  SELECT * INTO registration FROM admin_audit AS a
   WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid AND a.subject = NEW.roll_key
     AND a.action = 'roll.record' AND (a.after #>> '{late,credentials}')::bigint = added AND a.reason ~ '\S';
  IF NOT FOUND OR NOT EXISTS (SELECT FROM notices AS n WHERE n.roll_key = NEW.roll_key AND n.kind = 'registered-late'
                                 AND n.xmin = pg_current_xact_id()::xid) THEN
    -- Whatever the owner of the database adds, the audit finds that no act counted it.
    IF session_is_owner() AND registration.id IS NULL THEN
      RETURN NULL;
    END IF;
    RAISE EXCEPTION '% late registrations of % need their act, a reason and a notice in the same transaction', added, NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  UPDATE published_rolls
     SET late = base.late + added, approved = base.approved + CASE WHEN registration.approved_by IS NULL THEN 0 ELSE added END
   WHERE roll_key = NEW.roll_key;
  IF registration.approved_by IS NULL THEN
    PERFORM refuse_registered_alone(NEW.roll_key);
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.counted_among(roll text, hashes text[]) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT h.hash
    FROM unnest(hashes) AS h (hash)
   WHERE (SELECT true FROM vote_audit AS a
           WHERE a.roll_key = roll COLLATE "C" AND a.credential_hash = decode(h.hash, 'hex') AND a.status = 'counted'
           LIMIT 1)
$$;

CREATE FUNCTION public.counted_books() RETURNS TABLE(book text, contest_key text, reason text, n bigint)
    LANGUAGE sql STABLE SECURITY DEFINER COST 100000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT 'voters', v.contest_key, '', count(*) FROM vote_audit AS v WHERE v.status = 'counted' GROUP BY 2
  UNION ALL
  SELECT 'ballots', b.contest_key, '', count(*)
    FROM (SELECT contest_key FROM ballots_mixed UNION ALL SELECT contest_key FROM ballots_arriving) AS b GROUP BY 2
  UNION ALL
  SELECT 'rejected', r.contest_key, r.reason, count(*) FROM rejected_submissions AS r GROUP BY 2, 3
  UNION ALL
  SELECT 'settled', '', '', count(*) FROM settled_submissions
$$;

CREATE FUNCTION public.counted_by_race() RETURNS TABLE(election_id text, region_id text, counted bigint)
    LANGUAGE sql STABLE SECURITY DEFINER COST 10000 ROWS 100 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT p.election_id, p.region_id, sum(p.votes)::bigint
    FROM (SELECT election_id, region_id, votes FROM election_results
          UNION ALL
          SELECT split_part(contest_key, ':', 2), split_part(contest_key, ':', 3), 1
            FROM ballots_arriving WHERE starts_with(contest_key, 'election:')) AS p
   GROUP BY 1, 2 ORDER BY 1, 2
$$;

CREATE FUNCTION public.counted_credentials(roll text, after_hash bytea, most integer) RETURNS TABLE(credential_hash bytea, submission_id uuid)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.counted_first_preferences() RETURNS TABLE(election_id text, region_id text, candidate_id text, votes bigint)
    LANGUAGE sql STABLE SECURITY DEFINER COST 10000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

CREATE FUNCTION public.counted_races() RETURNS TABLE(election_id text, region_id text)
    LANGUAGE sql STABLE SECURITY DEFINER COST 1000 ROWS 100 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT r.election_id, r.region_id FROM election_results AS r
  UNION
  SELECT split_part(a.contest_key, ':', 2), split_part(a.contest_key, ':', 3)
    FROM ballots_arriving AS a WHERE starts_with(a.contest_key, 'election:')
  ORDER BY 1, 2
$$;

CREATE FUNCTION public.discard_rehearsal(subject text) RETURNS TABLE(counted bigint, rejected bigint)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  kind text := split_part(subject, ':', 1);
  name text := split_part(subject, ':', 2);
  votes bigint;
  rejections bigint;
  ledger record;
BEGIN
  -- No vote is settled, and no ballot is mixed, until the end of this transaction.
  PERFORM lock_contests(ARRAY[subject], true);
  PERFORM pg_advisory_xact_lock(hashtext('scrutin.mix_ballots'));

  SELECT count(*) INTO votes FROM vote_audit AS v WHERE v.roll_key = subject COLLATE "C" AND v.status = 'counted';
  SELECT count(*) INTO rejections FROM rejected_submissions AS r
   WHERE r.contest_key = subject OR starts_with(r.contest_key, subject || ':');
  -- Refuses every contest that is not a rehearsal.
  INSERT INTO discarded_rehearsals (roll_key, settled) VALUES (subject, votes + rejections);

  FOR ledger IN
    SELECT l.contest_key, l.counted + l.rejected + (SELECT coalesce(sum(e.votes), 0) FROM ledger_explanations AS e
                                                     WHERE e.contest_key = l.contest_key) AS gone
      FROM contest_ledger AS l
     WHERE l.contest_key = subject OR starts_with(l.contest_key, subject || ':')
  LOOP
    -- Takes from the processes one after the other what they received, until as many are taken as were settled.
    UPDATE intake_received AS i SET received = i.received - t.taken
      FROM (SELECT r.intake_id,
                   least(r.received, greatest(ledger.gone - coalesce(sum(r.received) OVER
                     (ORDER BY r.intake_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0), 0)) AS taken
              FROM intake_received AS r WHERE r.contest_key = ledger.contest_key) AS t
     WHERE i.contest_key = ledger.contest_key AND i.intake_id = t.intake_id AND t.taken > 0;
  END LOOP;

  DELETE FROM vote_audit AS v WHERE v.roll_key = subject COLLATE "C";
  DELETE FROM void_credentials AS v WHERE v.roll_key = subject COLLATE "C";
  DELETE FROM void_totals AS v WHERE v.roll_key = subject COLLATE "C";
  DELETE FROM duplicate_attempts AS d WHERE d.roll_key = subject COLLATE "C";
  DELETE FROM rejection_counts AS r WHERE r.contest_key = subject OR starts_with(r.contest_key, subject || ':');
  DELETE FROM rejected_submissions AS r WHERE r.contest_key = subject OR starts_with(r.contest_key, subject || ':');
  DELETE FROM ballots_arriving AS b WHERE b.contest_key = subject OR starts_with(b.contest_key, subject || ':');
  DELETE FROM ballots_mixed AS b WHERE b.contest_key = subject OR starts_with(b.contest_key, subject || ':');
  DELETE FROM turnout_arriving AS t WHERE t.contest_key = subject OR starts_with(t.contest_key, subject || ':');
  DELETE FROM turnout_buckets AS t WHERE t.contest_key = subject OR starts_with(t.contest_key, subject || ':');
  DELETE FROM tabulations AS t WHERE t.contest_key = subject OR starts_with(t.contest_key, subject || ':');
  DELETE FROM lots AS l WHERE l.contest_key = subject OR starts_with(l.contest_key, subject || ':');
  DELETE FROM publications AS p WHERE p.contest_key = subject OR starts_with(p.contest_key, subject || ':');
  DELETE FROM ledger_explanations AS e WHERE e.contest_key = subject OR starts_with(e.contest_key, subject || ':');
  DELETE FROM notices AS n WHERE n.roll_key = subject;
  DELETE FROM roll_regions AS r WHERE r.roll_key = subject COLLATE "C";
  DELETE FROM rolls AS r WHERE r.roll_key = subject COLLATE "C";
  IF kind = 'law' THEN
    DELETE FROM vote_results AS r WHERE r.law_id = name;
    DELETE FROM laws AS l WHERE l.id = name;
  ELSE
    DELETE FROM ranking_counts AS r WHERE r.election_id = name;
    DELETE FROM election_results AS r WHERE r.election_id = name;
    DELETE FROM candidates AS c WHERE c.election_id = name;
    DELETE FROM election_regions AS r WHERE r.election_id = name;
    DELETE FROM elections AS e WHERE e.id = name;
  END IF;
  RETURN QUERY SELECT votes, rejections;
END
$$;

CREATE FUNCTION public.gateway_revoked_once() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
     OR to_jsonb(NEW) - 'revoked_at' IS DISTINCT FROM to_jsonb(OLD) - 'revoked_at' THEN
    RAISE EXCEPTION 'a gateway can only be revoked, once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.groups_on_record(ranges jsonb) RETURNS TABLE(place bigint, groups bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT r.place,
         (SELECT count(*) FROM intake_groups AS g
           WHERE g.intake_id = (r.range ->> 0)::uuid AND g.unknown IS NULL
             AND g.number BETWEEN (r.range ->> 1)::bigint AND (r.range ->> 2)::bigint)
    FROM jsonb_array_elements(ranges) WITH ORDINALITY AS r (range, place)
$$;

CREATE FUNCTION public.guard_ballot_paper() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  at timestamptz := clock_timestamp();
  of_election elections%ROWTYPE;
  fixed constant text[] := ARRAY['bio_fr', 'bio_en', 'promises_fr', 'promises_en', 'photo_url', 'withdrawn_at'];
  problem text;
BEGIN
  IF session_is_owner() THEN
    IF TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO of_election FROM elections WHERE id = NEW.election_id;
  ELSE
    SELECT * INTO of_election FROM elections WHERE id = OLD.election_id;
  END IF;
  IF of_election.status = 'draft'
     AND NOT EXISTS (SELECT FROM vote_audit AS v WHERE v.roll_key = 'election:' || of_election.id AND v.status = 'counted') THEN
    problem := NULL;
  ELSIF TG_OP <> 'UPDATE' OR TG_TABLE_NAME <> 'candidates' THEN
    problem := 'the ballot is printed';
  ELSIF NEW IS NOT DISTINCT FROM OLD THEN
    problem := NULL;
  ELSE
    problem := CASE
      WHEN of_election.status = 'certified' THEN 'it is certified and final'
      WHEN to_jsonb(NEW) - fixed <> to_jsonb(OLD) - fixed THEN 'what is printed on the ballot cannot change'
      WHEN to_jsonb(OLD) ->> 'withdrawn_at' IS NOT NULL
        AND to_jsonb(NEW) -> 'withdrawn_at' IS DISTINCT FROM to_jsonb(OLD) -> 'withdrawn_at'
        AND (to_jsonb(NEW) ->> 'withdrawn_at' IS NOT NULL
             OR greatest((to_jsonb(OLD) ->> 'withdrawn_at')::timestamptz, of_election.opens_at) < at - interval '1 minute')
        THEN 'a withdrawal cannot be taken back after ballots may have been accepted'
      WHEN of_election.opens_at <= at AND at < of_election.closes_at AND to_jsonb(OLD) ->> 'withdrawn_at' IS NULL
        AND (to_jsonb(NEW) ->> 'withdrawn_at')::timestamptz < at THEN 'a withdrawal cannot be dated in the past'
    END;
  END IF;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '% of % cannot be changed in this way: %', TG_TABLE_NAME, of_election.id, problem
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.guard_certificate() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  about text;
  given text;
  outstanding boolean;
  uncounted boolean;
BEGIN
  IF session_is_owner() OR NEW.status <> 'certified' OR OLD.status = 'certified' THEN
    RETURN NULL;
  END IF;
  about := CASE TG_TABLE_NAME WHEN 'laws' THEN 'law:' ELSE 'election:' END || NEW.id;
  SELECT coalesce(a.reason, '') INTO given
    FROM admin_audit AS a
   WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
     AND a.subject = about AND a.action = split_part(about, ':', 1) || '.certify'
   LIMIT 1;
  IF given IS NULL THEN
    RAISE EXCEPTION '% can be certified only by an act of certification', about USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  outstanding := EXISTS (
    SELECT FROM contest_ledger AS l
     WHERE (l.contest_key = about OR starts_with(l.contest_key, about || ':'))
       AND l.received - l.counted - l.rejected <> (SELECT coalesce(sum(e.votes), 0) FROM ledger_explanations AS e
                                                    WHERE e.contest_key = l.contest_key));
  uncounted := EXISTS (
    SELECT FROM (SELECT about AS contest WHERE TG_TABLE_NAME = 'laws'
                 UNION ALL
                 SELECT about || ':' || r.region_id FROM election_regions AS r
                  WHERE TG_TABLE_NAME = 'elections' AND r.election_id = NEW.id) AS c
     WHERE NOT EXISTS (SELECT FROM tabulations AS t WHERE t.contest_key = c.contest AND t.published_at IS NOT NULL));
  IF uncounted OR (outstanding AND given = '') THEN
    RAISE EXCEPTION '% is not certified: %', about,
      CASE WHEN uncounted THEN 'it has no published count' ELSE 'votes are outstanding, and no reason is given' END
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.guard_contest() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  at timestamptz := clock_timestamp();
  subject text;
  voted boolean;
  is_open boolean;
  problem text;
BEGIN
  IF session_is_owner() THEN
    IF TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
      RAISE EXCEPTION 'a contest begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;

  subject := CASE TG_TABLE_NAME WHEN 'laws' THEN 'law:' ELSE 'election:' END || OLD.id;
  voted := EXISTS (SELECT FROM vote_audit AS v WHERE v.roll_key = subject AND v.status = 'counted');
  IF TG_OP = 'DELETE' THEN
    IF OLD.status <> 'draft' OR voted THEN
      RAISE EXCEPTION '% is not a draft and cannot be deleted', subject USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
  END IF;

  is_open := OLD.status = 'scheduled' AND OLD.opens_at <= at AND at < OLD.closes_at;
  problem := CASE
    WHEN NEW IS NOT DISTINCT FROM OLD THEN NULL
    WHEN OLD.status = 'certified' THEN 'it is certified and final'
    WHEN NEW.id <> OLD.id THEN 'its identifier cannot change'
    WHEN NEW.status = 'certified' AND (OLD.status <> 'scheduled' OR OLD.closes_at > at
         OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status') THEN 'it is certified only after its closing and without any other change'
    WHEN OLD.status = 'scheduled' AND NEW.status = 'draft' AND (is_open OR voted) THEN 'voting has begun'
    WHEN OLD.status = 'draft' THEN NULL
    WHEN OLD.closes_at <= at AND NEW.closes_at > at THEN 'it has closed'
    WHEN is_open AND NEW.opens_at <> OLD.opens_at THEN 'it has opened'
    WHEN is_open AND NEW.closes_at < at THEN 'its closing must be in the future'
    WHEN OLD.opens_at > at AND NEW.opens_at < at - interval '1 minute' THEN 'its opening must be in the future'
    WHEN (is_open OR voted) AND NEW.results_visibility <> OLD.results_visibility THEN 'voters have been told when its results are shown'
    WHEN to_jsonb(NEW) -> 'quorum_votes' IS DISTINCT FROM to_jsonb(OLD) -> 'quorum_votes'
      OR to_jsonb(NEW) -> 'threshold_basis_points' IS DISTINCT FROM to_jsonb(OLD) -> 'threshold_basis_points'
      OR to_jsonb(NEW) -> 'type' IS DISTINCT FROM to_jsonb(OLD) -> 'type' THEN 'voters have been told its rules'
  END;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '% cannot be changed in this way: %', subject, problem USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.guard_count_record() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  problem text;
BEGIN
  IF session_is_owner() THEN
    RETURN NEW;
  END IF;
  problem := CASE
    WHEN EXISTS (SELECT FROM (SELECT 'law:' || id AS subject, status FROM laws
                              UNION ALL SELECT 'election:' || id, status FROM elections) AS c
                  WHERE c.status = 'certified'
                    AND c.subject = split_part(NEW.contest_key, ':', 1) || ':' || split_part(NEW.contest_key, ':', 2))
      THEN 'it is certified'
    WHEN NOT EXISTS (SELECT FROM tabulations AS t WHERE t.id = NEW.tabulation_id AND t.contest_key = NEW.contest_key
                        AND (TG_TABLE_NAME = 'lots' OR t.published_at IS NOT NULL))
      THEN 'it has no such count'
    WHEN TG_TABLE_NAME = 'publications'
     AND (to_jsonb(NEW) ->> 'supersedes')::uuid IS DISTINCT FROM
         (SELECT p.tabulation_id FROM publications AS p WHERE p.contest_key = NEW.contest_key ORDER BY p.id DESC LIMIT 1)
      THEN 'another count stands'
  END;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '% takes no such row of %: %', NEW.contest_key, TG_TABLE_NAME, problem
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.guard_discarded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF contest_purpose(NEW.roll_key) IS DISTINCT FROM 'rehearsal' THEN
    RAISE EXCEPTION '% is not a rehearsal and cannot be thrown away', NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE FUNCTION public.guard_notice() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  NEW.at := clock_timestamp();
  RETURN NEW;
END
$$;

CREATE FUNCTION public.guard_proposals() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  fixed constant text[] := ARRAY['secret', 'decision', 'decided_by', 'decided_official_id', 'decided_login', 'decided_at',
                                 'decision_reason'];
  account uuid;
  name text;
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
    RAISE EXCEPTION 'proposals is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.login := session_user;
    account := NEW.official_id;
    name := NEW.proposed_by;
    IF NEW.decision IS NOT NULL THEN
      RAISE EXCEPTION 'a proposal begins undecided' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  ELSE
    IF OLD.decision IS NOT NULL OR NEW.decision IS NULL OR to_jsonb(NEW) - fixed IS DISTINCT FROM to_jsonb(OLD) - fixed THEN
      RAISE EXCEPTION 'a proposal is decided once and never changes: UPDATE of proposals refused'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_login := session_user;
    account := NEW.decided_official_id;
    name := NEW.decided_by;
  END IF;
  IF NOT session_is_owner() THEN
    IF account IS NULL AND EXISTS (SELECT FROM officials AS o WHERE o.email = lower(name))
       OR account IS NOT NULL AND (NOT pg_has_role(session_user, 'scrutin_admin', 'MEMBER')
         OR NOT EXISTS (SELECT FROM officials AS o WHERE o.id = account AND o.email = name AND o.disabled_at IS NULL)) THEN
      RAISE EXCEPTION 'only the admin API proposes and decides for officials' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.guard_proposed_credentials() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM proposals AS p WHERE p.id = NEW.proposal_id AND p.decision IS NULL
                    AND p.action IN ('roll.replace', 'roll.revoke') AND p.xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'the credentials of a proposal are listed when it is made'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.guard_roll() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  status text;
  problem text;
BEGIN
  IF session_is_owner() THEN
    RETURN NULL;
  END IF;
  SELECT c.status INTO status
    FROM (SELECT 'law:' || id AS subject, l.status FROM laws AS l
          UNION ALL SELECT 'election:' || id, e.status FROM elections AS e) AS c
   WHERE c.subject = OLD.roll_key;
  problem := CASE
    WHEN status IS NULL OR status = 'draft' THEN NULL
    WHEN TG_OP = 'DELETE' THEN 'it cannot be removed'
    WHEN NEW.roll_key <> OLD.roll_key OR NEW.scheme <> OLD.scheme THEN 'its name and its scheme cannot change'
    WHEN NEW.credentials < OLD.credentials THEN 'it can only grow'
    WHEN status = 'certified' AND (NEW.credentials <> OLD.credentials OR NEW.digest <> OLD.digest AND OLD.digest <> '')
      THEN 'the result is certified'
  END;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'the roll of % cannot be changed in this way: %', OLD.roll_key, problem
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.guard_rules() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  rules constant text[] := ARRAY['blank_votes', 'threshold_numerator', 'threshold_denominator', 'threshold_base',
                                 'quorum_votes', 'quorum_numerator', 'quorum_denominator'];
  question constant text[] := ARRAY['title_fr', 'title_en', 'summary_fr', 'summary_en'];
  fixed constant text[] := rules || CASE WHEN clock_timestamp() < OLD.opens_at THEN '{}' ELSE question END;
BEGIN
  IF OLD.status <> 'draft' AND NOT session_is_owner()
     AND EXISTS (SELECT FROM unnest(fixed) AS f (name)
                  WHERE to_jsonb(NEW) -> f.name IS DISTINCT FROM to_jsonb(OLD) -> f.name) THEN
    RAISE EXCEPTION '% cannot be changed in this way: voters have been told its rules and its question', OLD.id
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.guard_tabulations() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  certified boolean;
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
    RAISE EXCEPTION 'tabulations is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (
       to_jsonb(NEW) - 'published_at' IS DISTINCT FROM to_jsonb(OLD) - 'published_at'
       OR OLD.published_at IS NOT NULL OR NEW.published_at IS NULL) THEN
    RAISE EXCEPTION 'a count never changes and is published only once: UPDATE of tabulations refused'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NOT session_is_owner() THEN
    SELECT c.status = 'certified' INTO certified
      FROM (SELECT 'law:' || id AS subject, status FROM laws UNION ALL SELECT 'election:' || id, status FROM elections) AS c
     WHERE c.subject = split_part(NEW.contest_key, ':', 1) || ':' || split_part(NEW.contest_key, ':', 2);
    IF certified THEN
      RAISE EXCEPTION '% is certified: no more counts are recorded or published', NEW.contest_key
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.published_at IS NOT NULL
       OR greatest(NEW.computed_at, NEW.published_at) > clock_timestamp() + interval '1 minute' THEN
      RAISE EXCEPTION 'a count is recorded unpublished and is never dated in the future'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.id_by_lot(seed bytea, n bigint) RETURNS uuid
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  SELECT encode(substr(sha256(seed || int8send(n)), 1, 16), 'hex')::uuid
$$;

CREATE FUNCTION public.inside_mixing() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  SELECT current_user = 'scrutin_mixer'
     AND session_user <> 'scrutin_mixer'
     AND current_setting('role') <> 'scrutin_mixer'
     AND NOT pg_has_role(session_user, 'scrutin_mixer',
                         CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)
     AND NOT EXISTS (
       SELECT FROM pg_shdepend AS d
        WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = 'scrutin_mixer'::regrole AND d.deptype = 'o'
          AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (d.classid <> 'pg_proc'::regclass OR d.objid <> 'public.mix_ballots(integer)'::regprocedure))
$$;

CREATE FUNCTION public.keep_published_roll() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM published_rolls WHERE roll_key = OLD.roll_key) AND NOT session_is_owner() THEN
    RAISE EXCEPTION 'the roll of % was published and stays', OLD.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
$$;

CREATE FUNCTION public.law_counts() RETURNS TABLE(law_id text, oui bigint, non bigint, blank bigint, counted bigint, updated_at timestamp with time zone)
    LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT r.law_id, CASE WHEN readable THEN r.oui END, CASE WHEN readable THEN r.non END,
         CASE WHEN readable THEN r.blank END, r.oui + r.non + r.blank, r.updated_at
    FROM vote_results AS r, LATERAL choices_readable('law:' || r.law_id) AS readable
$$;

CREATE FUNCTION public.lock_contests(contests text[], alone boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF alone THEN
    LOCK TABLE settled_submissions IN SHARE MODE;
  ELSE
    LOCK TABLE settled_submissions IN ROW EXCLUSIVE MODE;
  END IF;
END
$$;

CREATE FUNCTION public.make_void(roll text, how text, why text, hashes text[], regions text[], successors text[], new_regions text[], claims text[], on_roll boolean[], approval uuid DEFAULT NULL::uuid) RETURNS TABLE(credential text, outcome text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  fresh text[];
  outcomes jsonb;
BEGIN
  -- Not while a result becomes final; see lock_contests().
  PERFORM lock_contests(ARRAY[roll], false);
  -- A second official approves exactly the list that was proposed.
  IF approval IS NOT NULL AND (
    NOT EXISTS (SELECT FROM proposals AS p WHERE p.id = approval AND p.decision IS NULL AND p.subject = roll
                   AND p.action = CASE how WHEN 'replaced' THEN 'roll.replace' ELSE 'roll.revoke' END)
    OR EXISTS (
      SELECT FROM (SELECT decode(g.hash, 'hex') AS credential_hash, g.region,
                          decode(nullif(g.successor, ''), 'hex') AS replaced_by,
                          CASE g.successor WHEN '' THEN NULL ELSE g.new_region END AS new_region_id
                     FROM unnest(hashes, regions, successors, new_regions) AS g (hash, region, successor, new_region)) AS g
        FULL JOIN (SELECT * FROM proposed_credentials AS c WHERE c.proposal_id = approval) AS c
          ON c.credential_hash = g.credential_hash
       WHERE c.credential_hash IS NULL OR g.credential_hash IS NULL OR g.region IS DISTINCT FROM c.region_id
          OR g.replaced_by IS DISTINCT FROM c.replaced_by OR g.new_region_id IS DISTINCT FROM c.new_region_id)) THEN
    RAISE EXCEPTION 'the approval is not that of these credentials' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  BEGIN
    WITH inserted AS (
      INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, reason, submission_id, hour)
      SELECT roll || CASE g.region WHEN '' THEN '' ELSE ':' || g.region END, roll, decode(g.hash, 'hex'), 'void', how,
             '00000000-0000-0000-0000-000000000000', to_timestamp(floor(extract(epoch FROM clock_timestamp()) / 3600) * 3600)
        FROM unnest(hashes, regions) AS g (hash, region)
       ORDER BY 3
      ON CONFLICT (roll_key, credential_hash) WHERE status IN ('counted', 'void') DO NOTHING
      RETURNING credential_hash
    ) SELECT coalesce(array_agg(encode(inserted.credential_hash, 'hex')), '{}') INTO fresh FROM inserted;

    SELECT jsonb_object_agg(g.hash,
             CASE WHEN a.status = 'counted' THEN 'voted'
                  WHEN g.hash <> ALL (fresh) THEN
                    CASE WHEN v.kind = how AND v.replaced_by IS NOT DISTINCT FROM decode(nullif(g.successor, ''), 'hex')
                         THEN 'repeated' ELSE 'void-already' END
                  WHEN g.claim <> '' AND (
                         (SELECT r.submission_id FROM rejected_submissions AS r
                           WHERE r.submission_id >= rpad(replace(g.claim, '-', ''), 32, '0')::uuid
                           ORDER BY r.submission_id LIMIT 1)
                         <= rpad(replace(g.claim, '-', ''), 32, 'f')::uuid) IS NOT TRUE THEN 'on-its-way'
                  WHEN EXISTS (SELECT FROM vote_audit AS s
                                WHERE s.roll_key = roll AND s.credential_hash = decode(nullif(g.successor, ''), 'hex')
                                  AND s.status = 'void') THEN 'successor-void'
                  WHEN g.on_roll
                    OR EXISTS (SELECT FROM vote_audit AS s
                                WHERE s.roll_key = roll AND s.credential_hash = decode(nullif(g.successor, ''), 'hex')
                                  AND s.status = 'counted')
                    OR EXISTS (SELECT FROM void_credentials AS o
                                WHERE o.roll_key = roll AND o.replaced_by = decode(nullif(g.successor, ''), 'hex'))
                    THEN 'successor-on-roll'
                  ELSE 'void'
             END) INTO outcomes
      FROM unnest(hashes, successors, claims, on_roll) AS g (hash, successor, claim, on_roll)
      LEFT JOIN vote_audit AS a ON a.roll_key = roll AND a.credential_hash = decode(g.hash, 'hex') AND a.status = 'counted'
      LEFT JOIN void_credentials AS v ON v.roll_key = roll AND v.credential_hash = decode(g.hash, 'hex');

    IF EXISTS (SELECT FROM jsonb_each_text(outcomes) AS o (key, value) WHERE o.value NOT IN ('void', 'repeated')) THEN
      RAISE EXCEPTION USING ERRCODE = 'SCV01';
    END IF;

    INSERT INTO void_credentials (roll_key, credential_hash, region_id, kind, replaced_by, new_region_id, reason, proposal_id)
    SELECT roll, decode(g.hash, 'hex'), g.region, how, decode(nullif(g.successor, ''), 'hex'),
           CASE g.successor WHEN '' THEN NULL ELSE g.new_region END, why, approval
      FROM unnest(hashes, regions, successors, new_regions) AS g (hash, region, successor, new_region)
     WHERE g.hash = ANY (fresh);
    INSERT INTO void_totals AS t (roll_key, region_id, kind, credentials, approved)
    SELECT roll, g.region COLLATE "C", how, count(*), CASE WHEN approval IS NULL THEN 0 ELSE count(*) END
      FROM unnest(hashes, regions) AS g (hash, region)
     WHERE g.hash = ANY (fresh)
     GROUP BY 2 ORDER BY 2
    ON CONFLICT (roll_key, region_id, kind) DO UPDATE
      SET credentials = t.credentials + excluded.credentials, approved = t.approved + excluded.approved;
  EXCEPTION
    WHEN SQLSTATE 'SCV01' THEN NULL; -- Takes back what the block wrote, and keeps its variables.
  END;
  RETURN QUERY SELECT o.key, o.value FROM jsonb_each_text(outcomes) AS o (key, value) ORDER BY 1;
END
$$;

CREATE FUNCTION public.mix_ballots(minimum integer DEFAULT 1000) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  enough constant integer := greatest(coalesce(minimum, 1000), 1000);
  moved bigint;
  ready text[];
  missing bigint[];
  seed constant bytea := uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid());
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('scrutin.mix_ballots')) THEN
    RETURN 0;
  END IF;

  SELECT array_agg(a.contest_key ORDER BY a.contest_key), array_agg(greatest(enough - a.arrived, 0) ORDER BY a.contest_key)
    INTO ready, missing
    FROM (SELECT contest_key, count(*) AS arrived FROM ballots_arriving GROUP BY contest_key) AS a
   WHERE a.arrived >= enough OR contest_closed(a.contest_key);
  IF ready IS NULL THEN
    RETURN 0;
  END IF;

  -- Rows that arrive from here on stay for the next time.
  WITH arrived AS (
    DELETE FROM ballots_arriving WHERE contest_key = ANY (ready) RETURNING contest_key, selection
  ), companions AS (
    DELETE FROM ballots_mixed AS m
     USING unnest(ready, missing) AS r (contest, missing),
           LATERAL (SELECT d.id FROM ballots_mixed AS d WHERE d.contest_key = r.contest ORDER BY d.id LIMIT r.missing) AS drawn
     WHERE m.contest_key = r.contest AND m.id = drawn.id AND r.missing > 0
    RETURNING m.contest_key, m.selection
  ), chosen AS (
    SELECT contest_key, selection, count(*) AS ballots FROM arrived
     WHERE starts_with(contest_key, 'election:') GROUP BY contest_key, selection
  ), tallied AS (
    INSERT INTO ranking_counts AS r (election_id, region_id, ranking, ballots)
    SELECT split_part(contest_key, ':', 2), split_part(contest_key, ':', 3), selection, ballots FROM chosen
     ORDER BY 1, 2, 3
    ON CONFLICT (election_id, region_id, ranking) DO UPDATE SET ballots = r.ballots + excluded.ballots
  ), first_preferences AS (
    INSERT INTO election_results AS r (election_id, region_id, candidate_id, votes)
    SELECT split_part(contest_key, ':', 2), split_part(contest_key, ':', 3), split_part(selection, '>', 1), sum(ballots)
      FROM chosen GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
    ON CONFLICT (election_id, region_id, candidate_id) DO UPDATE SET votes = r.votes + excluded.votes
  ), boxed AS (
    INSERT INTO ballots_mixed (contest_key, id, selection)
    SELECT fresh.contest_key, fresh.id, fresh.selection
      FROM (SELECT contest_key, id_by_lot(seed, row_number() OVER ()) AS id, selection
              FROM (SELECT contest_key, selection FROM arrived
                    UNION ALL SELECT contest_key, selection FROM companions) AS drawn
           ) AS fresh
     ORDER BY hashtext(fresh.contest_key), fresh.id -- contest by contest; numbers are sorted faster than texts
  )
  SELECT count(*) INTO moved FROM arrived;

  WITH arrived AS (
    DELETE FROM turnout_arriving WHERE contest_key = ANY (ready) RETURNING contest_key, bucket_start, counted
  )
  INSERT INTO turnout_buckets AS t (contest_key, bucket_start, counted)
  SELECT contest_key, bucket_start, sum(counted) FROM arrived GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (contest_key, bucket_start) DO UPDATE SET counted = t.counted + excluded.counted;

  RETURN moved;
END
$$;

CREATE FUNCTION public.note_published_roll() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
DECLARE
  roll constant text COLLATE "C" := TG_ARGV[0] || NEW.id;
  publication admin_audit%ROWTYPE;
BEGIN
  IF NOT EXISTS (SELECT FROM rolls WHERE roll_key = roll) THEN
    RETURN NULL;
  END IF;
  PERFORM FROM published_rolls WHERE roll_key = roll FOR UPDATE;
  SELECT * INTO publication FROM admin_audit AS a
   WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid AND a.subject = roll
     AND a.action ~ '^(law|election)[.](schedule|open)$' ORDER BY a.id DESC LIMIT 1;
  IF NEW.approval <> 'single-official' AND publication.approved_by IS NULL
     AND EXISTS (SELECT FROM published_rolls WHERE roll_key = roll) THEN
    -- Whatever the owner of the database adds to the roll, the audit finds that no act counted it.
    IF session_is_owner() THEN
      RETURN NULL;
    END IF;
    RAISE EXCEPTION '% was published before: publishing it again needs the approval of a second official', roll
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  INSERT INTO published_rolls (roll_key, edition, credentials, replaced, since)
  SELECT roll, r.edition, r.credentials,
         (SELECT coalesce(sum(v.credentials), 0) FROM void_totals AS v WHERE v.roll_key = roll AND v.kind = 'replaced'),
         coalesce(publication.id, (SELECT max(a.id) FROM admin_audit AS a), 0)
    FROM rolls AS r WHERE r.roll_key = roll
  ON CONFLICT (roll_key) DO UPDATE
    SET edition = excluded.edition, credentials = excluded.credentials, replaced = excluded.replaced,
        since = excluded.since, late = 0, approved = 0;
  RETURN NULL;
END
$_$;

CREATE FUNCTION public.only_mixing() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  IF TG_OP = ANY (string_to_array(coalesce(TG_ARGV[1], 'INSERT DELETE'), ' ')) AND public.inside_mixing() THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only and only mix_ballots() changes it: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = TG_ARGV[0];
END
$$;

CREATE FUNCTION public.only_of_discarded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  gone jsonb := to_jsonb(OLD);
  contest text := coalesce(gone ->> 'roll_key', gone ->> 'contest_key', 'law:' || (gone ->> 'law_id'),
                           'election:' || (gone ->> 'election_id'),
                           CASE TG_TABLE_NAME WHEN 'laws' THEN 'law:' WHEN 'elections' THEN 'election:' END || (gone ->> 'id'));
BEGIN
  IF NOT EXISTS (SELECT FROM discarded_rehearsals AS d
                  WHERE d.roll_key = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2)) THEN
    RAISE EXCEPTION '% is not a rehearsal that is being thrown away: % of % refused', contest, TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.rankings_of(election text, region text) RETURNS TABLE(ranking text, ballots bigint)
    LANGUAGE sql STABLE SECURITY DEFINER COST 10000 ROWS 10000 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT p.ranking, sum(p.ballots)::bigint
    FROM (SELECT r.ranking, r.ballots FROM ranking_counts AS r
           WHERE r.election_id = election AND r.region_id = region
          UNION ALL
          SELECT a.selection, 1 FROM ballots_arriving AS a
           WHERE a.contest_key = 'election:' || election || ':' || region) AS p
   WHERE choices_readable('election:' || election || ':' || region)
   GROUP BY 1 ORDER BY 1
$$;

CREATE FUNCTION public.receipts_outside(receipts jsonb, certified text[]) RETURNS jsonb
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT coalesce(jsonb_agg(g), '[]') FROM jsonb_array_elements(receipts) AS g
   WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(g -> 3) AS c
                      WHERE split_part(c ->> 0, ':', 1) || ':' || split_part(c ->> 0, ':', 2) = ANY (certified))
$$;

CREATE FUNCTION public.receive_second_count(counts jsonb) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  added bigint;
BEGIN
  LOCK TABLE intake_received IN SHARE ROW EXCLUSIVE MODE;
  WITH given AS (
    SELECT (c ->> 0)::uuid AS intake_id, (c ->> 1) COLLATE "C" AS contest_key, (c ->> 2)::bigint AS votes
      FROM jsonb_array_elements(counts) AS c
  ), lost AS (
    SELECT g.intake_id, g.contest_key, g.votes - coalesce(r.votes, 0) AS votes
      FROM given AS g LEFT JOIN intake_received AS r USING (intake_id, contest_key)
     WHERE g.votes > coalesce(r.votes, 0)
  ), written AS (
    INSERT INTO intake_received AS i (intake_id, contest_key, received, votes)
    SELECT intake_id, contest_key, votes, votes FROM lost ORDER BY intake_id, contest_key
    ON CONFLICT (intake_id, contest_key) DO UPDATE
      SET received = i.received + excluded.received, votes = i.votes + excluded.votes
  )
  SELECT coalesce(sum(votes), 0) INTO added FROM lost;
  RETURN added;
END
$$;

CREATE FUNCTION public.received_on_record(intakes uuid[]) RETURNS TABLE(intake_id uuid, contest_key text, votes bigint, groups bigint)
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT n.id, r.contest_key, r.votes,
         (SELECT count(*) FROM intake_groups AS g WHERE g.intake_id = n.id AND g.unknown IS NULL)
    FROM unnest(intakes) AS n (id) LEFT JOIN intake_received AS r ON r.intake_id = n.id
$$;

CREATE FUNCTION public.record_receipts(receipts jsonb, fate text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  fresh jsonb;
BEGIN
  IF jsonb_array_length(receipts) = 0 THEN
    RETURN;
  END IF;
  WITH given AS (
    SELECT DISTINCT ON (1, 2)
           (g ->> 0)::uuid AS intake_id, (g ->> 1)::bigint AS number, (g ->> 2)::bigint AS votes_before,
           (SELECT sum((c ->> 1)::integer + jsonb_array_length(c -> 2))::integer
              FROM jsonb_array_elements(g -> 3) AS c) AS votes,
           CASE fate
             WHEN 'unknown' THEN
               (SELECT jsonb_agg(jsonb_build_array(c -> 0, (c ->> 1)::integer + jsonb_array_length(c -> 2)))
                  FROM jsonb_array_elements(g -> 3) AS c)
             WHEN 'unsent' THEN '[]'::jsonb
           END AS unknown,
           g -> 3 AS contests
      FROM jsonb_array_elements(receipts) AS g
     ORDER BY 1, 2
  ), written AS (
    INSERT INTO intake_groups AS i (intake_id, number, votes_before, votes, unknown)
    SELECT intake_id, number, votes_before, votes, unknown FROM given ORDER BY intake_id, number
    ON CONFLICT (intake_id, number) DO UPDATE SET unknown = NULL
      WHERE i.unknown IS NOT NULL AND excluded.unknown IS NULL
    RETURNING i.intake_id, i.number
  )
  SELECT jsonb_agg(jsonb_build_array(g.intake_id, g.contests)) INTO fresh
    FROM written JOIN given AS g USING (intake_id, number);
  IF fate <> 'received' OR fresh IS NULL THEN
    RETURN;
  END IF;

  WITH contests AS (
    SELECT (f ->> 0)::uuid AS intake_id, c ->> 0 AS contest, (c ->> 1)::bigint AS unkeyed, c -> 2 AS keyed
      FROM jsonb_array_elements(fresh) AS f, jsonb_array_elements(f -> 1) AS c
  ), keyed AS (
    SELECT DISTINCT ON (1) k::uuid AS submission_id, c.intake_id, c.contest
      FROM contests AS c, jsonb_array_elements_text(c.keyed) AS k
     ORDER BY 1
  ), first_time AS (
    INSERT INTO keyed_submissions (submission_id)
    SELECT submission_id FROM keyed ORDER BY submission_id
    ON CONFLICT DO NOTHING
    RETURNING submission_id
  ), counted AS (
    SELECT intake_id, contest, unkeyed AS received, unkeyed + jsonb_array_length(keyed) AS votes FROM contests
    UNION ALL
    SELECT k.intake_id, k.contest, 1, 0 FROM keyed AS k JOIN first_time USING (submission_id)
  )
  INSERT INTO intake_received AS i (intake_id, contest_key, received, votes)
  SELECT intake_id, contest COLLATE "C", sum(received), sum(votes) FROM counted
   GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (intake_id, contest_key) DO UPDATE
    SET received = i.received + excluded.received, votes = i.votes + excluded.votes;
END
$$;

CREATE FUNCTION public.record_rejections(submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, reason, submission_id, hour)
  SELECT r.contest, (split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2)) COLLATE "C",
         decode(r.hash, 'hex'), 'rejected', r.reason, r.id, to_timestamp(r.hour * 3600.0)
    FROM unnest(submission_ids, contests, hashes, hours, reasons) AS r (id, contest, hash, hour, reason)
   WHERE r.reason IN ('already-voted', 'wrong-region', 'void-credential')
   ORDER BY 2, 3, r.reason COLLATE "C"
  ON CONFLICT (roll_key, credential_hash, reason) WHERE status = 'rejected' DO NOTHING;

  INSERT INTO rejected_submissions (submission_id, contest_key, reason)
  SELECT r.id, CASE WHEN r.reason IN ('malformed', 'unknown-contest') AND NOT contest_exists(r.contest) THEN '' ELSE r.contest END, r.reason
    FROM unnest(submission_ids, contests, reasons) AS r (id, contest, reason)
   ORDER BY r.id;

  INSERT INTO duplicate_attempts AS d (roll_key, credential_hash, reason, attempts, first_hour, last_hour)
  SELECT CASE WHEN r.reason IN ('malformed', 'unknown-contest') THEN ''
              ELSE split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2) END COLLATE "C",
         CASE WHEN r.reason IN ('already-voted', 'wrong-region', 'void-credential') THEN decode(r.hash, 'hex') ELSE '' END,
         r.reason COLLATE "C", count(*), to_timestamp(min(r.hour) * 3600.0), to_timestamp(max(r.hour) * 3600.0)
    FROM unnest(contests, hashes, hours, reasons) AS r (contest, hash, hour, reason)
   GROUP BY 1, 2, 3
   ORDER BY 1, 2, 3
  ON CONFLICT (roll_key, credential_hash, reason) DO UPDATE
    SET attempts = d.attempts + excluded.attempts,
        first_hour = least(d.first_hour, excluded.first_hour),
        last_hour = greatest(d.last_hour, excluded.last_hour);

  INSERT INTO rejection_counts AS c (contest_key, reason, count)
  SELECT CASE WHEN r.reason IN ('malformed', 'unknown-contest') AND NOT contest_exists(r.contest) THEN '' ELSE r.contest END COLLATE "C",
         r.reason COLLATE "C", count(*)
    FROM unnest(contests, reasons) AS r (contest, reason)
   GROUP BY 1, 2
   ORDER BY 1, 2
  ON CONFLICT (contest_key, reason) DO UPDATE SET count = c.count + excluded.count;
END
$$;

CREATE FUNCTION public.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = TG_ARGV[0];
END
$$;

CREATE FUNCTION public.refuse_discarded() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM discarded_rehearsals AS d WHERE d.roll_key = TG_ARGV[0] || NEW.id) THEN
    RAISE EXCEPTION '% was thrown away, and its identifier is not used again', TG_ARGV[0] || NEW.id
      USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.refuse_other_approval() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION 'how many officials act on % is decided when it is created and never changes', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE FUNCTION public.refuse_other_ballot_record() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION 'whether the ballots of % are published is decided when it is created and never changes', OLD.id
    USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE FUNCTION public.refuse_other_purpose() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION '% of % is % for ever', TG_TABLE_NAME, OLD.id, OLD.purpose
    USING ERRCODE = 'integrity_constraint_violation',
          DETAIL = 'A contest is real or a rehearsal from its creation. Create another one.';
END
$$;

CREATE FUNCTION public.refuse_outside_settling() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
BEGIN
  RAISE EXCEPTION '% is written only by the settling functions, which keep every vote unique: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = 'P4: there is no count without its ballot and no ballot without its voter.';
END
$$;

CREATE FUNCTION public.refuse_registered_alone(roll text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM approval_policy AS a, published_rolls AS p
              WHERE a.registering AND p.roll_key = roll COLLATE "C"
                AND p.late - p.approved > a.registering_above)
     AND EXISTS (SELECT FROM laws WHERE 'law:' || id = roll AND approval = 'two-officials'
                 UNION ALL
                 SELECT FROM elections WHERE 'election:' || id = roll AND approval = 'two-officials') THEN
    RAISE EXCEPTION 'adding so many credentials to the roll of % needs the approval of a second official', roll
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END
$$;

CREATE FUNCTION public.registered_late(roll text) RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT greatest(0, r.credentials - p.credentials + p.replaced - (
           SELECT coalesce(sum(v.credentials), 0)::bigint FROM void_totals AS v
            WHERE v.roll_key = r.roll_key AND v.kind = 'replaced'))
    FROM rolls AS r JOIN published_rolls AS p USING (roll_key) WHERE r.roll_key = roll COLLATE "C"
$$;

CREATE FUNCTION public.report_intake(intake uuid, accepted jsonb, unknown jsonb, unsent jsonb, through bigint, ended boolean) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(accepted || unknown || unsent) AS g
              WHERE (g ->> 0)::uuid IS DISTINCT FROM report_intake.intake) THEN
    RAISE EXCEPTION 'a process can report only its own receipts' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM record_receipts(accepted, 'received');
  PERFORM record_receipts(unknown, 'unknown');
  PERFORM record_receipts(unsent, 'unsent');
  INSERT INTO intake AS i (intake_id, reported_at, complete_through, ended_at)
  VALUES (report_intake.intake, clock_timestamp(), to_timestamp(through / 1000.0),
          CASE WHEN ended THEN clock_timestamp() END)
  ON CONFLICT (intake_id) DO UPDATE
    SET reported_at = excluded.reported_at,
        complete_through = greatest(i.complete_through, excluded.complete_through),
        ended_at = coalesce(i.ended_at, excluded.ended_at);
END
$$;

CREATE FUNCTION public.require_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
DECLARE
  changed jsonb;
  about text;
BEGIN
  IF session_is_owner() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'DELETE' THEN
    changed := to_jsonb(OLD);
  ELSE
    changed := to_jsonb(NEW);
  END IF;
  about := CASE TG_TABLE_NAME
    WHEN 'laws' THEN 'law:' || (changed ->> 'id')
    WHEN 'elections' THEN 'election:' || (changed ->> 'id')
    WHEN 'election_regions' THEN 'election:' || (changed ->> 'election_id')
    WHEN 'candidates' THEN 'election:' || (changed ->> 'election_id')
    WHEN 'regions' THEN 'region:' || (changed ->> 'id')
    WHEN 'political_parties' THEN 'party:' || (changed ->> 'code')
    WHEN 'tabulations' THEN changed ->> 'contest_key'
    WHEN 'rolls' THEN changed ->> 'roll_key'
    WHEN 'roll_regions' THEN changed ->> 'roll_key'
    WHEN 'officials' THEN 'official:' || (changed ->> 'email')
    WHEN 'sessions' THEN (SELECT 'official:' || o.email FROM officials AS o WHERE o.id = (changed ->> 'official_id')::uuid)
  END;
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND (a.subject = about OR starts_with(a.subject, about || ':'))) THEN
    RAISE EXCEPTION 'a change of % needs an act on % in the same transaction', TG_TABLE_NAME, about
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_count_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND a.subject = NEW.contest_key
       AND CASE TG_TABLE_NAME WHEN 'lots' THEN a.action = 'lot.record' ELSE starts_with(a.action, 'tabulation.') END) THEN
    RAISE EXCEPTION 'a change of % needs an act on % in the same transaction', TG_TABLE_NAME, NEW.contest_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_discarding_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 minute' AND a.xmin = pg_current_xact_id()::xid AND a.subject = NEW.roll_key
       AND a.action = split_part(NEW.roll_key, ':', 1) || '.discard') THEN
    RAISE EXCEPTION 'throwing % away needs its act in the same transaction', NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_explanation_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND a.action = 'ledger.explain'
       AND a.subject = CASE NEW.contest_key WHEN '' THEN 'ledger' ELSE NEW.contest_key END) THEN
    RAISE EXCEPTION 'an explanation of the ledger needs its act in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_gateway_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND a.subject = 'gateway:' || coalesce(NEW.name, OLD.name)) THEN
    RAISE EXCEPTION 'a change of a gateway needs an act on it in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_notice_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND (a.subject = NEW.roll_key OR starts_with(a.subject, NEW.roll_key || ':'))) THEN
    RAISE EXCEPTION 'a notice about % needs an act on it in the same transaction', NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_photo_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND starts_with(a.subject, 'election:')) THEN
    RAISE EXCEPTION 'a photo needs an act on a candidate in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_proposal_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND CASE TG_TABLE_NAME
             WHEN 'proposals' THEN a.proposal_id = (to_jsonb(NEW) ->> 'id')::uuid
             ELSE a.action = 'policy.change' AND a.subject = 'policy'
           END) THEN
    RAISE EXCEPTION 'a change of % needs its act in the same transaction', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_publication() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (SELECT FROM publications AS p WHERE p.tabulation_id = NEW.id) THEN
    RAISE EXCEPTION 'a count of % is published only by a publication', NEW.contest_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_second_official() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NEW.credentials - NEW.approved <= (CASE TG_OP WHEN 'UPDATE' THEN OLD.credentials - OLD.approved ELSE 0 END) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('scrutin.void:' || NEW.roll_key));
  IF EXISTS (SELECT FROM approval_policy AS p
              WHERE 'replacing' = ANY (p.acts)
                AND p.replacing_above < (SELECT sum(t.credentials - t.approved) FROM void_totals AS t
                                          WHERE t.roll_key = NEW.roll_key))
     AND EXISTS (SELECT FROM laws WHERE 'law:' || id = NEW.roll_key AND approval = 'two-officials'
                 UNION ALL
                 SELECT FROM elections WHERE 'election:' || id = NEW.roll_key AND approval = 'two-officials') THEN
    RAISE EXCEPTION 'making so many credentials of % void needs the approval of a second official', NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.require_void_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid AND a.subject = NEW.roll_key
       AND a.action = CASE NEW.kind WHEN 'replaced' THEN 'roll.replace' ELSE 'roll.revoke' END
       AND a.proposal_id IS NOT DISTINCT FROM NEW.proposal_id) THEN
    RAISE EXCEPTION 'a void credential needs its act in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

CREATE FUNCTION public.session_is_owner() RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  SELECT pg_has_role(session_user, c.relowner, 'MEMBER') FROM pg_class AS c WHERE c.oid = 'public.laws'::regclass
$$;

CREATE FUNCTION public.settle_rejections(submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[], receipts jsonb DEFAULT '[]'::jsonb) RETURNS TABLE(outcome text, contest text, reason text, submissions integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  given integer := cardinality(submission_ids);
  certified text[];
BEGIN
  PERFORM lock_contests(contests, false);

  SELECT array_agg(subject) INTO certified
    FROM (SELECT 'law:' || id AS subject FROM laws WHERE status = 'certified'
          UNION ALL SELECT 'election:' || id FROM elections WHERE status = 'certified') AS c
   WHERE subject IN (SELECT split_part(u, ':', 1) || ':' || split_part(u, ':', 2) FROM unnest(contests) AS u);
  IF certified IS NOT NULL THEN
    RETURN QUERY
      SELECT 'refused', r.id::text, 'certified'::text, 1
        FROM unnest(submission_ids, contests) AS r (id, contest)
       WHERE split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2) = ANY (certified)
         AND NOT EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = r.id);
    receipts := receipts_outside(receipts, certified);
    SELECT array_agg(r.id), array_agg(r.contest), array_agg(r.hash), array_agg(r.hour), array_agg(r.reason)
      INTO submission_ids, contests, hashes, hours, reasons
      FROM unnest(submission_ids, contests, hashes, hours, reasons) AS r (id, contest, hash, hour, reason)
     WHERE split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2) <> ALL (certified)
        OR EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = r.id);
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
    SELECT array_agg(r.id), array_agg(r.contest), array_agg(r.hash), array_agg(r.hour), array_agg(r.reason)
      INTO submission_ids, contests, hashes, hours, reasons
      FROM (SELECT DISTINCT ON (u.id) u.*
              FROM unnest(submission_ids, contests, hashes, hours, reasons)
                   AS u (id, contest, hash, hour, reason)
              JOIN unnest(fresh) AS f (id) ON f.id = u.id
             ORDER BY u.id) AS r;
  END IF;

  PERFORM record_rejections(submission_ids, contests, hashes, hours, reasons);
  PERFORM record_receipts(receipts, 'received');

  RETURN QUERY SELECT 'rejected', r.contest, r.reason, count(*)::integer
                 FROM unnest(contests, reasons) AS r (contest, reason)
                GROUP BY r.contest, r.reason;
END
$$;

CREATE FUNCTION public.settle_votes(submission_ids uuid[], contests text[], hashes text[], accepted bigint[], selections text[], receipts jsonb DEFAULT '[]'::jsonb) RETURNS TABLE(outcome text, contest text, selection text, votes integer)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
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

  -- Nearly always, every vote of a batch is new and of a credential that has no vote. Then both tables are written without
  -- ON CONFLICT, which looks into the index before each row and writes to the log twice. If one vote is not new, all that
  -- was written here is taken back, and each vote is looked at.
  IF unsettled IS NULL THEN
    BEGIN
      INSERT INTO settled_submissions (submission_id)
      SELECT id FROM unnest(submission_ids) AS id ORDER BY id;

      INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, submission_id, hour)
      SELECT v.contest, (split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) COLLATE "C",
             decode(v.hash, 'hex'), 'counted', v.id, to_timestamp(v.accepted / 3600000 * 3600.0)
        FROM unnest(submission_ids, contests, hashes, accepted) AS v (id, contest, hash, accepted)
       ORDER BY 3, 2;

      RETURN QUERY SELECT * FROM count_ballots(contests, accepted, selections, receipts);
      RETURN;
    EXCEPTION WHEN unique_violation THEN
      NULL;
    END;
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
    SELECT array_agg(v.id ORDER BY v.n), array_agg(v.contest ORDER BY v.n), array_agg(v.hash ORDER BY v.n),
           array_agg(v.accepted ORDER BY v.n), array_agg(v.selection ORDER BY v.n)
      INTO submission_ids, contests, hashes, accepted, selections
      FROM (SELECT DISTINCT ON (u.id) u.*
              FROM unnest(submission_ids, contests, hashes, accepted, selections)
                   WITH ORDINALITY AS u (id, contest, hash, accepted, selection, n)
              JOIN unnest(fresh) AS f (id) ON f.id = u.id
             ORDER BY u.id, u.n) AS v;
  END IF;

  WITH audited AS (
    INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, submission_id, hour)
    SELECT v.contest, (split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) COLLATE "C",
           decode(v.hash, 'hex'), 'counted', v.id, to_timestamp(v.accepted / 3600000 * 3600.0)
      FROM unnest(submission_ids, contests, hashes, accepted) WITH ORDINALITY AS v (id, contest, hash, accepted, n)
     WHERE unsettled IS NULL OR NOT unsettled ? v.id::text
     ORDER BY 3, v.n
    ON CONFLICT (roll_key, credential_hash) WHERE status IN ('counted', 'void') DO NOTHING
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
             array_agg(coalesce(unsettled -> v.id::text ->> 1,
                                CASE a.status WHEN 'void' THEN 'void-credential' ELSE 'already-voted' END))
        INTO late_ids, late_contests, late_hashes, late_hours, late_reasons
        FROM unnest(submission_ids, contests, hashes, accepted) AS v (id, contest, hash, accepted)
        LEFT JOIN unnest(counted) AS c (id) ON c.id = v.id
        LEFT JOIN vote_audit AS a
          ON a.roll_key = (split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) COLLATE "C"
             AND a.credential_hash = decode(v.hash, 'hex') AND a.status = 'void'
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

  RETURN QUERY SELECT * FROM count_ballots(contests, accepted, selections, receipts);
END
$$;

CREATE FUNCTION public.stamp_act() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
BEGIN
  NEW.at := clock_timestamp();
  NEW.login := session_user;
  IF session_is_owner() THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM officials AS o WHERE o.id = NEW.official_id AND o.email <> NEW.actor) THEN
    RAISE EXCEPTION 'the actor of an act must be the e-mail address of its official'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NOT pg_has_role(session_user, 'scrutin_admin', 'MEMBER')
     AND (NEW.official_id IS NOT NULL OR EXISTS (SELECT FROM officials AS o WHERE o.email = lower(NEW.actor))) THEN
    RAISE EXCEPTION 'only the admin API records acts of officials'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;

CREATE FUNCTION public.uncounted_among(submission_ids uuid[]) RETURNS SETOF uuid
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT u.id
    FROM unnest(submission_ids) AS u (id)
   WHERE NOT EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = u.id)
      OR EXISTS (SELECT FROM rejected_submissions AS r WHERE r.submission_id = u.id)
$$;

CREATE FUNCTION public.uncounted_submissions(submissions text[]) RETURNS SETOF text
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $_$
  SELECT g.submission
    FROM (SELECT u AS submission, rpad(u, 32, '0')::uuid AS least, rpad(u, 32, 'f')::uuid AS most
            FROM unnest(submissions) AS u WHERE u ~ '^[0-9a-f]{16}([0-9a-f]{16})?$') AS g
   WHERE ((SELECT s.submission_id FROM settled_submissions AS s
            WHERE s.submission_id >= g.least ORDER BY s.submission_id LIMIT 1) <= g.most) IS NOT TRUE
      OR (SELECT r.submission_id FROM rejected_submissions AS r
           WHERE r.submission_id >= g.least ORDER BY r.submission_id LIMIT 1) <= g.most
$_$;

CREATE FUNCTION public.void_among(roll text) RETURNS SETOF bytea
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT v.credential_hash FROM void_credentials AS v WHERE v.roll_key = roll COLLATE "C"
$$;

CREATE FUNCTION public.voters_counted(contest text) RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT count(*) FROM vote_audit AS v
   WHERE v.roll_key = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2)
     AND v.contest_key = contest AND v.status = 'counted'
$$;

CREATE FUNCTION public.voters_counted_by_contest(roll text) RETURNS TABLE(contest_key text, voters bigint)
    LANGUAGE sql STABLE SECURITY DEFINER COST 100000 ROWS 100 PARALLEL RESTRICTED
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
  SELECT v.contest_key, count(*) FROM vote_audit AS v
   WHERE v.roll_key = roll COLLATE "C" AND v.status = 'counted'
   GROUP BY 1
$$;

CREATE FUNCTION public.votes_not_settled(submission_ids uuid[], contests text[], accepted bigint[], selections text[]) RETURNS TABLE(submission_id uuid, outcome text, reason text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'public', 'pg_temp'
    AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH given AS (
    SELECT contest, split_part(contest, ':', 1) AS kind, split_part(contest, ':', 2) AS name, split_part(contest, ':', 3) AS region
      FROM (SELECT DISTINCT u AS contest FROM unnest(contests) AS u) AS d
  ), known AS MATERIALIZED (
    SELECT g.contest, coalesce(l.status, e.status) AS status,
           coalesce(l.opens_at, e.opens_at) AS opens_at, coalesce(l.closes_at, e.closes_at) AS closes_at,
           coalesce(l.blank_votes, e.blank_votes) AS blank_votes, x.named, x.withdrawn
      FROM given AS g
      LEFT JOIN laws AS l ON l.id = g.name AND g.contest = 'law:' || l.id
      LEFT JOIN elections AS e ON g.kind = 'election' AND e.id = g.name
      -- By the names of the contest and not by the row of its election: then both columns are looked up in the index.
      LEFT JOIN LATERAL (
        SELECT array_agg(candidate_id) AS named, array_agg(candidate_id) FILTER (WHERE withdrawn_at IS NOT NULL) AS withdrawn
          FROM candidates WHERE election_id = g.name AND region_id = g.region) AS x ON g.kind = 'election'
  ), judged AS (
    SELECT v.id,
           CASE WHEN k.status IS NULL AND EXISTS (
                       SELECT FROM discarded_rehearsals AS d
                        WHERE d.roll_key = split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) THEN 'closed'
                WHEN k.status = 'certified' THEN 'certified'
                WHEN to_timestamp(v.accepted / 1000.0) < k.opens_at OR k.status = 'draft' THEN 'not-open'
                WHEN to_timestamp(v.accepted / 1000.0) >= k.closes_at THEN 'closed'
                WHEN v.selection = '#blank' THEN CASE k.blank_votes WHEN 'not-allowed' THEN 'blank-not-allowed' END
                WHEN NOT string_to_array(v.selection, '>') <@ k.named THEN 'not-standing'
                WHEN k.withdrawn IS NOT NULL AND string_to_array(v.selection, '>') && k.withdrawn AND EXISTS (
                       SELECT FROM candidates AS w
                        WHERE w.election_id = split_part(v.contest, ':', 2) AND w.region_id = split_part(v.contest, ':', 3)
                          AND w.candidate_id = ANY (string_to_array(v.selection, '>'))
                          AND w.withdrawn_at <= to_timestamp(v.accepted / 1000.0)) THEN 'withdrawn-candidate'
           END AS reason
      FROM unnest(submission_ids, contests, accepted, selections) AS v (id, contest, accepted, selection)
      JOIN known AS k ON k.contest = v.contest
  )
  SELECT id, CASE WHEN judged.reason IN ('certified', 'not-standing') THEN 'refused' ELSE 'rejected' END, judged.reason
    FROM judged WHERE judged.reason IS NOT NULL;
END
$$;

CREATE TABLE public.admin_audit (
    id bigint NOT NULL,
    at timestamp(3) with time zone DEFAULT now() NOT NULL,
    official_id uuid,
    action text NOT NULL,
    subject text NOT NULL,
    actor text NOT NULL,
    reason text,
    before jsonb,
    after jsonb,
    login text DEFAULT SESSION_USER NOT NULL,
    proposal_id uuid,
    approved_by text,
    CONSTRAINT admin_audit_approved CHECK (((approved_by IS NOT NULL) = ((proposal_id IS NOT NULL) AND (NOT starts_with(action, 'proposal.'::text)))))
);

CREATE SEQUENCE public.admin_audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.admin_audit_id_seq OWNED BY public.admin_audit.id;

CREATE TABLE public.approval_policy (
    singleton boolean DEFAULT true NOT NULL,
    acts text[] NOT NULL,
    lifetime_s integer NOT NULL,
    replacing_above integer NOT NULL,
    registering boolean DEFAULT true NOT NULL,
    registering_above integer DEFAULT 10 NOT NULL,
    CONSTRAINT approval_policy_lifetime CHECK (((lifetime_s >= 60) AND (lifetime_s <= 2592000))),
    CONSTRAINT approval_policy_one_row CHECK (singleton),
    CONSTRAINT approval_policy_registering CHECK (((registering_above >= 0) AND (registering_above <= 10000000))),
    CONSTRAINT approval_policy_replacing CHECK (((replacing_above >= 0) AND (replacing_above <= 10000000)))
);

CREATE VIEW public.ballots WITH (security_barrier='true') AS
 SELECT b.id,
    (c.contest_key COLLATE "C") AS contest_key,
    (b.selection COLLATE "C") AS selection
   FROM public.ballot_contests() c(contest_key),
    LATERAL public.ballots_of(c.contest_key) b(id, selection);

CREATE TABLE public.ballots_arriving (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    contest_key text NOT NULL COLLATE pg_catalog."C",
    selection text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT ballots_arriving_check CHECK (((NOT starts_with(contest_key, 'law:'::text)) OR (selection = ANY (ARRAY['oui'::text, 'non'::text, '#blank'::text])))),
    CONSTRAINT ballots_arriving_selection_check CHECK ((length(selection) <= 2000)),
    CONSTRAINT ballots_arriving_selection_not_empty CHECK ((selection <> ''::text))
)
WITH (autovacuum_vacuum_threshold='500', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_cost_delay='0');

CREATE TABLE public.ballots_mixed (
    contest_key text NOT NULL COLLATE pg_catalog."C",
    id uuid NOT NULL,
    selection text NOT NULL COLLATE pg_catalog."C"
);

CREATE VIEW public.book_totals WITH (security_barrier='true') AS
 SELECT counted_books.book,
    (counted_books.contest_key COLLATE "C") AS contest_key,
    (counted_books.reason COLLATE "C") AS reason,
    counted_books.n
   FROM public.counted_books() counted_books(book, contest_key, reason, n);

CREATE TABLE public.candidates (
    election_id text NOT NULL,
    region_id text NOT NULL,
    candidate_id text NOT NULL,
    first_name text,
    last_name text NOT NULL,
    party_code text,
    bio_fr text DEFAULT ''::text NOT NULL,
    bio_en text DEFAULT ''::text NOT NULL,
    promises_fr text DEFAULT ''::text NOT NULL,
    promises_en text DEFAULT ''::text NOT NULL,
    photo_url text,
    "position" integer NOT NULL,
    withdrawn_at timestamp(3) with time zone,
    CONSTRAINT candidates_candidate_id_check CHECK ((candidate_id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'::text)),
    CONSTRAINT candidates_names_not_empty CHECK (((first_name <> ''::text) AND (last_name <> ''::text)))
);

CREATE TABLE public.vote_results (
    law_id text NOT NULL,
    oui bigint DEFAULT 0 NOT NULL,
    non bigint DEFAULT 0 NOT NULL,
    updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    blank bigint DEFAULT 0 NOT NULL,
    CONSTRAINT vote_results_blank_check CHECK ((blank >= 0)),
    CONSTRAINT vote_results_non_check CHECK ((non >= 0)),
    CONSTRAINT vote_results_oui_check CHECK ((oui >= 0))
)
WITH (fillfactor='10');

CREATE VIEW public.contest_totals WITH (security_barrier='true') AS
 SELECT ('law:'::text || vote_results.law_id) AS contest_key,
    ((vote_results.oui + vote_results.non) + vote_results.blank) AS counted
   FROM public.vote_results
UNION ALL
 SELECT ((('election:'::text || (counted_by_race.election_id COLLATE "C")) || ':'::text) || (counted_by_race.region_id COLLATE "C")) AS contest_key,
    counted_by_race.counted
   FROM public.counted_by_race() counted_by_race(election_id, region_id, counted);

CREATE TABLE public.intake (
    intake_id uuid NOT NULL,
    reported_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    started_at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    complete_through timestamp(3) with time zone DEFAULT '1970-01-01 00:00:00+00'::timestamp with time zone NOT NULL,
    ended_at timestamp(3) with time zone
)
WITH (fillfactor='50');

CREATE TABLE public.intake_groups (
    intake_id uuid NOT NULL,
    number bigint NOT NULL,
    votes_before bigint NOT NULL,
    votes integer NOT NULL,
    unknown jsonb,
    CONSTRAINT intake_groups_number_check CHECK ((number >= 1)),
    CONSTRAINT intake_groups_votes_before_check CHECK ((votes_before >= 0)),
    CONSTRAINT intake_groups_votes_check CHECK ((votes >= 1))
);

CREATE TABLE public.intake_received (
    intake_id uuid NOT NULL,
    contest_key text NOT NULL COLLATE pg_catalog."C",
    received bigint NOT NULL,
    votes bigint NOT NULL,
    CONSTRAINT intake_received_received_check CHECK ((received >= 0)),
    CONSTRAINT intake_received_votes_check CHECK ((votes >= 0))
)
WITH (fillfactor='50');

CREATE TABLE public.rejection_counts (
    contest_key text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL COLLATE pg_catalog."C",
    count bigint NOT NULL,
    CONSTRAINT rejection_counts_count_check CHECK ((count > 0))
)
WITH (fillfactor='50');

CREATE VIEW public.contest_ledger WITH (security_barrier='true') AS
 SELECT sides.contest_key,
    (sum(sides.received))::bigint AS received,
    (sum(sides.counted))::bigint AS counted,
    (sum(sides.rejected))::bigint AS rejected,
    (sum(sides.unknown))::bigint AS unknown,
    (sum(sides.unreported))::bigint AS unreported
   FROM ( SELECT intake_received.contest_key,
            intake_received.received,
            (0)::bigint AS counted,
            (0)::bigint AS rejected,
            (0)::bigint AS unknown,
            (0)::bigint AS unreported
           FROM public.intake_received
        UNION ALL
         SELECT contest_totals.contest_key,
            0,
            contest_totals.counted,
            0,
            0,
            0
           FROM public.contest_totals
        UNION ALL
         SELECT rejection_counts.contest_key,
            0,
            0,
            rejection_counts.count,
            0,
            0
           FROM public.rejection_counts
        UNION ALL
         SELECT ((u.value ->> 0) COLLATE "C"),
            0,
            0,
            0,
            ((u.value ->> 1))::bigint AS int8,
            0
           FROM public.intake_groups g,
            LATERAL jsonb_array_elements(g.unknown) u(value)
          WHERE (g.unknown IS NOT NULL)
        UNION ALL
         SELECT ''::text,
            0,
            0,
            0,
            0,
            (i.reached - i.recorded)
           FROM ( SELECT ( SELECT (g.votes_before + g.votes)
                           FROM public.intake_groups g
                          WHERE (g.intake_id = n.intake_id)
                          ORDER BY g.number DESC
                         LIMIT 1) AS reached,
                    (( SELECT (COALESCE(sum(r.votes), (0)::numeric))::bigint AS "coalesce"
                           FROM public.intake_received r
                          WHERE (r.intake_id = n.intake_id)) + ( SELECT COALESCE(sum(g.votes), (0)::bigint) AS "coalesce"
                           FROM public.intake_groups g
                          WHERE ((g.intake_id = n.intake_id) AND (g.unknown IS NOT NULL)))) AS recorded
                   FROM ( SELECT intake.intake_id
                           FROM public.intake
                        UNION
                         SELECT intake_received.intake_id
                           FROM public.intake_received) n
                  WHERE (n.intake_id <> '00000000-0000-0000-0000-000000000000'::uuid)) i
          WHERE (i.reached > i.recorded)) sides
  GROUP BY sides.contest_key;

CREATE TABLE public.discarded_rehearsals (
    roll_key text NOT NULL COLLATE pg_catalog."C",
    at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    settled bigint NOT NULL,
    CONSTRAINT discarded_rehearsals_settled_check CHECK ((settled >= 0))
);

CREATE TABLE public.duplicate_attempts (
    roll_key text NOT NULL COLLATE pg_catalog."C",
    credential_hash bytea NOT NULL,
    reason text NOT NULL COLLATE pg_catalog."C",
    attempts bigint NOT NULL,
    first_hour timestamp with time zone NOT NULL,
    last_hour timestamp with time zone NOT NULL,
    CONSTRAINT duplicate_attempts_attempts_check CHECK ((attempts > 0)),
    CONSTRAINT duplicate_attempts_credential_hash_check CHECK ((octet_length(credential_hash) = ANY (ARRAY[0, 32])))
)
WITH (fillfactor='70');

CREATE TABLE public.election_regions (
    election_id text NOT NULL,
    region_id text NOT NULL,
    method text DEFAULT 'single_choice'::text NOT NULL,
    seats integer DEFAULT 1 NOT NULL,
    max_ranks integer DEFAULT 1 NOT NULL,
    rule_set text DEFAULT 'plurality'::text NOT NULL,
    uncontested text,
    CONSTRAINT election_regions_check CHECK (((method = 'ranked_choice'::text) OR (max_ranks = 1))),
    CONSTRAINT election_regions_max_ranks_check CHECK ((max_ranks >= 1)),
    CONSTRAINT election_regions_method_check CHECK ((method = ANY (ARRAY['single_choice'::text, 'ranked_choice'::text]))),
    CONSTRAINT election_regions_seats_check CHECK ((seats >= 1)),
    CONSTRAINT election_regions_uncontested_check CHECK ((uncontested = ANY (ARRAY['acclaim'::text, 'vote'::text])))
);

CREATE TABLE public.election_results (
    election_id text NOT NULL COLLATE pg_catalog."C",
    region_id text NOT NULL COLLATE pg_catalog."C",
    candidate_id text NOT NULL COLLATE pg_catalog."C",
    votes bigint NOT NULL,
    CONSTRAINT election_results_votes_check CHECK ((votes > 0))
);

CREATE TABLE public.elections (
    id text NOT NULL,
    name_fr text NOT NULL,
    name_en text NOT NULL,
    type text NOT NULL,
    opens_at timestamp(3) with time zone NOT NULL,
    closes_at timestamp(3) with time zone NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    results_visibility text DEFAULT 'after-closing'::text NOT NULL,
    blank_votes text DEFAULT 'not-allowed'::text NOT NULL,
    approval text DEFAULT 'two-officials'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    purpose text DEFAULT 'real'::text NOT NULL,
    ballot_record text DEFAULT 'published'::text NOT NULL,
    CONSTRAINT elections_approval_known CHECK ((approval = ANY (ARRAY['two-officials'::text, 'single-official'::text]))),
    CONSTRAINT elections_ballot_record_known CHECK ((ballot_record = ANY (ARRAY['published'::text, 'not-published'::text]))),
    CONSTRAINT elections_blank_votes_check CHECK ((blank_votes = ANY (ARRAY['allowed'::text, 'not-allowed'::text]))),
    CONSTRAINT elections_check CHECK ((opens_at < closes_at)),
    CONSTRAINT elections_id_check CHECK ((id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'::text)),
    CONSTRAINT elections_purpose_check CHECK ((purpose = ANY (ARRAY['real'::text, 'rehearsal'::text]))),
    CONSTRAINT elections_results_visibility_check CHECK ((results_visibility = ANY (ARRAY['live'::text, 'after-closing'::text]))),
    CONSTRAINT elections_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'scheduled'::text, 'certified'::text]))),
    CONSTRAINT elections_time_zone_check CHECK ((time_zone ~ '^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$'::text)),
    CONSTRAINT elections_type_check CHECK ((type = ANY (ARRAY['provincial'::text, 'municipal'::text, 'federal'::text, 'referendum'::text])))
);

CREATE TABLE public.gateways (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    name text NOT NULL COLLATE pg_catalog."C",
    secret_hash text NOT NULL,
    votes_per_second integer NOT NULL,
    burst integer NOT NULL,
    created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp(3) with time zone,
    CONSTRAINT gateways_burst_check CHECK (((burst >= 1) AND (burst <= 1000000))),
    CONSTRAINT gateways_name_check CHECK ((name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'::text)),
    CONSTRAINT gateways_secret_hash_check CHECK (starts_with(secret_hash, '$argon2id$'::text)),
    CONSTRAINT gateways_votes_per_second_check CHECK (((votes_per_second >= 1) AND (votes_per_second <= 100000)))
);

CREATE TABLE public.keyed_submissions (
    submission_id uuid NOT NULL
);

CREATE TABLE public.laws (
    id text NOT NULL,
    title_fr text NOT NULL,
    title_en text NOT NULL,
    summary_fr text DEFAULT ''::text NOT NULL,
    summary_en text DEFAULT ''::text NOT NULL,
    opens_at timestamp(3) with time zone NOT NULL,
    closes_at timestamp(3) with time zone NOT NULL,
    status text DEFAULT 'draft'::text NOT NULL,
    results_visibility text DEFAULT 'after-closing'::text NOT NULL,
    quorum_votes bigint,
    threshold_numerator integer,
    blank_votes text DEFAULT 'not-allowed'::text NOT NULL,
    threshold_denominator integer,
    threshold_base text DEFAULT 'valid'::text NOT NULL,
    quorum_numerator integer,
    quorum_denominator integer,
    approval text DEFAULT 'two-officials'::text NOT NULL,
    time_zone text DEFAULT 'UTC'::text NOT NULL,
    purpose text DEFAULT 'real'::text NOT NULL,
    ballot_record text DEFAULT 'published'::text NOT NULL,
    CONSTRAINT laws_approval_known CHECK ((approval = ANY (ARRAY['two-officials'::text, 'single-official'::text]))),
    CONSTRAINT laws_ballot_record_known CHECK ((ballot_record = ANY (ARRAY['published'::text, 'not-published'::text]))),
    CONSTRAINT laws_blank_votes_check CHECK ((blank_votes = ANY (ARRAY['allowed'::text, 'not-allowed'::text]))),
    CONSTRAINT laws_check CHECK ((opens_at < closes_at)),
    CONSTRAINT laws_id_check CHECK ((id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'::text)),
    CONSTRAINT laws_purpose_check CHECK ((purpose = ANY (ARRAY['real'::text, 'rehearsal'::text]))),
    CONSTRAINT laws_quorum_check CHECK ((((quorum_numerator IS NULL) = (quorum_denominator IS NULL)) AND (quorum_numerator >= 0) AND (quorum_denominator > 0) AND (quorum_numerator <= quorum_denominator))),
    CONSTRAINT laws_quorum_votes_check CHECK ((quorum_votes >= 0)),
    CONSTRAINT laws_results_visibility_check CHECK ((results_visibility = ANY (ARRAY['live'::text, 'after-closing'::text]))),
    CONSTRAINT laws_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'scheduled'::text, 'certified'::text]))),
    CONSTRAINT laws_threshold_base_check CHECK ((threshold_base = ANY (ARRAY['valid'::text, 'cast'::text]))),
    CONSTRAINT laws_threshold_check CHECK ((((threshold_numerator IS NULL) = (threshold_denominator IS NULL)) AND (threshold_numerator >= 0) AND (threshold_denominator > 0) AND (threshold_numerator <= threshold_denominator))),
    CONSTRAINT laws_time_zone_check CHECK ((time_zone ~ '^(UTC|[A-Z][A-Za-z_]+(/[A-Za-z0-9_+-]+){1,2})$'::text))
);

CREATE TABLE public.ledger_explanations (
    id bigint NOT NULL,
    at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    contest_key text NOT NULL COLLATE pg_catalog."C",
    votes bigint NOT NULL,
    reason text NOT NULL,
    CONSTRAINT ledger_explanations_votes_check CHECK ((votes <> 0))
);

CREATE SEQUENCE public.ledger_explanations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.ledger_explanations_id_seq OWNED BY public.ledger_explanations.id;

CREATE VIEW public.live_election_results WITH (security_barrier='true') AS
 SELECT (counted_first_preferences.election_id COLLATE "C") AS election_id,
    (counted_first_preferences.region_id COLLATE "C") AS region_id,
    (counted_first_preferences.candidate_id COLLATE "C") AS candidate_id,
    counted_first_preferences.votes
   FROM public.counted_first_preferences() counted_first_preferences(election_id, region_id, candidate_id, votes);

CREATE VIEW public.live_ranking_counts WITH (security_barrier='true') AS
 SELECT (c.election_id COLLATE "C") AS election_id,
    (c.region_id COLLATE "C") AS region_id,
    (r.ranking COLLATE "C") AS ranking,
    r.ballots
   FROM public.counted_races() c(election_id, region_id),
    LATERAL public.rankings_of(c.election_id, c.region_id) r(ranking, ballots);

CREATE TABLE public.lots (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    contest_key text NOT NULL COLLATE pg_catalog."C",
    tabulation_id uuid NOT NULL,
    purpose text NOT NULL,
    tied text[] NOT NULL,
    drawn text[] NOT NULL,
    method text NOT NULL,
    drawn_by text NOT NULL,
    witnesses text NOT NULL,
    recorded_at timestamp(3) with time zone NOT NULL,
    CONSTRAINT lots_drawn_among_the_tied CHECK (((cardinality(tied) > 1) AND (cardinality(drawn) = cardinality(tied)) AND (drawn @> tied) AND (tied @> drawn))),
    CONSTRAINT lots_drawn_by_check CHECK ((drawn_by <> ''::text)),
    CONSTRAINT lots_method_check CHECK ((method <> ''::text)),
    CONSTRAINT lots_purpose_check CHECK ((purpose = ANY (ARRAY['elect'::text, 'eliminate'::text, 'transfer-first'::text]))),
    CONSTRAINT lots_witnesses_check CHECK ((witnesses <> ''::text))
);

CREATE TABLE public.notices (
    id bigint NOT NULL,
    at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    roll_key text NOT NULL COLLATE pg_catalog."C",
    region_id text COLLATE pg_catalog."C",
    purpose text NOT NULL,
    kind text NOT NULL,
    text_fr text NOT NULL,
    text_en text NOT NULL,
    reason text,
    CONSTRAINT notices_kind_check CHECK ((kind = ANY (ARRAY['opened-early'::text, 'extended'::text, 'closed-early'::text, 'unscheduled'::text, 'texts-changed'::text, 'visibility-changed'::text, 'candidate-withdrawn'::text, 'withdrawal-undone'::text, 'cancelled'::text, 'recount'::text, 'statement'::text, 'registered-late'::text]))),
    CONSTRAINT notices_purpose_check CHECK ((purpose = ANY (ARRAY['real'::text, 'rehearsal'::text]))),
    CONSTRAINT notices_text_en_check CHECK ((text_en <> ''::text)),
    CONSTRAINT notices_text_fr_check CHECK ((text_fr <> ''::text))
);

CREATE SEQUENCE public.notices_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.notices_id_seq OWNED BY public.notices.id;

CREATE TABLE public.officials (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    email text NOT NULL,
    display_name text NOT NULL,
    password_hash text NOT NULL,
    role text NOT NULL,
    created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    disabled_at timestamp(3) with time zone,
    failed_logins integer DEFAULT 0 NOT NULL,
    locked_until timestamp(3) with time zone,
    must_change_password boolean DEFAULT false NOT NULL,
    second_factor bytea,
    second_factor_at timestamp(3) with time zone,
    second_factor_step bigint,
    reset_asked_by text,
    reset_asked_at timestamp(3) with time zone,
    CONSTRAINT officials_email_check CHECK ((email = lower(email))),
    CONSTRAINT officials_failed_logins_check CHECK ((failed_logins >= 0)),
    CONSTRAINT officials_password_hash_check CHECK (starts_with(password_hash, '$argon2id$'::text)),
    CONSTRAINT officials_reset_check CHECK ((((reset_asked_by IS NULL) = (reset_asked_at IS NULL)) AND ((reset_asked_by IS NULL) OR (second_factor_at IS NOT NULL)))),
    CONSTRAINT officials_role_check CHECK ((role = ANY (ARRAY['official'::text, 'auditor'::text, 'operator'::text]))),
    CONSTRAINT officials_second_factor_check CHECK (((second_factor_at IS NULL) OR (second_factor IS NOT NULL)))
);

CREATE TABLE public.photos (
    sha256 text NOT NULL COLLATE pg_catalog."C",
    bytes bytea NOT NULL,
    CONSTRAINT photos_bytes_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 2000000))),
    CONSTRAINT photos_named_by_content CHECK ((sha256 = encode(sha256(bytes), 'hex'::text)))
);
ALTER TABLE ONLY public.photos ALTER COLUMN bytes SET STORAGE EXTERNAL;

CREATE TABLE public.political_parties (
    code text NOT NULL,
    name_fr text NOT NULL,
    name_en text NOT NULL,
    color text NOT NULL,
    CONSTRAINT political_parties_code_check CHECK ((code ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'::text)),
    CONSTRAINT political_parties_color_check CHECK ((color ~ '^#[0-9A-Fa-f]{6}$'::text))
);

CREATE TABLE public.proposals (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    action text NOT NULL,
    subject text NOT NULL,
    request jsonb NOT NULL,
    secret text,
    before jsonb,
    reason text,
    proposed_by text NOT NULL,
    official_id uuid,
    login text DEFAULT SESSION_USER NOT NULL,
    proposed_at timestamp(3) with time zone NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL,
    decision text,
    decided_by text,
    decided_official_id uuid,
    decided_login text,
    decided_at timestamp(3) with time zone,
    decision_reason text,
    CONSTRAINT nobody_approves_their_own CHECK (((decision IS DISTINCT FROM 'approved'::text) OR ((decided_by <> proposed_by) AND (((decided_official_id IS NOT NULL) AND (decided_official_id IS DISTINCT FROM official_id)) OR ((decided_official_id IS NULL) AND (official_id IS NULL) AND (decided_login <> login)))))),
    CONSTRAINT proposals_decided_or_not CHECK ((((decision IS NULL) = (decided_by IS NULL)) AND ((decision IS NULL) = (decided_at IS NULL)) AND ((decision IS NULL) OR (secret IS NULL)))),
    CONSTRAINT proposals_decision_known CHECK ((decision = ANY (ARRAY['approved'::text, 'refused'::text, 'withdrawn'::text, 'expired'::text, 'void'::text])))
);

CREATE TABLE public.proposed_credentials (
    proposal_id uuid NOT NULL,
    credential_hash bytea NOT NULL,
    region_id text NOT NULL COLLATE pg_catalog."C",
    replaced_by bytea,
    new_region_id text COLLATE pg_catalog."C",
    CONSTRAINT proposed_credentials_check CHECK (((octet_length(replaced_by) = 32) AND (replaced_by <> credential_hash))),
    CONSTRAINT proposed_credentials_check1 CHECK (((replaced_by IS NULL) = (new_region_id IS NULL))),
    CONSTRAINT proposed_credentials_credential_hash_check CHECK ((octet_length(credential_hash) = 32))
);

CREATE TABLE public.publications (
    id bigint NOT NULL,
    contest_key text NOT NULL COLLATE pg_catalog."C",
    tabulation_id uuid NOT NULL,
    published_at timestamp(3) with time zone NOT NULL,
    supersedes uuid,
    reason text,
    CONSTRAINT publications_reason_check CHECK ((reason <> ''::text)),
    CONSTRAINT publications_say_why CHECK (((supersedes IS NULL) = (reason IS NULL))),
    CONSTRAINT publications_supersede_another CHECK ((supersedes <> tabulation_id))
);

CREATE SEQUENCE public.publications_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.publications_id_seq OWNED BY public.publications.id;

CREATE VIEW public.published_lots WITH (security_barrier='true') AS
 SELECT l.contest_key,
    l.purpose,
    l.tied,
    l.drawn,
    l.method,
    l.drawn_by,
    l.witnesses,
    l.recorded_at
   FROM public.lots l
  WHERE (EXISTS ( SELECT
           FROM public.publications p
          WHERE (p.contest_key = l.contest_key)));

CREATE TABLE public.published_rolls (
    roll_key text NOT NULL COLLATE pg_catalog."C",
    edition text NOT NULL COLLATE pg_catalog."C",
    credentials bigint NOT NULL,
    replaced bigint NOT NULL,
    since bigint NOT NULL,
    late bigint DEFAULT 0 NOT NULL,
    approved bigint DEFAULT 0 NOT NULL,
    CONSTRAINT published_rolls_approved CHECK (((approved >= 0) AND (approved <= late))),
    CONSTRAINT published_rolls_credentials_check CHECK ((credentials >= 0)),
    CONSTRAINT published_rolls_late_check CHECK ((late >= 0)),
    CONSTRAINT published_rolls_replaced_check CHECK ((replaced >= 0))
)
WITH (fillfactor='50');

CREATE TABLE public.tabulations (
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    contest_key text NOT NULL COLLATE pg_catalog."C",
    rule_set text NOT NULL,
    ballots bigint NOT NULL,
    result jsonb NOT NULL,
    computed_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    requested_by uuid,
    ballots_digest text NOT NULL,
    published_at timestamp(3) with time zone,
    CONSTRAINT tabulations_ballots_check CHECK ((ballots >= 0)),
    CONSTRAINT tabulations_ballots_digest_check CHECK ((ballots_digest ~ '^([0-9a-f]{64})?$'::text))
);

CREATE VIEW public.published_tabulations WITH (security_barrier='true') AS
 SELECT tabulations.id,
    tabulations.contest_key,
    tabulations.rule_set,
    tabulations.ballots,
    tabulations.ballots_digest,
    tabulations.result,
    tabulations.computed_at,
    tabulations.published_at
   FROM public.tabulations
  WHERE (tabulations.published_at IS NOT NULL);

CREATE TABLE public.ranking_counts (
    election_id text NOT NULL COLLATE pg_catalog."C",
    region_id text NOT NULL COLLATE pg_catalog."C",
    ranking text NOT NULL COLLATE pg_catalog."C",
    ballots bigint NOT NULL,
    CONSTRAINT ranking_counts_ballots_check CHECK ((ballots > 0))
);

CREATE TABLE public.regions (
    id text NOT NULL,
    name_fr text NOT NULL,
    name_en text NOT NULL,
    CONSTRAINT regions_id_check CHECK ((id ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'::text))
);

CREATE TABLE public.rejected_submissions (
    submission_id uuid NOT NULL,
    contest_key text NOT NULL COLLATE pg_catalog."C",
    reason text NOT NULL,
    CONSTRAINT rejected_submissions_reason_check CHECK ((reason = ANY (ARRAY['malformed'::text, 'unknown-contest'::text, 'not-open'::text, 'closed'::text, 'unknown-credential'::text, 'wrong-region'::text, 'invalid-selection'::text, 'unknown-candidate'::text, 'withdrawn-candidate'::text, 'repeated-candidate'::text, 'too-many-ranks'::text, 'ranking-not-allowed'::text, 'blank-not-allowed'::text, 'already-voted'::text, 'void-credential'::text, 'rate-limited'::text])))
);

CREATE TABLE public.roll_regions (
    roll_key text NOT NULL COLLATE pg_catalog."C",
    region_id text NOT NULL,
    credentials bigint NOT NULL,
    CONSTRAINT roll_regions_credentials_check CHECK ((credentials > 0))
);

CREATE TABLE public.rolls (
    roll_key text NOT NULL COLLATE pg_catalog."C",
    credentials bigint NOT NULL,
    buckets integer NOT NULL,
    scheme text NOT NULL,
    loaded_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    edition text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    generation text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    digest text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    pepper_check text DEFAULT ''::text NOT NULL COLLATE pg_catalog."C",
    CONSTRAINT rolls_buckets_check CHECK ((buckets >= 1)),
    CONSTRAINT rolls_credentials_check CHECK ((credentials >= 0)),
    CONSTRAINT rolls_digest_check CHECK ((digest ~ '^([0-9a-f]{64})?$'::text)),
    CONSTRAINT rolls_edition_check CHECK ((edition ~ '^[a-z0-9]{0,16}$'::text)),
    CONSTRAINT rolls_generation_check CHECK ((generation ~ '^[a-z0-9]{0,16}$'::text)),
    CONSTRAINT rolls_pepper_check_check CHECK ((pepper_check ~ '^([0-9a-f]{16})?$'::text)),
    CONSTRAINT rolls_scheme_check CHECK ((scheme = ANY (ARRAY['hmac-sha256'::text, 'sha256'::text])))
);

CREATE TABLE public.sessions (
    token_hash bytea NOT NULL,
    official_id uuid NOT NULL,
    created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    expires_at timestamp(3) with time zone NOT NULL,
    last_seen_at timestamp(3) with time zone DEFAULT now() NOT NULL,
    id uuid DEFAULT gen_random_uuid() NOT NULL,
    CONSTRAINT sessions_token_hash_check CHECK ((octet_length(token_hash) = 32))
);

CREATE TABLE public.settled_submissions (
    submission_id uuid NOT NULL
);

CREATE TABLE public.turnout_arriving (
    contest_key text NOT NULL COLLATE pg_catalog."C",
    bucket_start timestamp(3) with time zone NOT NULL,
    counted integer NOT NULL,
    CONSTRAINT turnout_arriving_bucket_start_check CHECK ((((EXTRACT(epoch FROM bucket_start))::bigint % (10)::bigint) = 0)),
    CONSTRAINT turnout_arriving_counted_check CHECK ((counted > 0))
)
WITH (autovacuum_vacuum_threshold='500', autovacuum_vacuum_scale_factor='0', autovacuum_vacuum_cost_delay='0');

CREATE TABLE public.turnout_buckets (
    contest_key text NOT NULL COLLATE pg_catalog."C",
    bucket_start timestamp(3) with time zone NOT NULL,
    counted bigint NOT NULL,
    CONSTRAINT turnout_buckets_counted_check CHECK ((counted > 0))
)
WITH (fillfactor='70');

CREATE VIEW public.turnout WITH (security_barrier='true') AS
 SELECT both_parts.contest_key,
    both_parts.bucket_start,
    (sum(both_parts.counted))::bigint AS counted
   FROM ( SELECT turnout_buckets.contest_key,
            turnout_buckets.bucket_start,
            turnout_buckets.counted
           FROM public.turnout_buckets
        UNION ALL
         SELECT turnout_arriving.contest_key,
            turnout_arriving.bucket_start,
            turnout_arriving.counted
           FROM public.turnout_arriving) both_parts
  GROUP BY both_parts.contest_key, both_parts.bucket_start;

CREATE TABLE public.void_credentials (
    roll_key text NOT NULL COLLATE pg_catalog."C",
    credential_hash bytea NOT NULL,
    region_id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    replaced_by bytea,
    new_region_id text COLLATE pg_catalog."C",
    reason text NOT NULL,
    at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
    proposal_id uuid,
    CONSTRAINT void_credentials_check CHECK (((octet_length(replaced_by) = 32) AND (replaced_by <> credential_hash))),
    CONSTRAINT void_credentials_check1 CHECK ((((kind = 'replaced'::text) = (replaced_by IS NOT NULL)) AND ((kind = 'replaced'::text) = (new_region_id IS NOT NULL)))),
    CONSTRAINT void_credentials_credential_hash_check CHECK ((octet_length(credential_hash) = 32)),
    CONSTRAINT void_credentials_kind_check CHECK ((kind = ANY (ARRAY['replaced'::text, 'revoked'::text]))),
    CONSTRAINT void_credentials_reason_check CHECK ((reason <> ''::text))
);

CREATE TABLE public.void_totals (
    roll_key text NOT NULL COLLATE pg_catalog."C",
    region_id text NOT NULL COLLATE pg_catalog."C",
    kind text NOT NULL,
    credentials bigint NOT NULL,
    approved bigint DEFAULT 0 NOT NULL,
    CONSTRAINT void_totals_approved CHECK (((approved >= 0) AND (approved <= credentials))),
    CONSTRAINT void_totals_credentials_check CHECK ((credentials > 0)),
    CONSTRAINT void_totals_kind_check CHECK ((kind = ANY (ARRAY['replaced'::text, 'revoked'::text])))
)
WITH (fillfactor='50');

CREATE TABLE public.vote_audit (
    contest_key text NOT NULL COLLATE pg_catalog."C",
    roll_key text NOT NULL COLLATE pg_catalog."C",
    credential_hash bytea NOT NULL,
    status text NOT NULL,
    reason text,
    submission_id uuid NOT NULL,
    hour timestamp with time zone NOT NULL,
    CONSTRAINT vote_audit_check CHECK (((reason IS NULL) = (status = 'counted'::text))),
    CONSTRAINT vote_audit_check1 CHECK (((contest_key = roll_key) OR starts_with(contest_key, (roll_key || ':'::text)))),
    CONSTRAINT vote_audit_credential_hash_check CHECK ((octet_length(credential_hash) = 32)),
    CONSTRAINT vote_audit_hour_check CHECK ((((EXTRACT(epoch FROM hour))::bigint % (3600)::bigint) = 0)),
    CONSTRAINT vote_audit_status_check CHECK ((status = ANY (ARRAY['counted'::text, 'rejected'::text, 'void'::text])))
);

CREATE VIEW public.voter_audit WITH (security_barrier='true') AS
 SELECT (r.roll_key COLLATE "C") AS roll_key,
    (v.contest_key COLLATE "C") AS contest_key,
    v.credential_hash,
    v.status,
    v.reason
   FROM public.audited_rolls() r(roll_key),
    LATERAL public.audited_of(r.roll_key) v(contest_key, credential_hash, status, reason);

ALTER TABLE ONLY public.admin_audit ALTER COLUMN id SET DEFAULT nextval('public.admin_audit_id_seq'::regclass);

ALTER TABLE ONLY public.ledger_explanations ALTER COLUMN id SET DEFAULT nextval('public.ledger_explanations_id_seq'::regclass);

ALTER TABLE ONLY public.notices ALTER COLUMN id SET DEFAULT nextval('public.notices_id_seq'::regclass);

ALTER TABLE ONLY public.publications ALTER COLUMN id SET DEFAULT nextval('public.publications_id_seq'::regclass);

ALTER TABLE ONLY public.admin_audit
    ADD CONSTRAINT admin_audit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.approval_policy
    ADD CONSTRAINT approval_policy_pkey PRIMARY KEY (singleton);

ALTER TABLE ONLY public.ballots_mixed
    ADD CONSTRAINT ballots_mixed_pkey PRIMARY KEY (contest_key, id);

ALTER TABLE ONLY public.candidates
    ADD CONSTRAINT candidates_one_to_a_place UNIQUE (election_id, region_id, "position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.candidates
    ADD CONSTRAINT candidates_pkey PRIMARY KEY (election_id, region_id, candidate_id);

ALTER TABLE ONLY public.discarded_rehearsals
    ADD CONSTRAINT discarded_rehearsals_pkey PRIMARY KEY (roll_key);

ALTER TABLE ONLY public.duplicate_attempts
    ADD CONSTRAINT duplicate_attempts_pkey PRIMARY KEY (roll_key, credential_hash, reason);

ALTER TABLE ONLY public.election_regions
    ADD CONSTRAINT election_regions_pkey PRIMARY KEY (election_id, region_id);

ALTER TABLE ONLY public.election_results
    ADD CONSTRAINT election_results_pkey PRIMARY KEY (election_id, region_id, candidate_id);

ALTER TABLE ONLY public.elections
    ADD CONSTRAINT elections_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gateways
    ADD CONSTRAINT gateways_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intake_groups
    ADD CONSTRAINT intake_groups_pkey PRIMARY KEY (intake_id, number);

ALTER TABLE ONLY public.intake
    ADD CONSTRAINT intake_pkey PRIMARY KEY (intake_id);

ALTER TABLE ONLY public.intake_received
    ADD CONSTRAINT intake_received_pkey PRIMARY KEY (intake_id, contest_key);

ALTER TABLE ONLY public.keyed_submissions
    ADD CONSTRAINT keyed_submissions_pkey PRIMARY KEY (submission_id);

ALTER TABLE ONLY public.laws
    ADD CONSTRAINT laws_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_explanations
    ADD CONSTRAINT ledger_explanations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_one_for_each_tie UNIQUE (contest_key, purpose, tied);

ALTER TABLE ONLY public.lots
    ADD CONSTRAINT lots_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices
    ADD CONSTRAINT notices_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.officials
    ADD CONSTRAINT officials_email_key UNIQUE (email);

ALTER TABLE ONLY public.officials
    ADD CONSTRAINT officials_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.photos
    ADD CONSTRAINT photos_pkey PRIMARY KEY (sha256);

ALTER TABLE ONLY public.political_parties
    ADD CONSTRAINT political_parties_pkey PRIMARY KEY (code);

ALTER TABLE ONLY public.proposals
    ADD CONSTRAINT proposals_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.proposed_credentials
    ADD CONSTRAINT proposed_credentials_pkey PRIMARY KEY (proposal_id, credential_hash);

ALTER TABLE ONLY public.proposed_credentials
    ADD CONSTRAINT proposed_credentials_proposal_id_replaced_by_key UNIQUE (proposal_id, replaced_by);

ALTER TABLE ONLY public.publications
    ADD CONSTRAINT publications_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.published_rolls
    ADD CONSTRAINT published_rolls_pkey PRIMARY KEY (roll_key);

ALTER TABLE ONLY public.ranking_counts
    ADD CONSTRAINT ranking_counts_pkey PRIMARY KEY (election_id, region_id, ranking);

ALTER TABLE ONLY public.regions
    ADD CONSTRAINT regions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rejected_submissions
    ADD CONSTRAINT rejected_submissions_pkey PRIMARY KEY (submission_id);

ALTER TABLE ONLY public.rejection_counts
    ADD CONSTRAINT rejection_counts_pkey PRIMARY KEY (contest_key, reason);

ALTER TABLE ONLY public.roll_regions
    ADD CONSTRAINT roll_regions_pkey PRIMARY KEY (roll_key, region_id);

ALTER TABLE ONLY public.rolls
    ADD CONSTRAINT rolls_pkey PRIMARY KEY (roll_key);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_id_key UNIQUE (id);

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (token_hash);

ALTER TABLE ONLY public.settled_submissions
    ADD CONSTRAINT settled_submissions_pkey PRIMARY KEY (submission_id);

ALTER TABLE ONLY public.tabulations
    ADD CONSTRAINT tabulations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.turnout_buckets
    ADD CONSTRAINT turnout_buckets_pkey PRIMARY KEY (contest_key, bucket_start);

ALTER TABLE ONLY public.void_credentials
    ADD CONSTRAINT void_credentials_pkey PRIMARY KEY (roll_key, credential_hash);

ALTER TABLE ONLY public.void_credentials
    ADD CONSTRAINT void_credentials_roll_key_replaced_by_key UNIQUE (roll_key, replaced_by);

ALTER TABLE ONLY public.void_totals
    ADD CONSTRAINT void_totals_pkey PRIMARY KEY (roll_key, region_id, kind);

ALTER TABLE ONLY public.vote_results
    ADD CONSTRAINT vote_results_pkey PRIMARY KEY (law_id);

CREATE UNIQUE INDEX admin_audit_approval_used_once ON public.admin_audit USING btree (proposal_id) WHERE ((action = 'roll.record'::text) AND (approved_by IS NOT NULL));

CREATE INDEX admin_audit_at_idx ON public.admin_audit USING btree (at);

CREATE UNIQUE INDEX gateways_name ON public.gateways USING btree (name) WHERE (revoked_at IS NULL);

CREATE INDEX intake_groups_unknown ON public.intake_groups USING btree (intake_id) WHERE (unknown IS NOT NULL);

CREATE INDEX notices_roll_key_idx ON public.notices USING btree (roll_key, id);

CREATE INDEX proposals_proposed_at_idx ON public.proposals USING btree (proposed_at);

CREATE INDEX publications_contest_key_id_idx ON public.publications USING btree (contest_key, id);

CREATE INDEX sessions_official_id_idx ON public.sessions USING btree (official_id);

CREATE INDEX tabulations_contest_key_computed_at_idx ON public.tabulations USING btree (contest_key, computed_at);

CREATE UNIQUE INDEX vote_audit_decided ON public.vote_audit USING btree (roll_key, credential_hash) WHERE (status = ANY (ARRAY['counted'::text, 'void'::text]));

CREATE UNIQUE INDEX vote_audit_rejected ON public.vote_audit USING btree (roll_key, credential_hash, reason) WHERE (status = 'rejected'::text);

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.admin_audit FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('Every act of an official stays on record.');

ALTER TABLE public.admin_audit ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ballots_arriving FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.only_mixing('P4: a ballot that was counted is never changed or removed.');

ALTER TABLE public.ballots_arriving ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.ballots_mixed FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.only_mixing('P4: a ballot that was counted is never changed or removed.');

ALTER TABLE public.ballots_mixed ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.discarded_rehearsals FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('An identifier that was thrown away is not used again.');

ALTER TABLE public.discarded_rehearsals ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.election_results FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.only_mixing('P4: a tally counts exactly the mixed ballots.', 'INSERT UPDATE');

ALTER TABLE public.election_results ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_explanations FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.refuse_change('P5: what was explained stays on record.');

ALTER TABLE public.ledger_explanations ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.lots FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.refuse_change('P8: a lot that was drawn stays as it was drawn.');

ALTER TABLE public.lots ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.notices FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.refuse_change('What voters were told stays on record.');

ALTER TABLE public.notices ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.proposed_credentials FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('What was proposed stays on record.');

ALTER TABLE public.proposed_credentials ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.publications FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.refuse_change('P8: what was published stays on record.');

ALTER TABLE public.publications ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.ranking_counts FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.only_mixing('P4: a tally counts exactly the mixed ballots.', 'INSERT UPDATE');

ALTER TABLE public.ranking_counts ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.rejected_submissions FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.refuse_change('P2: a submission is settled once.');

ALTER TABLE public.rejected_submissions ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.settled_submissions FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('P2: a submission is settled once.');

ALTER TABLE public.settled_submissions ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.turnout_arriving FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.only_mixing('P6: only mixing takes the stamp off a bucket.');

ALTER TABLE public.turnout_arriving ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.turnout_buckets FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.only_mixing('P4: a tally counts exactly the mixed ballots.', 'INSERT UPDATE');

ALTER TABLE public.turnout_buckets ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.void_credentials FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.refuse_change('P3: a credential that was made void stays void.');

ALTER TABLE public.void_credentials ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.vote_audit FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.refuse_change('P3: the record that a credential voted is never removed.');

ALTER TABLE public.vote_audit ENABLE ALWAYS TRIGGER append_only;

CREATE TRIGGER approval_fixed BEFORE UPDATE ON public.elections FOR EACH ROW WHEN ((new.approval IS DISTINCT FROM old.approval)) EXECUTE FUNCTION public.refuse_other_approval();

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER approval_fixed;

CREATE TRIGGER approval_fixed BEFORE UPDATE ON public.laws FOR EACH ROW WHEN ((new.approval IS DISTINCT FROM old.approval)) EXECUTE FUNCTION public.refuse_other_approval();

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER approval_fixed;

CREATE TRIGGER approved BEFORE INSERT ON public.admin_audit FOR EACH ROW EXECUTE FUNCTION public.check_approval();

ALTER TABLE public.admin_audit ENABLE ALWAYS TRIGGER approved;

CREATE TRIGGER ballot_record_fixed BEFORE UPDATE ON public.elections FOR EACH ROW WHEN ((new.ballot_record IS DISTINCT FROM old.ballot_record)) EXECUTE FUNCTION public.refuse_other_ballot_record();

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER ballot_record_fixed;

CREATE TRIGGER ballot_record_fixed BEFORE UPDATE ON public.laws FOR EACH ROW WHEN ((new.ballot_record IS DISTINCT FROM old.ballot_record)) EXECUTE FUNCTION public.refuse_other_ballot_record();

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER ballot_record_fixed;

CREATE CONSTRAINT TRIGGER certified_by_the_books AFTER UPDATE OF status ON public.elections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.guard_certificate();

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER certified_by_the_books;

CREATE CONSTRAINT TRIGGER certified_by_the_books AFTER UPDATE OF status ON public.laws DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.guard_certificate();

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER certified_by_the_books;

CREATE TRIGGER decided_once BEFORE INSERT OR DELETE OR UPDATE ON public.proposals FOR EACH ROW EXECUTE FUNCTION public.guard_proposals();

ALTER TABLE public.proposals ENABLE ALWAYS TRIGGER decided_once;

CREATE TRIGGER life_cycle BEFORE INSERT OR DELETE OR UPDATE ON public.candidates FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.guard_ballot_paper();

ALTER TABLE public.candidates ENABLE ALWAYS TRIGGER life_cycle;

CREATE TRIGGER life_cycle BEFORE INSERT OR DELETE OR UPDATE ON public.election_regions FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.guard_ballot_paper();

ALTER TABLE public.election_regions ENABLE ALWAYS TRIGGER life_cycle;

CREATE TRIGGER life_cycle BEFORE INSERT OR DELETE OR UPDATE ON public.elections FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.guard_contest();

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER life_cycle;

CREATE TRIGGER life_cycle BEFORE INSERT OR DELETE OR UPDATE ON public.laws FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.guard_contest();

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER life_cycle;

CREATE TRIGGER life_cycle BEFORE INSERT ON public.lots FOR EACH ROW EXECUTE FUNCTION public.guard_count_record();

ALTER TABLE public.lots ENABLE ALWAYS TRIGGER life_cycle;

CREATE TRIGGER life_cycle BEFORE INSERT ON public.publications FOR EACH ROW EXECUTE FUNCTION public.guard_count_record();

ALTER TABLE public.publications ENABLE ALWAYS TRIGGER life_cycle;

CREATE TRIGGER never_again BEFORE INSERT ON public.elections FOR EACH ROW EXECUTE FUNCTION public.refuse_discarded('election:');

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER never_again;

CREATE TRIGGER never_again BEFORE INSERT ON public.laws FOR EACH ROW EXECUTE FUNCTION public.refuse_discarded('law:');

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER never_again;

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.proposals FOR EACH STATEMENT EXECUTE FUNCTION public.guard_proposals();

ALTER TABLE public.proposals ENABLE ALWAYS TRIGGER never_emptied;

CREATE TRIGGER never_emptied BEFORE TRUNCATE ON public.tabulations FOR EACH STATEMENT EXECUTE FUNCTION public.guard_tabulations();

ALTER TABLE public.tabulations ENABLE ALWAYS TRIGGER never_emptied;

CREATE TRIGGER only_grows AFTER DELETE OR UPDATE ON public.rolls FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.guard_roll();

ALTER TABLE public.rolls ENABLE ALWAYS TRIGGER only_grows;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.ballots_arriving FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.ballots_arriving ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.ballots_mixed FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.ballots_mixed ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.candidates FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.candidates ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE INSERT ON public.discarded_rehearsals FOR EACH ROW EXECUTE FUNCTION public.guard_discarded();

ALTER TABLE public.discarded_rehearsals ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.duplicate_attempts FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.duplicate_attempts ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.election_regions FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.election_regions ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.election_results FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.election_results ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.elections FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.intake_received FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.intake_received ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.laws FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.ledger_explanations FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.ledger_explanations ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.lots FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.lots ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.notices FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.notices ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.publications FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.publications ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.ranking_counts FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.ranking_counts ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.rejected_submissions FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.rejected_submissions ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.rejection_counts FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.rejection_counts ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.roll_regions FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.roll_regions ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.rolls FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.rolls ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.tabulations FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.tabulations ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.turnout_arriving FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.turnout_arriving ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.turnout_buckets FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.turnout_buckets ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.void_credentials FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.void_credentials ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.void_totals FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.void_totals ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.vote_audit FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.vote_audit ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_rehearsals BEFORE DELETE OR UPDATE ON public.vote_results FOR EACH ROW WHEN ((CURRENT_USER = 'scrutin_discarder'::name)) EXECUTE FUNCTION public.only_of_discarded();

ALTER TABLE public.vote_results ENABLE ALWAYS TRIGGER only_rehearsals;

CREATE TRIGGER only_settling BEFORE INSERT ON public.ballots_arriving FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.ballots_arriving ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.duplicate_attempts FOR EACH STATEMENT WHEN ((((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text)) AND ((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text)))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.duplicate_attempts ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.intake FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.intake ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.intake_groups FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.intake_groups ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.intake_received FOR EACH STATEMENT WHEN ((((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text)) AND ((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text)))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.intake_received ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.keyed_submissions FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.keyed_submissions ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT ON public.rejected_submissions FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.rejected_submissions ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.rejection_counts FOR EACH STATEMENT WHEN ((((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text)) AND ((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text)))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.rejection_counts ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT ON public.settled_submissions FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.settled_submissions ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT ON public.turnout_arriving FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.turnout_arriving ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT ON public.void_credentials FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.void_credentials ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.void_totals FOR EACH STATEMENT WHEN ((((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text)) AND ((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text)))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.void_totals ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT ON public.vote_audit FOR EACH STATEMENT WHEN (((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.vote_audit ENABLE ALWAYS TRIGGER only_settling;

CREATE TRIGGER only_settling BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON public.vote_results FOR EACH STATEMENT WHEN ((((CURRENT_USER <> 'scrutin_settler'::name) OR (SESSION_USER = 'scrutin_settler'::name) OR (current_setting('role'::text) = 'scrutin_settler'::text)) AND ((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text)))) EXECUTE FUNCTION public.refuse_outside_settling();

ALTER TABLE public.vote_results ENABLE ALWAYS TRIGGER only_settling;

CREATE CONSTRAINT TRIGGER publication_on_record AFTER UPDATE OF published_at ON public.tabulations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_publication();

ALTER TABLE public.tabulations ENABLE ALWAYS TRIGGER publication_on_record;

CREATE TRIGGER published BEFORE DELETE ON public.rolls FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.keep_published_roll();

ALTER TABLE public.rolls ENABLE ALWAYS TRIGGER published;

CREATE TRIGGER published_once BEFORE INSERT OR DELETE OR UPDATE ON public.tabulations FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.guard_tabulations();

ALTER TABLE public.tabulations ENABLE ALWAYS TRIGGER published_once;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE ON public.approval_policy DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_proposal_act();

ALTER TABLE public.approval_policy ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.candidates DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.require_act();

ALTER TABLE public.candidates ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON public.discarded_rehearsals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_discarding_act();

ALTER TABLE public.discarded_rehearsals ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.election_regions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.require_act();

ALTER TABLE public.election_regions ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.elections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.require_act();

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.gateways DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_gateway_act();

ALTER TABLE public.gateways ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.laws DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.require_act();

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON public.ledger_explanations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_explanation_act();

ALTER TABLE public.ledger_explanations ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON public.lots DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_count_act();

ALTER TABLE public.lots ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON public.notices DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_notice_act();

ALTER TABLE public.notices ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE OF email, display_name, password_hash, role, created_at, disabled_at, must_change_password, second_factor, second_factor_at, reset_asked_by, reset_asked_at ON public.officials DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_act();

ALTER TABLE public.officials ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.photos DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_photo_act();

ALTER TABLE public.photos ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.political_parties DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_act();

ALTER TABLE public.political_parties ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE ON public.proposals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_proposal_act();

ALTER TABLE public.proposals ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON public.publications DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_count_act();

ALTER TABLE public.publications ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.regions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_act();

ALTER TABLE public.regions ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.roll_regions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.require_act();

ALTER TABLE public.roll_regions ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.rolls DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.require_act();

ALTER TABLE public.rolls ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OF token_hash, official_id, created_at, expires_at ON public.sessions DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_act();

ALTER TABLE public.sessions ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR UPDATE ON public.tabulations DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((CURRENT_USER <> 'scrutin_discarder'::name) OR (SESSION_USER = 'scrutin_discarder'::name) OR (current_setting('role'::text) = 'scrutin_discarder'::text))) EXECUTE FUNCTION public.require_act();

ALTER TABLE public.tabulations ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON public.void_credentials DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_void_act();

ALTER TABLE public.void_credentials ENABLE ALWAYS TRIGGER recorded;

CREATE CONSTRAINT TRIGGER registered_late AFTER INSERT OR UPDATE ON public.rolls DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.count_late_registrations();

ALTER TABLE public.rolls ENABLE ALWAYS TRIGGER registered_late;

CREATE TRIGGER revoked_once BEFORE UPDATE ON public.gateways FOR EACH ROW EXECUTE FUNCTION public.gateway_revoked_once();

ALTER TABLE public.gateways ENABLE ALWAYS TRIGGER revoked_once;

CREATE CONSTRAINT TRIGGER roll_published AFTER UPDATE ON public.elections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.status = 'draft'::text) AND (new.status <> 'draft'::text))) EXECUTE FUNCTION public.note_published_roll('election:');

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER roll_published;

CREATE CONSTRAINT TRIGGER roll_published AFTER UPDATE ON public.laws DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (((old.status = 'draft'::text) AND (new.status <> 'draft'::text))) EXECUTE FUNCTION public.note_published_roll('law:');

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER roll_published;

CREATE TRIGGER rules_fixed BEFORE UPDATE ON public.elections FOR EACH ROW EXECUTE FUNCTION public.guard_rules();

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER rules_fixed;

CREATE TRIGGER rules_fixed BEFORE UPDATE ON public.laws FOR EACH ROW EXECUTE FUNCTION public.guard_rules();

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER rules_fixed;

CREATE TRIGGER same_purpose BEFORE UPDATE ON public.elections FOR EACH ROW WHEN ((old.purpose IS DISTINCT FROM new.purpose)) EXECUTE FUNCTION public.refuse_other_purpose();

ALTER TABLE public.elections ENABLE ALWAYS TRIGGER same_purpose;

CREATE TRIGGER same_purpose BEFORE UPDATE ON public.laws FOR EACH ROW WHEN ((old.purpose IS DISTINCT FROM new.purpose)) EXECUTE FUNCTION public.refuse_other_purpose();

ALTER TABLE public.laws ENABLE ALWAYS TRIGGER same_purpose;

CREATE CONSTRAINT TRIGGER second_official AFTER INSERT OR UPDATE ON public.void_totals DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.require_second_official();

ALTER TABLE public.void_totals ENABLE ALWAYS TRIGGER second_official;

CREATE TRIGGER stamped BEFORE INSERT ON public.admin_audit FOR EACH ROW EXECUTE FUNCTION public.stamp_act();

ALTER TABLE public.admin_audit ENABLE ALWAYS TRIGGER stamped;

CREATE TRIGGER stamped BEFORE INSERT ON public.notices FOR EACH ROW EXECUTE FUNCTION public.guard_notice();

ALTER TABLE public.notices ENABLE ALWAYS TRIGGER stamped;

CREATE TRIGGER with_proposal BEFORE INSERT ON public.proposed_credentials FOR EACH ROW EXECUTE FUNCTION public.guard_proposed_credentials();

ALTER TABLE public.proposed_credentials ENABLE ALWAYS TRIGGER with_proposal;

ALTER TABLE ONLY public.admin_audit
    ADD CONSTRAINT admin_audit_proposal FOREIGN KEY (proposal_id) REFERENCES public.proposals(id);

ALTER TABLE ONLY public.candidates
    ADD CONSTRAINT candidates_election_id_fkey FOREIGN KEY (election_id) REFERENCES public.elections(id) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE ONLY public.candidates
    ADD CONSTRAINT candidates_election_id_region_id_fkey FOREIGN KEY (election_id, region_id) REFERENCES public.election_regions(election_id, region_id) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE ONLY public.candidates
    ADD CONSTRAINT candidates_party_code_fkey FOREIGN KEY (party_code) REFERENCES public.political_parties(code) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE ONLY public.election_regions
    ADD CONSTRAINT election_regions_election_id_fkey FOREIGN KEY (election_id) REFERENCES public.elections(id) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE ONLY public.election_regions
    ADD CONSTRAINT election_regions_region_id_fkey FOREIGN KEY (region_id) REFERENCES public.regions(id) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE ONLY public.proposed_credentials
    ADD CONSTRAINT proposed_credentials_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES public.proposals(id) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE ONLY public.published_rolls
    ADD CONSTRAINT published_rolls_roll_key_fkey FOREIGN KEY (roll_key) REFERENCES public.rolls(roll_key) ON UPDATE RESTRICT ON DELETE CASCADE;

ALTER TABLE ONLY public.roll_regions
    ADD CONSTRAINT roll_regions_roll_key_fkey FOREIGN KEY (roll_key) REFERENCES public.rolls(roll_key) ON UPDATE RESTRICT ON DELETE CASCADE;

ALTER TABLE ONLY public.sessions
    ADD CONSTRAINT sessions_official_id_fkey FOREIGN KEY (official_id) REFERENCES public.officials(id) ON UPDATE RESTRICT ON DELETE CASCADE;

ALTER TABLE ONLY public.void_credentials
    ADD CONSTRAINT void_credentials_proposal_id_fkey FOREIGN KEY (proposal_id) REFERENCES public.proposals(id) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE ONLY public.void_totals
    ADD CONSTRAINT void_totals_roll_key_fkey FOREIGN KEY (roll_key) REFERENCES public.rolls(roll_key) ON UPDATE RESTRICT ON DELETE RESTRICT;

ALTER TABLE ONLY public.vote_results
    ADD CONSTRAINT vote_results_law_id_fkey FOREIGN KEY (law_id) REFERENCES public.laws(id) ON UPDATE RESTRICT ON DELETE RESTRICT;

CREATE POLICY discarding ON public.vote_results TO scrutin_discarder USING (true);

CREATE POLICY not_withheld ON public.vote_results FOR SELECT TO scrutin_admin, scrutin_aggregator, scrutin_auditor, scrutin_ingestion, scrutin_operator USING (public.choices_readable(('law:'::text || law_id)));

CREATE POLICY settling ON public.vote_results TO scrutin_settler USING (true) WITH CHECK (true);

ALTER TABLE public.vote_results ENABLE ROW LEVEL SECURITY;

GRANT USAGE ON SCHEMA public TO scrutin_ingestion;
GRANT USAGE ON SCHEMA public TO scrutin_worker;
GRANT USAGE ON SCHEMA public TO scrutin_aggregator;
GRANT USAGE ON SCHEMA public TO scrutin_admin;
GRANT USAGE ON SCHEMA public TO scrutin_operator;
GRANT USAGE ON SCHEMA public TO scrutin_auditor;
GRANT USAGE ON SCHEMA public TO scrutin_settler;
GRANT USAGE ON SCHEMA public TO scrutin_mixer;
GRANT USAGE ON SCHEMA public TO scrutin_discarder;

REVOKE ALL ON FUNCTION public.all_ballots_and_tallies(contest text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.approvable_act(action text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audited_attempts() FROM PUBLIC;
GRANT ALL ON FUNCTION public.audited_attempts() TO scrutin_admin;
GRANT ALL ON FUNCTION public.audited_attempts() TO scrutin_auditor;

REVOKE ALL ON FUNCTION public.audited_of(roll text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audited_of(roll text) TO scrutin_auditor;

REVOKE ALL ON FUNCTION public.audited_rolls() FROM PUBLIC;
GRANT ALL ON FUNCTION public.audited_rolls() TO scrutin_auditor;

REVOKE ALL ON FUNCTION public.audited_spans(rolls text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.audited_submissions(contest text, submission uuid, wanted text, since timestamp with time zone, before timestamp with time zone, last uuid, page integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.audited_submissions(contest text, submission uuid, wanted text, since timestamp with time zone, before timestamp with time zone, last uuid, page integer) TO scrutin_admin;
GRANT ALL ON FUNCTION public.audited_submissions(contest text, submission uuid, wanted text, since timestamp with time zone, before timestamp with time zone, last uuid, page integer) TO scrutin_auditor;

REVOKE ALL ON FUNCTION public.audited_times(rolls text[]) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.ballot_contests() FROM PUBLIC;
GRANT ALL ON FUNCTION public.ballot_contests() TO scrutin_auditor;

REVOKE ALL ON FUNCTION public.ballot_record(contest text, last text, page integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ballot_record(contest text, last text, page integer) TO scrutin_ingestion;
GRANT ALL ON FUNCTION public.ballot_record(contest text, last text, page integer) TO scrutin_operator;
GRANT ALL ON FUNCTION public.ballot_record(contest text, last text, page integer) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.ballot_record(contest text, last text, page integer) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.ballot_record_public(contest text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.ballots_and_tallies(contest text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ballots_and_tallies(contest text) TO scrutin_operator;
GRANT ALL ON FUNCTION public.ballots_and_tallies(contest text) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.ballots_and_tallies(contest text) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.ballots_of(contest text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.ballots_of(contest text) TO scrutin_auditor;

REVOKE ALL ON FUNCTION public.check_approval() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.choices_readable(contest text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.choices_readable(contest text) TO scrutin_ingestion;
GRANT ALL ON FUNCTION public.choices_readable(contest text) TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.choices_readable(contest text) TO scrutin_operator;
GRANT ALL ON FUNCTION public.choices_readable(contest text) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.choices_readable(contest text) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.contest_closed(contest text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.contest_closed(contest text) TO scrutin_mixer;

REVOKE ALL ON FUNCTION public.contest_exists(contest text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.contest_exists(contest text) TO owner;

REVOKE ALL ON FUNCTION public.contest_purpose(contest text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.count_ballots(contests text[], accepted bigint[], selections text[], receipts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.count_ballots(contests text[], accepted bigint[], selections text[], receipts jsonb) TO owner;

REVOKE ALL ON FUNCTION public.count_late_registrations() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.counted_among(roll text, hashes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.counted_among(roll text, hashes text[]) TO scrutin_worker;

REVOKE ALL ON FUNCTION public.counted_books() FROM PUBLIC;
GRANT ALL ON FUNCTION public.counted_books() TO scrutin_auditor;

REVOKE ALL ON FUNCTION public.counted_by_race() FROM PUBLIC;
GRANT ALL ON FUNCTION public.counted_by_race() TO scrutin_ingestion;
GRANT ALL ON FUNCTION public.counted_by_race() TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.counted_by_race() TO scrutin_operator;
GRANT ALL ON FUNCTION public.counted_by_race() TO scrutin_auditor;
GRANT ALL ON FUNCTION public.counted_by_race() TO scrutin_admin;
GRANT ALL ON FUNCTION public.counted_by_race() TO scrutin_discarder;

REVOKE ALL ON FUNCTION public.counted_credentials(roll text, after_hash bytea, most integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.counted_credentials(roll text, after_hash bytea, most integer) TO scrutin_operator;

REVOKE ALL ON FUNCTION public.counted_first_preferences() FROM PUBLIC;
GRANT ALL ON FUNCTION public.counted_first_preferences() TO scrutin_ingestion;
GRANT ALL ON FUNCTION public.counted_first_preferences() TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.counted_first_preferences() TO scrutin_operator;
GRANT ALL ON FUNCTION public.counted_first_preferences() TO scrutin_auditor;
GRANT ALL ON FUNCTION public.counted_first_preferences() TO scrutin_admin;

REVOKE ALL ON FUNCTION public.counted_races() FROM PUBLIC;
GRANT ALL ON FUNCTION public.counted_races() TO scrutin_ingestion;
GRANT ALL ON FUNCTION public.counted_races() TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.counted_races() TO scrutin_operator;
GRANT ALL ON FUNCTION public.counted_races() TO scrutin_auditor;
GRANT ALL ON FUNCTION public.counted_races() TO scrutin_admin;

REVOKE ALL ON FUNCTION public.discard_rehearsal(subject text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.discard_rehearsal(subject text) TO scrutin_operator;
GRANT ALL ON FUNCTION public.discard_rehearsal(subject text) TO scrutin_admin;
GRANT ALL ON FUNCTION public.discard_rehearsal(subject text) TO owner;

REVOKE ALL ON FUNCTION public.gateway_revoked_once() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.groups_on_record(ranges jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.groups_on_record(ranges jsonb) TO scrutin_operator;
GRANT ALL ON FUNCTION public.groups_on_record(ranges jsonb) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.groups_on_record(ranges jsonb) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.guard_ballot_paper() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_certificate() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_contest() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_count_record() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_discarded() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_notice() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_proposals() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_proposed_credentials() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_roll() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_rules() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.guard_tabulations() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.id_by_lot(seed bytea, n bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION public.id_by_lot(seed bytea, n bigint) TO scrutin_settler;
GRANT ALL ON FUNCTION public.id_by_lot(seed bytea, n bigint) TO scrutin_mixer;

REVOKE ALL ON FUNCTION public.inside_mixing() FROM PUBLIC;
GRANT ALL ON FUNCTION public.inside_mixing() TO scrutin_mixer;

REVOKE ALL ON FUNCTION public.keep_published_roll() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.law_counts() FROM PUBLIC;
GRANT ALL ON FUNCTION public.law_counts() TO scrutin_ingestion;
GRANT ALL ON FUNCTION public.law_counts() TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.law_counts() TO scrutin_operator;
GRANT ALL ON FUNCTION public.law_counts() TO scrutin_auditor;
GRANT ALL ON FUNCTION public.law_counts() TO scrutin_admin;

REVOKE ALL ON FUNCTION public.lock_contests(contests text[], alone boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.lock_contests(contests text[], alone boolean) TO scrutin_operator;
GRANT ALL ON FUNCTION public.lock_contests(contests text[], alone boolean) TO scrutin_admin;
GRANT ALL ON FUNCTION public.lock_contests(contests text[], alone boolean) TO scrutin_settler;
GRANT ALL ON FUNCTION public.lock_contests(contests text[], alone boolean) TO scrutin_discarder;

REVOKE ALL ON FUNCTION public.make_void(roll text, how text, why text, hashes text[], regions text[], successors text[], new_regions text[], claims text[], on_roll boolean[], approval uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION public.make_void(roll text, how text, why text, hashes text[], regions text[], successors text[], new_regions text[], claims text[], on_roll boolean[], approval uuid) TO scrutin_operator;
GRANT ALL ON FUNCTION public.make_void(roll text, how text, why text, hashes text[], regions text[], successors text[], new_regions text[], claims text[], on_roll boolean[], approval uuid) TO scrutin_admin;
GRANT ALL ON FUNCTION public.make_void(roll text, how text, why text, hashes text[], regions text[], successors text[], new_regions text[], claims text[], on_roll boolean[], approval uuid) TO owner;

REVOKE ALL ON FUNCTION public.mix_ballots(minimum integer) FROM PUBLIC;
GRANT ALL ON FUNCTION public.mix_ballots(minimum integer) TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.mix_ballots(minimum integer) TO scrutin_operator;
GRANT ALL ON FUNCTION public.mix_ballots(minimum integer) TO scrutin_admin;
GRANT ALL ON FUNCTION public.mix_ballots(minimum integer) TO owner;

REVOKE ALL ON FUNCTION public.note_published_roll() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.only_mixing() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.only_of_discarded() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.rankings_of(election text, region text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.rankings_of(election text, region text) TO scrutin_ingestion;
GRANT ALL ON FUNCTION public.rankings_of(election text, region text) TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.rankings_of(election text, region text) TO scrutin_operator;
GRANT ALL ON FUNCTION public.rankings_of(election text, region text) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.rankings_of(election text, region text) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.receipts_outside(receipts jsonb, certified text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.receipts_outside(receipts jsonb, certified text[]) TO owner;

REVOKE ALL ON FUNCTION public.receive_second_count(counts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.receive_second_count(counts jsonb) TO scrutin_operator;
GRANT ALL ON FUNCTION public.receive_second_count(counts jsonb) TO owner;

REVOKE ALL ON FUNCTION public.received_on_record(intakes uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.received_on_record(intakes uuid[]) TO scrutin_operator;
GRANT ALL ON FUNCTION public.received_on_record(intakes uuid[]) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.received_on_record(intakes uuid[]) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.record_receipts(receipts jsonb, fate text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.record_receipts(receipts jsonb, fate text) TO owner;

REVOKE ALL ON FUNCTION public.record_rejections(submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.record_rejections(submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[]) TO owner;

REVOKE ALL ON FUNCTION public.refuse_change() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refuse_discarded() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refuse_other_approval() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refuse_other_ballot_record() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refuse_other_purpose() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refuse_outside_settling() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.refuse_registered_alone(roll text) FROM PUBLIC;

REVOKE ALL ON FUNCTION public.registered_late(roll text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.registered_late(roll text) TO scrutin_operator;
GRANT ALL ON FUNCTION public.registered_late(roll text) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.registered_late(roll text) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.report_intake(intake uuid, accepted jsonb, unknown jsonb, unsent jsonb, through bigint, ended boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION public.report_intake(intake uuid, accepted jsonb, unknown jsonb, unsent jsonb, through bigint, ended boolean) TO scrutin_ingestion;
GRANT ALL ON FUNCTION public.report_intake(intake uuid, accepted jsonb, unknown jsonb, unsent jsonb, through bigint, ended boolean) TO owner;

REVOKE ALL ON FUNCTION public.require_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_count_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_discarding_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_explanation_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_gateway_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_notice_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_photo_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_proposal_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_publication() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_second_official() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.require_void_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.session_is_owner() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.settle_rejections(submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[], receipts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.settle_rejections(submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[], receipts jsonb) TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.settle_rejections(submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[], receipts jsonb) TO owner;

REVOKE ALL ON FUNCTION public.settle_votes(submission_ids uuid[], contests text[], hashes text[], accepted bigint[], selections text[], receipts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION public.settle_votes(submission_ids uuid[], contests text[], hashes text[], accepted bigint[], selections text[], receipts jsonb) TO scrutin_aggregator;
GRANT ALL ON FUNCTION public.settle_votes(submission_ids uuid[], contests text[], hashes text[], accepted bigint[], selections text[], receipts jsonb) TO owner;

REVOKE ALL ON FUNCTION public.stamp_act() FROM PUBLIC;

REVOKE ALL ON FUNCTION public.uncounted_among(submission_ids uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.uncounted_among(submission_ids uuid[]) TO scrutin_operator;

REVOKE ALL ON FUNCTION public.uncounted_submissions(submissions text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.uncounted_submissions(submissions text[]) TO scrutin_operator;

REVOKE ALL ON FUNCTION public.void_among(roll text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.void_among(roll text) TO scrutin_operator;

REVOKE ALL ON FUNCTION public.voters_counted(contest text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.voters_counted(contest text) TO scrutin_operator;
GRANT ALL ON FUNCTION public.voters_counted(contest text) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.voters_counted(contest text) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.voters_counted_by_contest(roll text) FROM PUBLIC;
GRANT ALL ON FUNCTION public.voters_counted_by_contest(roll text) TO scrutin_operator;
GRANT ALL ON FUNCTION public.voters_counted_by_contest(roll text) TO scrutin_auditor;
GRANT ALL ON FUNCTION public.voters_counted_by_contest(roll text) TO scrutin_admin;

REVOKE ALL ON FUNCTION public.votes_not_settled(submission_ids uuid[], contests text[], accepted bigint[], selections text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION public.votes_not_settled(submission_ids uuid[], contests text[], accepted bigint[], selections text[]) TO owner;

GRANT SELECT ON TABLE public.admin_audit TO scrutin_operator;
GRANT SELECT ON TABLE public.admin_audit TO scrutin_admin;
GRANT SELECT ON TABLE public.admin_audit TO scrutin_auditor;

GRANT INSERT(official_id) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(official_id) ON TABLE public.admin_audit TO scrutin_admin;

GRANT INSERT(action) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(action) ON TABLE public.admin_audit TO scrutin_admin;

GRANT INSERT(subject) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(subject) ON TABLE public.admin_audit TO scrutin_admin;

GRANT INSERT(actor) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(actor) ON TABLE public.admin_audit TO scrutin_admin;

GRANT INSERT(reason) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(reason) ON TABLE public.admin_audit TO scrutin_admin;

GRANT INSERT(before) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(before) ON TABLE public.admin_audit TO scrutin_admin;

GRANT INSERT(after) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(after) ON TABLE public.admin_audit TO scrutin_admin;

GRANT INSERT(proposal_id) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(proposal_id) ON TABLE public.admin_audit TO scrutin_admin;

GRANT INSERT(approved_by) ON TABLE public.admin_audit TO scrutin_operator;
GRANT INSERT(approved_by) ON TABLE public.admin_audit TO scrutin_admin;

GRANT USAGE ON SEQUENCE public.admin_audit_id_seq TO scrutin_operator;
GRANT USAGE ON SEQUENCE public.admin_audit_id_seq TO scrutin_admin;

GRANT SELECT ON TABLE public.approval_policy TO scrutin_operator;
GRANT SELECT ON TABLE public.approval_policy TO scrutin_admin;
GRANT SELECT ON TABLE public.approval_policy TO scrutin_auditor;

GRANT UPDATE(acts) ON TABLE public.approval_policy TO scrutin_operator;
GRANT UPDATE(acts) ON TABLE public.approval_policy TO scrutin_admin;

GRANT UPDATE(lifetime_s) ON TABLE public.approval_policy TO scrutin_operator;
GRANT UPDATE(lifetime_s) ON TABLE public.approval_policy TO scrutin_admin;

GRANT UPDATE(replacing_above) ON TABLE public.approval_policy TO scrutin_operator;
GRANT UPDATE(replacing_above) ON TABLE public.approval_policy TO scrutin_admin;

GRANT UPDATE(registering) ON TABLE public.approval_policy TO scrutin_operator;
GRANT UPDATE(registering) ON TABLE public.approval_policy TO scrutin_admin;

GRANT UPDATE(registering_above) ON TABLE public.approval_policy TO scrutin_operator;
GRANT UPDATE(registering_above) ON TABLE public.approval_policy TO scrutin_admin;

GRANT SELECT ON TABLE public.ballots TO scrutin_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE public.ballots_arriving TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.ballots_arriving TO scrutin_mixer;
GRANT SELECT,DELETE ON TABLE public.ballots_arriving TO scrutin_discarder;

GRANT SELECT,INSERT,DELETE ON TABLE public.ballots_mixed TO scrutin_mixer;
GRANT SELECT,DELETE ON TABLE public.ballots_mixed TO scrutin_discarder;

GRANT SELECT ON TABLE public.book_totals TO scrutin_auditor;

GRANT SELECT ON TABLE public.candidates TO scrutin_ingestion;
GRANT SELECT ON TABLE public.candidates TO scrutin_worker;
GRANT SELECT ON TABLE public.candidates TO scrutin_aggregator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates TO scrutin_operator;
GRANT SELECT ON TABLE public.candidates TO scrutin_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.candidates TO scrutin_admin;
GRANT SELECT ON TABLE public.candidates TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.candidates TO scrutin_discarder;

GRANT SELECT,INSERT,UPDATE ON TABLE public.vote_results TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.vote_results TO scrutin_discarder;

GRANT SELECT(law_id) ON TABLE public.vote_results TO scrutin_ingestion;
GRANT SELECT(law_id) ON TABLE public.vote_results TO scrutin_aggregator;
GRANT SELECT(law_id) ON TABLE public.vote_results TO scrutin_operator;
GRANT SELECT(law_id) ON TABLE public.vote_results TO scrutin_auditor;
GRANT SELECT(law_id) ON TABLE public.vote_results TO scrutin_admin;

GRANT SELECT(oui) ON TABLE public.vote_results TO scrutin_ingestion;
GRANT SELECT(oui) ON TABLE public.vote_results TO scrutin_aggregator;
GRANT SELECT(oui) ON TABLE public.vote_results TO scrutin_operator;
GRANT SELECT(oui) ON TABLE public.vote_results TO scrutin_auditor;
GRANT SELECT(oui) ON TABLE public.vote_results TO scrutin_admin;

GRANT SELECT(non) ON TABLE public.vote_results TO scrutin_ingestion;
GRANT SELECT(non) ON TABLE public.vote_results TO scrutin_aggregator;
GRANT SELECT(non) ON TABLE public.vote_results TO scrutin_operator;
GRANT SELECT(non) ON TABLE public.vote_results TO scrutin_auditor;
GRANT SELECT(non) ON TABLE public.vote_results TO scrutin_admin;

GRANT SELECT(updated_at) ON TABLE public.vote_results TO scrutin_ingestion;
GRANT SELECT(updated_at) ON TABLE public.vote_results TO scrutin_aggregator;
GRANT SELECT(updated_at) ON TABLE public.vote_results TO scrutin_operator;
GRANT SELECT(updated_at) ON TABLE public.vote_results TO scrutin_auditor;
GRANT SELECT(updated_at) ON TABLE public.vote_results TO scrutin_admin;

GRANT SELECT(blank) ON TABLE public.vote_results TO scrutin_ingestion;
GRANT SELECT(blank) ON TABLE public.vote_results TO scrutin_aggregator;
GRANT SELECT(blank) ON TABLE public.vote_results TO scrutin_operator;
GRANT SELECT(blank) ON TABLE public.vote_results TO scrutin_auditor;
GRANT SELECT(blank) ON TABLE public.vote_results TO scrutin_admin;

GRANT SELECT ON TABLE public.contest_totals TO scrutin_ingestion;
GRANT SELECT ON TABLE public.contest_totals TO scrutin_aggregator;
GRANT SELECT ON TABLE public.contest_totals TO scrutin_operator;
GRANT SELECT ON TABLE public.contest_totals TO scrutin_auditor;
GRANT SELECT ON TABLE public.contest_totals TO scrutin_admin;

GRANT SELECT ON TABLE public.intake TO scrutin_ingestion;
GRANT SELECT ON TABLE public.intake TO scrutin_aggregator;
GRANT SELECT ON TABLE public.intake TO scrutin_operator;
GRANT SELECT ON TABLE public.intake TO scrutin_auditor;
GRANT SELECT ON TABLE public.intake TO scrutin_admin;
GRANT SELECT,INSERT,UPDATE ON TABLE public.intake TO scrutin_settler;

GRANT SELECT,INSERT,UPDATE ON TABLE public.intake_groups TO scrutin_settler;

GRANT SELECT,INSERT,UPDATE ON TABLE public.intake_received TO scrutin_settler;
GRANT SELECT ON TABLE public.intake_received TO scrutin_discarder;

GRANT UPDATE(received) ON TABLE public.intake_received TO scrutin_discarder;

GRANT SELECT ON TABLE public.rejection_counts TO scrutin_ingestion;
GRANT SELECT ON TABLE public.rejection_counts TO scrutin_aggregator;
GRANT SELECT ON TABLE public.rejection_counts TO scrutin_operator;
GRANT SELECT ON TABLE public.rejection_counts TO scrutin_auditor;
GRANT SELECT ON TABLE public.rejection_counts TO scrutin_admin;
GRANT SELECT,INSERT,UPDATE ON TABLE public.rejection_counts TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.rejection_counts TO scrutin_discarder;

GRANT SELECT ON TABLE public.contest_ledger TO scrutin_ingestion;
GRANT SELECT ON TABLE public.contest_ledger TO scrutin_aggregator;
GRANT SELECT ON TABLE public.contest_ledger TO scrutin_operator;
GRANT SELECT ON TABLE public.contest_ledger TO scrutin_auditor;
GRANT SELECT ON TABLE public.contest_ledger TO scrutin_admin;
GRANT SELECT ON TABLE public.contest_ledger TO scrutin_discarder;

GRANT SELECT,INSERT ON TABLE public.discarded_rehearsals TO scrutin_discarder;
GRANT SELECT ON TABLE public.discarded_rehearsals TO scrutin_settler;
GRANT SELECT ON TABLE public.discarded_rehearsals TO scrutin_operator;
GRANT SELECT ON TABLE public.discarded_rehearsals TO scrutin_auditor;
GRANT SELECT ON TABLE public.discarded_rehearsals TO scrutin_admin;

GRANT SELECT,INSERT,UPDATE ON TABLE public.duplicate_attempts TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.duplicate_attempts TO scrutin_discarder;

GRANT SELECT(roll_key) ON TABLE public.duplicate_attempts TO scrutin_auditor;

GRANT SELECT(credential_hash) ON TABLE public.duplicate_attempts TO scrutin_auditor;

GRANT SELECT(reason) ON TABLE public.duplicate_attempts TO scrutin_auditor;

GRANT SELECT(attempts) ON TABLE public.duplicate_attempts TO scrutin_auditor;

GRANT SELECT(first_hour) ON TABLE public.duplicate_attempts TO scrutin_auditor;

GRANT SELECT(last_hour) ON TABLE public.duplicate_attempts TO scrutin_auditor;

GRANT SELECT ON TABLE public.election_regions TO scrutin_ingestion;
GRANT SELECT ON TABLE public.election_regions TO scrutin_worker;
GRANT SELECT ON TABLE public.election_regions TO scrutin_aggregator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.election_regions TO scrutin_operator;
GRANT SELECT ON TABLE public.election_regions TO scrutin_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.election_regions TO scrutin_admin;
GRANT SELECT ON TABLE public.election_regions TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.election_regions TO scrutin_discarder;

GRANT SELECT,INSERT,UPDATE ON TABLE public.election_results TO scrutin_mixer;
GRANT SELECT,DELETE ON TABLE public.election_results TO scrutin_discarder;

GRANT SELECT ON TABLE public.elections TO scrutin_ingestion;
GRANT SELECT ON TABLE public.elections TO scrutin_worker;
GRANT SELECT ON TABLE public.elections TO scrutin_aggregator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.elections TO scrutin_operator;
GRANT SELECT ON TABLE public.elections TO scrutin_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.elections TO scrutin_admin;
GRANT SELECT ON TABLE public.elections TO scrutin_settler;
GRANT SELECT ON TABLE public.elections TO scrutin_mixer;
GRANT SELECT,DELETE ON TABLE public.elections TO scrutin_discarder;

GRANT INSERT ON TABLE public.gateways TO scrutin_admin;
GRANT INSERT ON TABLE public.gateways TO scrutin_operator;
GRANT SELECT ON TABLE public.gateways TO scrutin_ingestion;

GRANT SELECT(id) ON TABLE public.gateways TO scrutin_admin;
GRANT SELECT(id) ON TABLE public.gateways TO scrutin_operator;
GRANT SELECT(id) ON TABLE public.gateways TO scrutin_auditor;

GRANT SELECT(name) ON TABLE public.gateways TO scrutin_admin;
GRANT SELECT(name) ON TABLE public.gateways TO scrutin_operator;
GRANT SELECT(name) ON TABLE public.gateways TO scrutin_auditor;

GRANT SELECT(votes_per_second) ON TABLE public.gateways TO scrutin_admin;
GRANT SELECT(votes_per_second) ON TABLE public.gateways TO scrutin_operator;
GRANT SELECT(votes_per_second) ON TABLE public.gateways TO scrutin_auditor;

GRANT SELECT(burst) ON TABLE public.gateways TO scrutin_admin;
GRANT SELECT(burst) ON TABLE public.gateways TO scrutin_operator;
GRANT SELECT(burst) ON TABLE public.gateways TO scrutin_auditor;

GRANT SELECT(created_at) ON TABLE public.gateways TO scrutin_admin;
GRANT SELECT(created_at) ON TABLE public.gateways TO scrutin_operator;
GRANT SELECT(created_at) ON TABLE public.gateways TO scrutin_auditor;

GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.gateways TO scrutin_admin;
GRANT SELECT(revoked_at),UPDATE(revoked_at) ON TABLE public.gateways TO scrutin_operator;
GRANT SELECT(revoked_at) ON TABLE public.gateways TO scrutin_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE public.keyed_submissions TO scrutin_settler;

GRANT SELECT ON TABLE public.laws TO scrutin_ingestion;
GRANT SELECT ON TABLE public.laws TO scrutin_worker;
GRANT SELECT ON TABLE public.laws TO scrutin_aggregator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.laws TO scrutin_operator;
GRANT SELECT ON TABLE public.laws TO scrutin_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.laws TO scrutin_admin;
GRANT SELECT ON TABLE public.laws TO scrutin_settler;
GRANT SELECT ON TABLE public.laws TO scrutin_mixer;
GRANT SELECT,DELETE ON TABLE public.laws TO scrutin_discarder;

GRANT SELECT ON TABLE public.ledger_explanations TO scrutin_ingestion;
GRANT SELECT ON TABLE public.ledger_explanations TO scrutin_aggregator;
GRANT SELECT ON TABLE public.ledger_explanations TO scrutin_operator;
GRANT SELECT ON TABLE public.ledger_explanations TO scrutin_auditor;
GRANT SELECT ON TABLE public.ledger_explanations TO scrutin_admin;
GRANT SELECT,DELETE ON TABLE public.ledger_explanations TO scrutin_discarder;

GRANT INSERT(contest_key) ON TABLE public.ledger_explanations TO scrutin_operator;
GRANT INSERT(contest_key) ON TABLE public.ledger_explanations TO scrutin_admin;

GRANT INSERT(votes) ON TABLE public.ledger_explanations TO scrutin_operator;
GRANT INSERT(votes) ON TABLE public.ledger_explanations TO scrutin_admin;

GRANT INSERT(reason) ON TABLE public.ledger_explanations TO scrutin_operator;
GRANT INSERT(reason) ON TABLE public.ledger_explanations TO scrutin_admin;

GRANT USAGE ON SEQUENCE public.ledger_explanations_id_seq TO scrutin_operator;
GRANT USAGE ON SEQUENCE public.ledger_explanations_id_seq TO scrutin_admin;

GRANT SELECT ON TABLE public.live_election_results TO scrutin_ingestion;
GRANT SELECT ON TABLE public.live_election_results TO scrutin_aggregator;
GRANT SELECT ON TABLE public.live_election_results TO scrutin_operator;
GRANT SELECT ON TABLE public.live_election_results TO scrutin_auditor;
GRANT SELECT ON TABLE public.live_election_results TO scrutin_admin;

GRANT SELECT ON TABLE public.live_ranking_counts TO scrutin_ingestion;
GRANT SELECT ON TABLE public.live_ranking_counts TO scrutin_aggregator;
GRANT SELECT ON TABLE public.live_ranking_counts TO scrutin_operator;
GRANT SELECT ON TABLE public.live_ranking_counts TO scrutin_auditor;
GRANT SELECT ON TABLE public.live_ranking_counts TO scrutin_admin;

GRANT SELECT ON TABLE public.lots TO scrutin_operator;
GRANT SELECT ON TABLE public.lots TO scrutin_auditor;
GRANT SELECT ON TABLE public.lots TO scrutin_admin;
GRANT SELECT,DELETE ON TABLE public.lots TO scrutin_discarder;

GRANT INSERT(contest_key) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(contest_key) ON TABLE public.lots TO scrutin_admin;

GRANT INSERT(tabulation_id) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(tabulation_id) ON TABLE public.lots TO scrutin_admin;

GRANT INSERT(purpose) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(purpose) ON TABLE public.lots TO scrutin_admin;

GRANT INSERT(tied) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(tied) ON TABLE public.lots TO scrutin_admin;

GRANT INSERT(drawn) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(drawn) ON TABLE public.lots TO scrutin_admin;

GRANT INSERT(method) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(method) ON TABLE public.lots TO scrutin_admin;

GRANT INSERT(drawn_by) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(drawn_by) ON TABLE public.lots TO scrutin_admin;

GRANT INSERT(witnesses) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(witnesses) ON TABLE public.lots TO scrutin_admin;

GRANT INSERT(recorded_at) ON TABLE public.lots TO scrutin_operator;
GRANT INSERT(recorded_at) ON TABLE public.lots TO scrutin_admin;

GRANT SELECT ON TABLE public.notices TO scrutin_ingestion;
GRANT SELECT ON TABLE public.notices TO scrutin_operator;
GRANT SELECT ON TABLE public.notices TO scrutin_auditor;
GRANT SELECT ON TABLE public.notices TO scrutin_admin;
GRANT SELECT,DELETE ON TABLE public.notices TO scrutin_discarder;

GRANT INSERT(roll_key) ON TABLE public.notices TO scrutin_operator;
GRANT INSERT(roll_key) ON TABLE public.notices TO scrutin_admin;

GRANT INSERT(region_id) ON TABLE public.notices TO scrutin_operator;
GRANT INSERT(region_id) ON TABLE public.notices TO scrutin_admin;

GRANT INSERT(purpose) ON TABLE public.notices TO scrutin_operator;
GRANT INSERT(purpose) ON TABLE public.notices TO scrutin_admin;

GRANT INSERT(kind) ON TABLE public.notices TO scrutin_operator;
GRANT INSERT(kind) ON TABLE public.notices TO scrutin_admin;

GRANT INSERT(text_fr) ON TABLE public.notices TO scrutin_operator;
GRANT INSERT(text_fr) ON TABLE public.notices TO scrutin_admin;

GRANT INSERT(text_en) ON TABLE public.notices TO scrutin_operator;
GRANT INSERT(text_en) ON TABLE public.notices TO scrutin_admin;

GRANT INSERT(reason) ON TABLE public.notices TO scrutin_operator;
GRANT INSERT(reason) ON TABLE public.notices TO scrutin_admin;

GRANT USAGE ON SEQUENCE public.notices_id_seq TO scrutin_operator;
GRANT USAGE ON SEQUENCE public.notices_id_seq TO scrutin_admin;

GRANT SELECT,INSERT,UPDATE ON TABLE public.officials TO scrutin_admin;
GRANT INSERT,UPDATE ON TABLE public.officials TO scrutin_operator;

GRANT SELECT(id) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(id) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(email) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(email) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(display_name) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(display_name) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(role) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(role) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(created_at) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(created_at) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(disabled_at) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(disabled_at) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(failed_logins) ON TABLE public.officials TO scrutin_operator;

GRANT SELECT(locked_until) ON TABLE public.officials TO scrutin_operator;

GRANT SELECT(must_change_password) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(must_change_password) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(second_factor_at) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(second_factor_at) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(reset_asked_by) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(reset_asked_by) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT(reset_asked_at) ON TABLE public.officials TO scrutin_operator;
GRANT SELECT(reset_asked_at) ON TABLE public.officials TO scrutin_auditor;

GRANT SELECT,INSERT,DELETE ON TABLE public.photos TO scrutin_admin;
GRANT SELECT,INSERT,DELETE ON TABLE public.photos TO scrutin_operator;
GRANT SELECT ON TABLE public.photos TO scrutin_ingestion;
GRANT SELECT ON TABLE public.photos TO scrutin_auditor;

GRANT SELECT ON TABLE public.political_parties TO scrutin_ingestion;
GRANT SELECT ON TABLE public.political_parties TO scrutin_worker;
GRANT SELECT ON TABLE public.political_parties TO scrutin_aggregator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.political_parties TO scrutin_operator;
GRANT SELECT ON TABLE public.political_parties TO scrutin_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.political_parties TO scrutin_admin;

GRANT SELECT ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(id) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(id) ON TABLE public.proposals TO scrutin_auditor;
GRANT SELECT(id) ON TABLE public.proposals TO scrutin_settler;

GRANT SELECT(action),INSERT(action) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(action) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(action) ON TABLE public.proposals TO scrutin_admin;
GRANT SELECT(action) ON TABLE public.proposals TO scrutin_settler;

GRANT SELECT(subject),INSERT(subject) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(subject) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(subject) ON TABLE public.proposals TO scrutin_admin;
GRANT SELECT(subject) ON TABLE public.proposals TO scrutin_settler;

GRANT SELECT(request),INSERT(request) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(request) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(request) ON TABLE public.proposals TO scrutin_admin;

GRANT INSERT(secret),UPDATE(secret) ON TABLE public.proposals TO scrutin_operator;
GRANT INSERT(secret),UPDATE(secret) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(before),INSERT(before) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(before) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(before) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(reason),INSERT(reason) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(reason) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(reason) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(proposed_by),INSERT(proposed_by) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(proposed_by) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(proposed_by) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(official_id),INSERT(official_id) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(official_id) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(official_id) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(login) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(login) ON TABLE public.proposals TO scrutin_auditor;

GRANT SELECT(proposed_at),INSERT(proposed_at) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(proposed_at) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(proposed_at) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(expires_at),INSERT(expires_at) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(expires_at) ON TABLE public.proposals TO scrutin_auditor;
GRANT INSERT(expires_at) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(decision),UPDATE(decision) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(decision) ON TABLE public.proposals TO scrutin_auditor;
GRANT UPDATE(decision) ON TABLE public.proposals TO scrutin_admin;
GRANT SELECT(decision) ON TABLE public.proposals TO scrutin_settler;

GRANT SELECT(decided_by),UPDATE(decided_by) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(decided_by) ON TABLE public.proposals TO scrutin_auditor;
GRANT UPDATE(decided_by) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(decided_official_id),UPDATE(decided_official_id) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(decided_official_id) ON TABLE public.proposals TO scrutin_auditor;
GRANT UPDATE(decided_official_id) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(decided_login) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(decided_login) ON TABLE public.proposals TO scrutin_auditor;

GRANT SELECT(decided_at),UPDATE(decided_at) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(decided_at) ON TABLE public.proposals TO scrutin_auditor;
GRANT UPDATE(decided_at) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT(decision_reason),UPDATE(decision_reason) ON TABLE public.proposals TO scrutin_operator;
GRANT SELECT(decision_reason) ON TABLE public.proposals TO scrutin_auditor;
GRANT UPDATE(decision_reason) ON TABLE public.proposals TO scrutin_admin;

GRANT SELECT ON TABLE public.proposed_credentials TO scrutin_settler;
GRANT SELECT,INSERT ON TABLE public.proposed_credentials TO scrutin_operator;
GRANT SELECT ON TABLE public.proposed_credentials TO scrutin_auditor;
GRANT SELECT,INSERT ON TABLE public.proposed_credentials TO scrutin_admin;

GRANT SELECT ON TABLE public.publications TO scrutin_ingestion;
GRANT SELECT ON TABLE public.publications TO scrutin_operator;
GRANT SELECT ON TABLE public.publications TO scrutin_auditor;
GRANT SELECT ON TABLE public.publications TO scrutin_admin;
GRANT SELECT,DELETE ON TABLE public.publications TO scrutin_discarder;

GRANT INSERT(contest_key) ON TABLE public.publications TO scrutin_operator;
GRANT INSERT(contest_key) ON TABLE public.publications TO scrutin_admin;

GRANT INSERT(tabulation_id) ON TABLE public.publications TO scrutin_operator;
GRANT INSERT(tabulation_id) ON TABLE public.publications TO scrutin_admin;

GRANT INSERT(published_at) ON TABLE public.publications TO scrutin_operator;
GRANT INSERT(published_at) ON TABLE public.publications TO scrutin_admin;

GRANT INSERT(supersedes) ON TABLE public.publications TO scrutin_operator;
GRANT INSERT(supersedes) ON TABLE public.publications TO scrutin_admin;

GRANT INSERT(reason) ON TABLE public.publications TO scrutin_operator;
GRANT INSERT(reason) ON TABLE public.publications TO scrutin_admin;

GRANT USAGE ON SEQUENCE public.publications_id_seq TO scrutin_operator;
GRANT USAGE ON SEQUENCE public.publications_id_seq TO scrutin_admin;

GRANT SELECT ON TABLE public.published_lots TO scrutin_ingestion;
GRANT SELECT ON TABLE public.published_lots TO scrutin_operator;
GRANT SELECT ON TABLE public.published_lots TO scrutin_auditor;
GRANT SELECT ON TABLE public.published_lots TO scrutin_admin;

GRANT SELECT ON TABLE public.published_rolls TO scrutin_operator;
GRANT SELECT ON TABLE public.published_rolls TO scrutin_auditor;
GRANT SELECT ON TABLE public.published_rolls TO scrutin_admin;

GRANT SELECT,INSERT ON TABLE public.tabulations TO scrutin_operator;
GRANT SELECT,INSERT ON TABLE public.tabulations TO scrutin_admin;
GRANT SELECT ON TABLE public.tabulations TO scrutin_auditor;
GRANT SELECT,DELETE ON TABLE public.tabulations TO scrutin_discarder;

GRANT UPDATE(published_at) ON TABLE public.tabulations TO scrutin_operator;
GRANT UPDATE(published_at) ON TABLE public.tabulations TO scrutin_admin;

GRANT SELECT ON TABLE public.published_tabulations TO scrutin_ingestion;
GRANT SELECT ON TABLE public.published_tabulations TO scrutin_operator;
GRANT SELECT ON TABLE public.published_tabulations TO scrutin_auditor;
GRANT SELECT ON TABLE public.published_tabulations TO scrutin_admin;

GRANT SELECT,INSERT,UPDATE ON TABLE public.ranking_counts TO scrutin_mixer;
GRANT SELECT,DELETE ON TABLE public.ranking_counts TO scrutin_discarder;

GRANT SELECT ON TABLE public.regions TO scrutin_ingestion;
GRANT SELECT ON TABLE public.regions TO scrutin_worker;
GRANT SELECT ON TABLE public.regions TO scrutin_aggregator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.regions TO scrutin_operator;
GRANT SELECT ON TABLE public.regions TO scrutin_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.regions TO scrutin_admin;
GRANT SELECT ON TABLE public.regions TO scrutin_settler;

GRANT SELECT,INSERT,UPDATE ON TABLE public.rejected_submissions TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.rejected_submissions TO scrutin_discarder;

GRANT SELECT(submission_id) ON TABLE public.rejected_submissions TO scrutin_ingestion;

GRANT SELECT(contest_key) ON TABLE public.rejected_submissions TO scrutin_ingestion;

GRANT SELECT(reason) ON TABLE public.rejected_submissions TO scrutin_ingestion;

GRANT SELECT ON TABLE public.roll_regions TO scrutin_ingestion;
GRANT SELECT ON TABLE public.roll_regions TO scrutin_worker;
GRANT SELECT ON TABLE public.roll_regions TO scrutin_aggregator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roll_regions TO scrutin_operator;
GRANT SELECT ON TABLE public.roll_regions TO scrutin_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.roll_regions TO scrutin_admin;
GRANT SELECT ON TABLE public.roll_regions TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.roll_regions TO scrutin_discarder;

GRANT SELECT ON TABLE public.rolls TO scrutin_ingestion;
GRANT SELECT ON TABLE public.rolls TO scrutin_worker;
GRANT SELECT ON TABLE public.rolls TO scrutin_aggregator;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rolls TO scrutin_operator;
GRANT SELECT ON TABLE public.rolls TO scrutin_auditor;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.rolls TO scrutin_admin;
GRANT SELECT ON TABLE public.rolls TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.rolls TO scrutin_discarder;

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sessions TO scrutin_admin;
GRANT DELETE ON TABLE public.sessions TO scrutin_operator;

GRANT SELECT(official_id) ON TABLE public.sessions TO scrutin_operator;

GRANT SELECT(created_at) ON TABLE public.sessions TO scrutin_operator;

GRANT SELECT(expires_at) ON TABLE public.sessions TO scrutin_operator;

GRANT SELECT(last_seen_at) ON TABLE public.sessions TO scrutin_operator;

GRANT SELECT(id) ON TABLE public.sessions TO scrutin_operator;

GRANT SELECT,INSERT,UPDATE ON TABLE public.settled_submissions TO scrutin_settler;

GRANT SELECT(submission_id) ON TABLE public.settled_submissions TO scrutin_ingestion;

GRANT SELECT,INSERT,UPDATE ON TABLE public.turnout_arriving TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.turnout_arriving TO scrutin_mixer;
GRANT SELECT,DELETE ON TABLE public.turnout_arriving TO scrutin_discarder;

GRANT SELECT,INSERT,UPDATE ON TABLE public.turnout_buckets TO scrutin_mixer;
GRANT SELECT,DELETE ON TABLE public.turnout_buckets TO scrutin_discarder;

GRANT SELECT ON TABLE public.turnout TO scrutin_ingestion;
GRANT SELECT ON TABLE public.turnout TO scrutin_aggregator;
GRANT SELECT ON TABLE public.turnout TO scrutin_operator;
GRANT SELECT ON TABLE public.turnout TO scrutin_auditor;
GRANT SELECT ON TABLE public.turnout TO scrutin_admin;

GRANT SELECT,INSERT ON TABLE public.void_credentials TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.void_credentials TO scrutin_discarder;

GRANT SELECT(roll_key) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT(credential_hash) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT(region_id) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT(kind) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT(replaced_by) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT(new_region_id) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT(reason) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT(at) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT(proposal_id) ON TABLE public.void_credentials TO scrutin_auditor;

GRANT SELECT,INSERT,UPDATE ON TABLE public.void_totals TO scrutin_settler;
GRANT SELECT ON TABLE public.void_totals TO scrutin_ingestion;
GRANT SELECT ON TABLE public.void_totals TO scrutin_worker;
GRANT SELECT ON TABLE public.void_totals TO scrutin_aggregator;
GRANT SELECT ON TABLE public.void_totals TO scrutin_operator;
GRANT SELECT ON TABLE public.void_totals TO scrutin_auditor;
GRANT SELECT ON TABLE public.void_totals TO scrutin_admin;
GRANT SELECT,DELETE ON TABLE public.void_totals TO scrutin_discarder;

GRANT SELECT,INSERT,UPDATE ON TABLE public.vote_audit TO scrutin_settler;
GRANT SELECT,DELETE ON TABLE public.vote_audit TO scrutin_discarder;

GRANT SELECT ON TABLE public.voter_audit TO scrutin_auditor;
