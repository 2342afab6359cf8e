-- P6: mixing. See "what was cast" in the migration of the votes for why.
--
-- For every contest of which at least `minimum` ballots arrived (1000, and no caller can make it fewer), and
-- for every contest that has closed, moves what arrived to ballots_mixed in one transaction: under fresh
-- random ids, in the order of those ids. Where fewer than the minimum are left at the closing, as many
-- mixed ballots of the contest as are missing are drawn by lot (their ids are random) and mixed again with
-- them, so that the last ballots are not a small group of their own; a contest with fewer ballots than the
-- minimum is one group. Elections are tallied in the same transaction, and the turnout of these contests moves along.
--
-- Any number of aggregators may call it: while one mixes, the others return at once.
-- Returns how many ballots were moved out of ballots_arriving.
CREATE FUNCTION mix_ballots(minimum integer DEFAULT 1000) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  enough constant integer := greatest(coalesce(minimum, 1000), 1000);
  moved bigint := 0;
  ready record;
BEGIN
  IF NOT pg_try_advisory_xact_lock(hashtext('scrutin.mix_ballots')) THEN
    RETURN 0;
  END IF;

  FOR ready IN
    SELECT a.contest_key AS contest, count(*) AS arrived
      FROM ballots_arriving AS a
     GROUP BY a.contest_key
    HAVING count(*) >= enough OR contest_closed(a.contest_key)
     ORDER BY a.contest_key
  LOOP
    -- Rows that arrive from here on stay for the next time.
    WITH arrived AS (
      DELETE FROM ballots_arriving WHERE contest_key = ready.contest RETURNING selection
    ), companions AS (
      DELETE FROM ballots_mixed
       WHERE contest_key = ready.contest
         AND id IN (SELECT id FROM ballots_mixed WHERE contest_key = ready.contest
                     ORDER BY id LIMIT greatest(enough - ready.arrived, 0))
      RETURNING selection
    ), tallied AS (
      INSERT INTO ranking_counts AS r (election_id, region_id, ranking, ballots)
      SELECT split_part(ready.contest, ':', 2), split_part(ready.contest, ':', 3), selection, count(*)
        FROM arrived WHERE starts_with(ready.contest, 'election:')
       GROUP BY selection
      ON CONFLICT (election_id, region_id, ranking) DO UPDATE SET ballots = r.ballots + excluded.ballots
    ), first_preferences AS (
      INSERT INTO election_results AS r (election_id, region_id, candidate_id, votes)
      SELECT split_part(ready.contest, ':', 2), split_part(ready.contest, ':', 3),
             split_part(selection, '>', 1), count(*)
        FROM arrived WHERE starts_with(ready.contest, 'election:')
       GROUP BY 3
      ON CONFLICT (election_id, region_id, candidate_id) DO UPDATE SET votes = r.votes + excluded.votes
    ), boxed AS (
      INSERT INTO ballots_mixed (contest_key, id, selection)
      SELECT ready.contest, fresh.id, fresh.selection
        FROM (SELECT gen_random_uuid() AS id, selection
                FROM (SELECT selection FROM arrived UNION ALL SELECT selection FROM companions) AS drawn
             ) AS fresh
       ORDER BY fresh.id
    )
    SELECT moved + count(*) INTO moved FROM arrived;

    WITH arrived AS (
      DELETE FROM turnout_arriving WHERE contest_key = ready.contest RETURNING bucket_start, counted
    )
    INSERT INTO turnout_buckets AS t (contest_key, bucket_start, counted)
    SELECT ready.contest, bucket_start, sum(counted) FROM arrived GROUP BY bucket_start ORDER BY bucket_start
    ON CONFLICT (contest_key, bucket_start) DO UPDATE SET counted = t.counted + excluded.counted;
  END LOOP;

  RETURN moved;
END
$$;
