-- Settling: the two functions through which every vote and every rejection enters the books. Both run as
-- scrutin_settler, so that a service that may settle can write neither a ballot without its audit row nor a result
-- without its ballot (P4).
--
-- Any number of transactions may settle at the same time. Each takes its locks in the same order, which rules deadlocks
-- out: submissions by id, counted audit rows by credential, rejected audit rows by credential, attempts, rejection
-- counts, receipts, results. Each INSERT ... SELECT inserts in the order of its ORDER BY.

-- Settling takes a lock that any number of transactions may hold together. Certifying takes it alone, so that no vote is
-- settled while a result becomes final (P5). It is the lock of a table and not an advisory lock, because any login may
-- take an advisory lock and could hold up all counting; this one needs the right to write to the table, which no login
-- of a service has.
CREATE FUNCTION lock_contests(contests text[], alone boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF alone THEN
    LOCK TABLE settled_submissions IN SHARE MODE;
  ELSE
    LOCK TABLE settled_submissions IN ROW EXCLUSIVE MODE;
  END IF;
END
$$;

-- The receipts of groups without a vote in a certified contest. The reports of the processes tell of the others, if
-- those votes were accepted.
CREATE FUNCTION receipts_outside(receipts jsonb, certified text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(g), '[]') FROM jsonb_array_elements(receipts) AS g
   WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(g -> 3) AS c
                      WHERE split_part(c ->> 0, ':', 1) || ':' || split_part(c ->> 0, ':', 2) = ANY (certified))
$$;

-- Why a vote may not be counted as it came. Only votes with a reason are returned:
--   refused   `certified`: the result is final. `not-standing`: the race has no candidate of that name.
--   rejected  `not-open`, `closed`, `withdrawn-candidate`: judged by the time of acceptance, with the window and the
--             withdrawals as the database has them now (P9).
CREATE FUNCTION votes_not_settled(submission_ids uuid[], contests text[], accepted bigint[], selections text[])
RETURNS TABLE (submission_id uuid, outcome text, reason text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH known AS (
    SELECT c.contest, coalesce(l.status, e.status) AS status,
           coalesce(l.opens_at, e.opens_at) AS opens_at, coalesce(l.closes_at, e.closes_at) AS closes_at,
           x.named, x.withdrawn
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

-- Records the rejections of submissions that are new. Services cannot call it.
--
-- Only `already-voted` and `wrong-region` say that a credential is on the roll: these rejections have a row in the audit
-- and a row of attempts of their own. Every other reason can be given for invented credentials, and is counted in one
-- row for each roll and reason. In the same way, contests that do not exist are counted under an empty key. A vote that
-- an API took for an existing contest is rejected under that contest, so that its ledger balances.
CREATE FUNCTION record_rejections(
  submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[]
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, reason, submission_id, hour)
  SELECT r.contest, (split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2)) COLLATE "C",
         decode(r.hash, 'hex'), 'rejected', r.reason, r.id, to_timestamp(r.hour * 3600.0)
    FROM unnest(submission_ids, contests, hashes, hours, reasons) AS r (id, contest, hash, hour, reason)
   WHERE r.reason IN ('already-voted', 'wrong-region')
   ORDER BY 2, 3, r.reason COLLATE "C"
  ON CONFLICT (roll_key, credential_hash, reason) WHERE status = 'rejected' DO NOTHING;

  INSERT INTO rejected_submissions (submission_id, contest_key, reason)
  SELECT r.id, CASE WHEN r.reason IN ('malformed', 'unknown-contest') AND NOT contest_exists(r.contest) THEN '' ELSE r.contest END, r.reason
    FROM unnest(submission_ids, contests, reasons) AS r (id, contest, reason)
   ORDER BY r.id;

  INSERT INTO duplicate_attempts AS d (roll_key, credential_hash, reason, attempts, first_hour, last_hour)
  SELECT CASE WHEN r.reason IN ('malformed', 'unknown-contest') THEN ''
              ELSE split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2) END COLLATE "C",
         CASE WHEN r.reason IN ('already-voted', 'wrong-region') THEN decode(r.hash, 'hex') ELSE '' END,
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

-- Counts votes, each of them once, whatever arrives twice, at the same time or later (P2, P3, P4).
--
-- Takes arrays of equal length with one element for each vote: hashes in hexadecimal, times of acceptance in
-- milliseconds since the epoch; and receipts as record_receipts() takes them. Returns what happened, in groups:
--   counted   by contest and selection
--   rejected  by contest and reason (in the column of the selection)
--   repeated  settled before, adds nothing; without a contest
--   refused   one row for each vote, with the submission in the column of the contest and the reason in the column of
--             the selection; nothing of this vote was written
CREATE FUNCTION settle_votes(
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

  INSERT INTO vote_results AS r (law_id, oui, non)
  SELECT split_part(v.contest, ':', 2),
         count(*) FILTER (WHERE v.selection = 'oui'), count(*) FILTER (WHERE v.selection = 'non')
    FROM unnest(contests, selections) AS v (contest, selection)
   WHERE starts_with(v.contest, 'law:')
   GROUP BY v.contest ORDER BY v.contest COLLATE "C"
  ON CONFLICT (law_id) DO UPDATE
    SET oui = r.oui + excluded.oui, non = r.non + excluded.non,
        updated_at = greatest(r.updated_at, excluded.updated_at);

  RETURN QUERY SELECT 'counted', v.contest, v.selection, count(*)::integer
                 FROM unnest(contests, selections) AS v (contest, selection)
                GROUP BY v.contest, v.selection;
END
$$;

-- Records rejections, each submission once. What was settled before, counted or rejected, adds nothing (P2). Takes
-- receipts as record_receipts() does. Returns what happened: `rejected` by contest and reason, `repeated` without
-- either, and `refused` as settle_votes() does.
CREATE FUNCTION settle_rejections(
  submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[],
  receipts jsonb DEFAULT '[]'
) RETURNS TABLE (outcome text, contest text, reason text, submissions integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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
