-- P6: mixing. See "what was cast" in the migration of the votes for why.
--
-- For every contest of which at least `minimum` ballots arrived (1000, and no caller can make it fewer), and
-- for every contest that has closed, moves what arrived to ballots_mixed in one transaction: under fresh
-- random ids, in the order of those ids. Where fewer than the minimum are left at the closing, as many
-- mixed ballots of the contest as are missing are drawn by lot (their ids are random) and mixed again with
-- them, so that the last ballots are not a small group of their own; a contest with fewer ballots than the
-- minimum is one group. Elections are tallied in the same transaction, and the turnout of these contests moves along.
--
-- What remains, and for whom:
--
-- * Whoever holds the tables sees which audit rows were written between two mixings, and which ballots were
--   mixed then: a thousand voters and their thousand ballots, but not whose is whose. If all thousand chose
--   alike, that is known of each of them, as it is of a polling station that votes as one.
-- * Ballots that are still arriving carry the stamp of their batch. While voting goes on, these are up to
--   the minimum per contest, and all of a contest that never reaches it. Only the owner, scrutin_mixer and a
--   superuser see stamps: the roles of services and auditors are granted columns and views, which show none.
-- * The server's disk: dead rows until they are vacuumed and their space is used again, the write-ahead log
--   with every batch as it was written, and so base backups with an archive of that log. Whoever can read
--   these can join. Keep the archive of the log apart and encrypted, and destroy it when the result stands;
--   a dump taken after the closing and the last mixing carries no stamps at all.
-- * track_commit_timestamp must stay off (deepCheck() reports it), or every audit row has a time.
-- * Audit rows lie in the order in which they were written. Whoever also kept every live result, vote by
--   vote, can lay the two beside each other at a quiet hour: publish such a contest after its closing.
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
