-- P6: nothing that a reader brings along may run on ballots in their order of arrival.
--
-- vote_audit is handed out in the order in which it was written. So whoever sees ballots in the order in which
-- they arrived, or can tell the last few from those that were mixed before, joins voters to choices. A plain view
-- lets a reader see that, whatever it sorts:
--
-- * its rows pass the reader's own conditions before they are sorted or grouped (a function there sees them come);
-- * ballots_mixed first, ballots_arriving after: of ten ballots since the last mixing, the last ten voters;
-- * EXPLAIN ANALYZE counts the rows of each table behind it, also those that a condition on a choice took out.
--
-- security_barrier closes the first only. So ballots, rankings and first preferences come out of functions that
-- run as the tables' owner: the reader's query is planned around them, never into them, EXPLAIN shows one node, and
-- a sort that no plan may leave out is the last thing in each. STABLE: they read the snapshot of the calling
-- statement, so that a statement over several views is still of one instant (P5).
--
-- What is not closed by this: vote_audit alone lies in the order of its writing for the roles that may read it, and
-- beside the turnout tells when somebody voted, but no choice. Whoever looks again after every vote sees what came
-- in between, as in the live results themselves (SECURITY.md).

-- Contests of which there is a ballot, from the ballots themselves: one in a contest that nobody set up must show
-- as well. One step of the primary key for each.
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

-- Mixed and arriving ballots alike bear random ids, and in their order neither shows which it is.
CREATE FUNCTION ballots_of(contest text) RETURNS TABLE (id uuid, selection text)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT m.id, m.selection FROM ballots_mixed AS m WHERE m.contest_key = contest
  UNION ALL
  SELECT a.id, a.selection FROM ballots_arriving AS a WHERE a.contest_key = contest
  ORDER BY 1
$$;

-- Races of which there is a ballot. Mixing writes election_results and ranking_counts together (P4).
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
   GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
$$;

-- A condition on the contest or race reaches the list of them (text equality is leakproof), so that one of them is
-- read by its key.
CREATE OR REPLACE VIEW ballots WITH (security_barrier = true) AS
  SELECT b.id, c.contest_key COLLATE "C" AS contest_key, b.selection COLLATE "C" AS selection
    FROM ballot_contests() AS c (contest_key), LATERAL ballots_of(c.contest_key) AS b;

CREATE OR REPLACE VIEW live_ranking_counts WITH (security_barrier = true) AS
  SELECT c.election_id COLLATE "C" AS election_id, c.region_id COLLATE "C" AS region_id,
         r.ranking COLLATE "C" AS ranking, r.ballots
    FROM counted_races() AS c, LATERAL rankings_of(c.election_id, c.region_id) AS r;

CREATE OR REPLACE VIEW live_election_results WITH (security_barrier = true) AS
  SELECT election_id COLLATE "C" AS election_id, region_id COLLATE "C" AS region_id,
         candidate_id COLLATE "C" AS candidate_id, votes
    FROM counted_first_preferences();

ALTER VIEW contest_totals SET (security_barrier = true);
-- No choice in it, and every bucket of it is told to the same readers: the barrier keeps single rows of
-- turnout_arriving from them, and conditions on the contest and the time are leakproof and reach the tables.
ALTER VIEW turnout SET (security_barrier = true);
-- What is not published yet passes nobody's functions.
ALTER VIEW published_tabulations SET (security_barrier = true);

-- A view calls its functions in the name of who reads it.
REVOKE EXECUTE ON FUNCTION ballot_contests, ballots_of, counted_races, rankings_of,
  counted_first_preferences FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ballot_contests, ballots_of TO scrutin_auditor;
GRANT EXECUTE ON FUNCTION counted_races, rankings_of, counted_first_preferences
  TO scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;

-- And nobody brings functions: pg_temp was the only schema in which a role could make any (before PostgreSQL 15,
-- public was another). The owner keeps both. This belongs to the database and not to what is in it: a copy made
-- with CREATE DATABASE … TEMPLATE, or restored without --create, needs the first statement again.
DO $temporary$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), current_user);
END
$temporary$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
