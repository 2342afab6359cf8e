-- P6: reading ballots and results without their order of arrival, and not before their time.
--
-- The records of who voted and of what was cast are both stored in the order in which they were written. Whoever sees
-- ballots in the order in which they arrived, or can tell the last few from those that were mixed before, can join
-- voters to choices. A plain view would let a reader see this, whatever it sorts:
--
-- * its rows pass the reader's own conditions before they are sorted or grouped, and a function in such a condition
--   sees them come;
-- * mixed ballots come first and arriving ones last: of ten ballots since the last mixing, these are the last ten;
-- * EXPLAIN ANALYZE counts the rows of each table behind the view, including those that a condition took out.
--
-- security_barrier prevents only the first. Therefore ballots, rankings and first preferences come out of functions that
-- run as the owner of the tables. The reader's query is planned around them and never into them, EXPLAIN shows one node,
-- and each ends with a sort that no plan may leave out. They are STABLE: they read the snapshot of the calling statement,
-- so that a statement over several views still describes one instant (P5).
--
-- The choices in an open contest can be read in the groups in which the ballots were mixed. Those of a contest whose
-- results are withheld can be read after the closing, as can its counts by choice. How many votes were counted is public
-- at all times. The owner of the database and a superuser can read everything at any time.

-- Whether the choices in a contest may be read now. Those of a contest that nobody set up may.
CREATE FUNCTION choices_readable(contest text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
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

-- ---------------------------------------------------------------- ballots

-- Contests that have a ballot, from the ballots themselves, so that a ballot in a contest that nobody set up shows as
-- well. Each contest costs one step in the primary key.
CREATE FUNCTION ballot_contests() RETURNS TABLE (contest_key text)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 100 COST 1000
SET search_path = pg_catalog, public, pg_temp AS $$
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

-- Mixed and arriving ballots both have random ids, and in the order of the ids nothing shows which is which.
CREATE FUNCTION ballots_of(contest text) RETURNS TABLE (id uuid, selection text)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT m.id, m.selection FROM ballots_mixed AS m WHERE m.contest_key = contest AND choices_readable(contest)
  UNION ALL
  SELECT a.id, a.selection FROM ballots_arriving AS a
   WHERE a.contest_key = contest AND choices_readable(contest)
     AND (contest_closed(contest) IS NOT FALSE OR session_is_owner())
  ORDER BY 1
$$;

-- The cast vote records. A condition on the contest reaches the list of contests (equality of texts is leakproof), so
-- that a single contest is read by its key.
CREATE VIEW ballots WITH (security_barrier = true) AS
  SELECT b.id, c.contest_key COLLATE "C" AS contest_key, b.selection COLLATE "C" AS selection
    FROM ballot_contests() AS c (contest_key), LATERAL ballots_of(c.contest_key) AS b;

-- ---------------------------------------------------------------- elections

-- Races that have a ballot. Mixing writes election_results and ranking_counts together (P4).
CREATE FUNCTION counted_races() RETURNS TABLE (election_id text, region_id text)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 100 COST 1000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.election_id, r.region_id FROM election_results AS r
  UNION
  SELECT split_part(a.contest_key, ':', 2), split_part(a.contest_key, ':', 3)
    FROM ballots_arriving AS a WHERE starts_with(a.contest_key, 'election:')
  ORDER BY 1, 2
$$;

CREATE FUNCTION rankings_of(election text, region text) RETURNS TABLE (ranking text, ballots bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.ranking, sum(p.ballots)::bigint
    FROM (SELECT r.ranking, r.ballots FROM ranking_counts AS r
           WHERE r.election_id = election AND r.region_id = region
          UNION ALL
          SELECT a.selection, 1 FROM ballots_arriving AS a
           WHERE a.contest_key = 'election:' || election || ':' || region) AS p
   WHERE choices_readable('election:' || election || ':' || region)
   GROUP BY 1 ORDER BY 1
$$;

CREATE FUNCTION counted_first_preferences()
RETURNS TABLE (election_id text, region_id text, candidate_id text, votes bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 1000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
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

CREATE VIEW live_ranking_counts WITH (security_barrier = true) AS
  SELECT c.election_id COLLATE "C" AS election_id, c.region_id COLLATE "C" AS region_id,
         r.ranking COLLATE "C" AS ranking, r.ballots
    FROM counted_races() AS c, LATERAL rankings_of(c.election_id, c.region_id) AS r;

CREATE VIEW live_election_results WITH (security_barrier = true) AS
  SELECT election_id COLLATE "C" AS election_id, region_id COLLATE "C" AS region_id,
         candidate_id COLLATE "C" AS candidate_id, votes
    FROM counted_first_preferences();

-- ---------------------------------------------------------------- laws

-- One row for each law that has a ballot. Where results are withheld, it has the total alone.
CREATE FUNCTION law_counts() RETURNS TABLE (law_id text, oui bigint, non bigint, counted bigint, updated_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.law_id, CASE WHEN readable THEN r.oui END, CASE WHEN readable THEN r.non END, r.oui + r.non, r.updated_at
    FROM vote_results AS r, LATERAL choices_readable('law:' || r.law_id) AS readable
$$;

-- ---------------------------------------------------------------- ballots against tallies

-- Every selection of a contest with its ballots and its number in the tallies (P4). What is counted, digested and
-- certified is read from the ballots, and a difference from the tallies is seen.
CREATE FUNCTION all_ballots_and_tallies(contest text) RETURNS TABLE (selection text, ballots bigint, tallied bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  WITH box AS (
    SELECT b.selection, count(*) AS n
      FROM (SELECT m.selection FROM ballots_mixed AS m WHERE m.contest_key = contest
            UNION ALL
            SELECT a.selection FROM ballots_arriving AS a WHERE a.contest_key = contest) AS b
     GROUP BY 1
  ), tallies AS (
    SELECT t.selection, sum(t.n)::bigint AS n
      FROM (SELECT v.selection, v.n FROM vote_results AS r,
                   LATERAL (VALUES ('oui', r.oui), ('non', r.non)) AS v (selection, n)
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

-- The same for the logins of services, which have to wait for the closing where results are withheld.
CREATE FUNCTION ballots_and_tallies(contest text) RETURNS TABLE (selection text, ballots bigint, tallied bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT b.selection, b.ballots, b.tallied FROM all_ballots_and_tallies(contest) AS b WHERE choices_readable(contest)
   ORDER BY 1
$$;
