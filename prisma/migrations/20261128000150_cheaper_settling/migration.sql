-- Settling and mixing do what they did, for less. On two slow cores:
--
-- * A batch of an election concerns many races. votes_not_settled() looked up the candidates of each by the election alone,
--   or read all of them, and mix_ballots() read all ballots that had arrived once for each race. With 125 races of 6
--   candidates, votes_not_settled() took 13 ms for a batch of 400 votes and takes 2 to 3. Mixing 137,500 ballots of 125
--   races took 4 to 5 s and takes 1.8 to 2.8.
-- * settle_votes() wrote with ON CONFLICT although hardly any vote of a batch is there yet: 17 µs for each vote, now 12.
-- * gen_random_uuid() took 2.6 µs for each ballot that arrived and again when it was mixed. id_by_lot() takes 1.3.
-- * votes_not_settled() looked up candidates for each vote of a law.
GRANT CREATE ON SCHEMA public TO scrutin_mixer, scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('GRANT scrutin_mixer, scrutin_settler TO %I', current_user);
END
$membership$;

-- The id of the n-th ballot of a batch or of a mixing. Whoever does not know the seed, which has 244 random bits and is
-- stored nowhere, cannot tell it from any other id. It takes half the time of gen_random_uuid().
CREATE FUNCTION id_by_lot(seed bytea, n bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT encode(substr(sha256(seed || int8send(n)), 1, 16), 'hex')::uuid
$$;
REVOKE ALL ON FUNCTION id_by_lot FROM PUBLIC;
GRANT EXECUTE ON FUNCTION id_by_lot TO scrutin_settler, scrutin_mixer;

CREATE OR REPLACE FUNCTION votes_not_settled(submission_ids uuid[], contests text[], accepted bigint[], selections text[])
RETURNS TABLE (submission_id uuid, outcome text, reason text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
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

-- Counts votes that settle_votes() has settled: their ballots arrive, and their turnout and results grow.
CREATE FUNCTION count_ballots(contests text[], accepted bigint[], selections text[], receipts jsonb)
RETURNS TABLE (outcome text, contest text, selection text, votes integer)
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
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
REVOKE ALL ON FUNCTION count_ballots FROM PUBLIC;

CREATE OR REPLACE FUNCTION settle_votes(submission_ids uuid[], contests text[], hashes text[], accepted bigint[], selections text[], receipts jsonb DEFAULT '[]'::jsonb) RETURNS TABLE(outcome text, contest text, selection text, votes integer)
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
     ORDER BY 3, 2
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

DO $owners$
BEGIN
  ALTER FUNCTION count_ballots OWNER TO scrutin_settler;
  EXECUTE format('GRANT EXECUTE ON FUNCTION count_ballots TO %I', current_user);
END
$owners$;

CREATE OR REPLACE FUNCTION mix_ballots(minimum integer DEFAULT 1000) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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

REVOKE CREATE ON SCHEMA public FROM scrutin_mixer, scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_mixer, scrutin_settler FROM %I', current_user);
END
$membership$;
