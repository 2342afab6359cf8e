-- P6: mixing. The migration of the votes says why ballots are mixed.
--
-- A contest is mixed when at least `minimum` of its ballots have arrived (1000, and no caller can make it fewer) or when
-- it has closed. Its arriving ballots move to ballots_mixed in one transaction, under new random ids and in the order of
-- those ids. Where fewer than the minimum have arrived at the closing, as many mixed ballots of the contest as are
-- missing are drawn by lot (their ids are random) and mixed again with them, so that the last ballots do not form a
-- small group of their own. A contest with fewer ballots than the minimum is one group. Elections are tallied in the
-- same transaction, and the turnout of the contest moves along.
--
-- What remains visible, and to whom:
--
-- * Whoever holds the tables sees which audit rows were written between two mixings, and which ballots were mixed then:
--   a thousand voters and their thousand ballots, but not which ballot belongs to whom. If all thousand chose the same,
--   this is known of each of them, as it is of a polling station where everybody votes alike.
-- * Ballots that are still arriving carry the stamp of their batch. While voting goes on, these are up to the minimum
--   for each contest, and all ballots of a contest that never reaches it. Only the owner, scrutin_mixer and a superuser
--   see stamps: services and auditors are granted columns and views, which do not show them.
-- * The server's disk holds dead rows until they are vacuumed and their space is used again, and the write-ahead log
--   holds every batch as it was written, as do base backups with an archive of that log. Whoever can read these can join
--   voters to choices. Keep the archive of the log apart and encrypted, and destroy it when the result is final. A dump
--   taken after the closing and the last mixing carries no stamps at all.
-- * track_commit_timestamp must stay off (deepCheck() reports it), because it would give every audit row a time.
-- * Audit rows lie in the order in which they were written. Whoever also kept every live result, vote by vote, could lay
--   the two side by side at a quiet hour. Publish the results of such a contest after its closing.

-- Any number of aggregators may call it: while one mixes, the others return at once. Returns how many ballots were moved
-- out of ballots_arriving.
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

-- Whether the current user is scrutin_mixer because mix_ballots() is running, and for no other reason: nobody has taken
-- the role, the session cannot take it, and the role owns no other function that could run in its name.
CREATE FUNCTION inside_mixing() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
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
