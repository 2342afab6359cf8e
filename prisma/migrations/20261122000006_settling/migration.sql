-- The two ways by which anything is settled. Both run as the tables' owner, so that a service which may
-- settle votes can write neither a ballot without its audit row nor a result without its ballot (P4).
--
-- Any number of them run at the same time. Every transaction takes its locks in one order, which is why
-- there are no deadlocks: the gate by submission id, counted audit rows by credential, rejected audit rows
-- by credential, attempts, rejection counts, results. Each INSERT ... SELECT inserts in its ORDER BY.

-- The rejections of submissions that have passed the gate. Not for services.
--
-- Only `already-voted` and `wrong-region` say that a credential is on the roll: these have an audit row and
-- an attempts row of their own. Anything else may be said of invented credentials, and is counted in one
-- row per roll and reason. In the same way, contests that nobody knows are counted under an empty key.
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
  SELECT r.id, CASE WHEN r.reason IN ('malformed', 'unknown-contest') THEN '' ELSE r.contest END, r.reason
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
  SELECT CASE WHEN r.reason IN ('malformed', 'unknown-contest') THEN '' ELSE r.contest END COLLATE "C",
         r.reason COLLATE "C", count(*)
    FROM unnest(contests, reasons) AS r (contest, reason)
   GROUP BY 1, 2
   ORDER BY 1, 2
  ON CONFLICT (contest_key, reason) DO UPDATE SET count = c.count + excluded.count;
END
$$;

-- Counts votes, each once, whatever comes twice, at the same time or again (P2, P3, P4).
--
-- Arrays of equal length, one element per vote: hashes in hexadecimal, hours and ten-second buckets since
-- the epoch. Returns what happened, grouped: `counted` per contest and selection, `rejected`
-- (already-voted) per contest, `repeated` (settled before: adds zero) without contest.
CREATE FUNCTION settle_votes(
  submission_ids uuid[], contests text[], hashes text[], hours integer[], buckets integer[], selections text[]
) RETURNS TABLE (outcome text, contest text, selection text, votes integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  counted uuid[];
  given integer := cardinality(submission_ids);
BEGIN
  WITH gate AS (
    INSERT INTO settled_submissions (submission_id)
    SELECT id FROM unnest(submission_ids) AS id ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING submission_id
  ) SELECT coalesce(array_agg(gate.submission_id), '{}') INTO fresh FROM gate;

  IF cardinality(fresh) < given THEN
    RETURN QUERY SELECT 'repeated', ''::text, ''::text, given - cardinality(fresh);
    IF cardinality(fresh) = 0 THEN
      RETURN;
    END IF;
    SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg(v.hour),
           array_agg(v.bucket), array_agg(v.selection)
      INTO submission_ids, contests, hashes, hours, buckets, selections
      FROM (SELECT DISTINCT ON (u.id) u.*
              FROM unnest(submission_ids, contests, hashes, hours, buckets, selections)
                   AS u (id, contest, hash, hour, bucket, selection)
              JOIN unnest(fresh) AS f (id) ON f.id = u.id
             ORDER BY u.id) AS v;
  END IF;

  WITH audited AS (
    INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, submission_id, hour)
    SELECT v.contest, (split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) COLLATE "C",
           decode(v.hash, 'hex'), 'counted', v.id, to_timestamp(v.hour * 3600.0)
      FROM unnest(submission_ids, contests, hashes, hours) AS v (id, contest, hash, hour)
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
    BEGIN
      SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg(v.hour)
        INTO late_ids, late_contests, late_hashes, late_hours
        FROM unnest(submission_ids, contests, hashes, hours) AS v (id, contest, hash, hour)
        LEFT JOIN unnest(counted) AS c (id) ON c.id = v.id
       WHERE c.id IS NULL;
      PERFORM record_rejections(late_ids, late_contests, late_hashes, late_hours,
                                array_fill('already-voted'::text, ARRAY[cardinality(late_ids)]));
      RETURN QUERY SELECT 'rejected', l.contest, ''::text, count(*)::integer
                     FROM unnest(late_contests) AS l (contest) GROUP BY l.contest;
    END;
    IF cardinality(counted) = 0 THEN
      RETURN;
    END IF;
    SELECT array_agg(v.contest), array_agg(v.bucket), array_agg(v.selection)
      INTO contests, buckets, selections
      FROM unnest(submission_ids, contests, buckets, selections) AS v (id, contest, bucket, selection)
      JOIN unnest(counted) AS c (id) ON c.id = v.id;
  END IF;

  INSERT INTO ballots_arriving (contest_key, selection)
  SELECT v.contest, v.selection FROM unnest(contests, selections) AS v (contest, selection)
   ORDER BY v.contest COLLATE "C", v.selection COLLATE "C";

  INSERT INTO turnout_arriving (contest_key, bucket_start, counted)
  SELECT v.contest, to_timestamp(v.bucket * 10.0), count(*)
    FROM unnest(contests, buckets) AS v (contest, bucket)
   GROUP BY v.contest, v.bucket ORDER BY v.contest COLLATE "C", v.bucket;

  -- Last: the row of a law is locked from here to the commit.
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

-- Records rejections, each submission once; what was settled before, counted or rejected, adds zero (P2).
-- Returns what happened: `rejected` per contest and reason, `repeated` without either.
CREATE FUNCTION settle_rejections(
  submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[]
) RETURNS TABLE (outcome text, contest text, reason text, submissions integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  given integer := cardinality(submission_ids);
BEGIN
  WITH gate AS (
    INSERT INTO settled_submissions (submission_id)
    SELECT id FROM unnest(submission_ids) AS id ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING submission_id
  ) SELECT coalesce(array_agg(gate.submission_id), '{}') INTO fresh FROM gate;

  IF cardinality(fresh) < given THEN
    RETURN QUERY SELECT 'repeated', ''::text, ''::text, given - cardinality(fresh);
    IF cardinality(fresh) = 0 THEN
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

  RETURN QUERY SELECT 'rejected', r.contest, r.reason, count(*)::integer
                 FROM unnest(contests, reasons) AS r (contest, reason)
                GROUP BY r.contest, r.reason;
END
$$;
