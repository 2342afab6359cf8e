-- Least rights: each service can do its own work and no other (SECURITY.md, docs/AUDITING.md). Where rows hold more than
-- a role needs, it is granted columns. That also leaves out PostgreSQL's own columns (xmin, ctid), which tell the rows
-- of one transaction (P6).

-- Replaces the migrations up to 20261125000018_rolls_and_certificates.
-- That is read by `scrutin db migrate`: a database that has all of those has the tables, functions and rights of this
-- migration and of the twelve before it, and they are recorded there as applied without being run.

-- Nothing is left to everybody. The schema pg_temp was the only one in which a role could create functions (before
-- PostgreSQL 15 also public), and a function that a reader brings along could watch rows pass. The right to create in
-- pg_temp belongs to the database and not to what is in it: a copy made with CREATE DATABASE ... TEMPLATE, or restored
-- without --create, needs the first of these statements again.
DO $temporary$
BEGIN
  EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO %I', current_database(), current_user);
END
$temporary$;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO
  scrutin_ingestion, scrutin_worker, scrutin_aggregator, scrutin_admin, scrutin_operator, scrutin_auditor,
  scrutin_settler, scrutin_mixer;

-- ---------------------------------------------------------------- what several services read

-- Contests are no secret.
GRANT SELECT ON laws, elections, regions, political_parties, election_regions, candidates, rolls, roll_regions TO
  scrutin_ingestion, scrutin_worker, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;

-- Neither are counts, as far as they may be read before the closing. Functions that a view calls run in the name of its
-- reader.
GRANT SELECT ON live_election_results, live_ranking_counts, contest_totals, turnout, rejection_counts, intake,
  contest_ledger, ledger_explanations TO
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT EXECUTE ON FUNCTION counted_races, rankings_of, counted_first_preferences, choices_readable, counted_by_race,
  law_counts TO
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT SELECT ON published_tabulations TO scrutin_ingestion, scrutin_operator, scrutin_auditor, scrutin_admin;

-- The sides of a law are withheld with its results. The totals above are read in the name of the owner, whom no policy
-- binds.
GRANT SELECT (law_id, oui, non, updated_at) ON vote_results TO
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;
ALTER TABLE vote_results ENABLE ROW LEVEL SECURITY;
CREATE POLICY settling ON vote_results TO scrutin_settler USING (true) WITH CHECK (true);
CREATE POLICY not_withheld ON vote_results FOR SELECT
  TO scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin
  USING (choices_readable('law:' || law_id));

-- ---------------------------------------------------------------- what one service does

-- Ingestion: the state of a submission by its id, and reports of what it took in. No credential and no ballot.
GRANT SELECT (submission_id) ON settled_submissions TO scrutin_ingestion;
GRANT SELECT (submission_id, contest_key, reason) ON rejected_submissions TO scrutin_ingestion;
GRANT EXECUTE ON FUNCTION report_intake TO scrutin_ingestion;

-- Worker: whether credentials that it names have voted.
GRANT EXECUTE ON FUNCTION counted_among TO scrutin_worker;

-- Aggregator: through functions only. It reads neither ballots nor credentials.
GRANT EXECUTE ON FUNCTION settle_votes, settle_rejections, mix_ballots TO scrutin_aggregator;

-- Admin API and command line: contests, rolls, officials and their acts, counts and explanations.
GRANT INSERT, UPDATE, DELETE ON laws, elections, regions, political_parties, election_regions, candidates, rolls,
  roll_regions TO scrutin_operator, scrutin_admin;
GRANT SELECT ON admin_audit TO scrutin_operator, scrutin_admin;
GRANT INSERT (official_id, actor, action, subject, reason, before, after) ON admin_audit
  TO scrutin_operator, scrutin_admin;
GRANT SELECT, INSERT, UPDATE (published_at) ON tabulations TO scrutin_operator, scrutin_admin;
GRANT INSERT (contest_key, votes, reason) ON ledger_explanations TO scrutin_operator, scrutin_admin;
GRANT USAGE ON SEQUENCE admin_audit_id_seq, ledger_explanations_id_seq TO scrutin_operator, scrutin_admin;
GRANT EXECUTE ON FUNCTION mix_ballots, lock_contests TO scrutin_operator, scrutin_admin;
GRANT EXECUTE ON FUNCTION ballots_and_tallies, voters_counted TO scrutin_operator, scrutin_auditor, scrutin_admin;

-- Only the admin API reads password hashes and opens sessions.
GRANT SELECT, INSERT, UPDATE ON officials TO scrutin_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO scrutin_admin;
GRANT SELECT (id, email, display_name, role, created_at, disabled_at, failed_logins, locked_until), INSERT, UPDATE
  ON officials TO scrutin_operator;
GRANT DELETE, SELECT (official_id) ON sessions TO scrutin_operator;

-- Only the command line rebuilds lost rolls and compares the claims in Redis with the votes.
GRANT EXECUTE ON FUNCTION counted_credentials, uncounted_among TO scrutin_operator;

-- Auditor: everything that may be read, and nothing by which rows could be joined.
GRANT SELECT ON ballots, voter_audit, book_totals, admin_audit, tabulations TO scrutin_auditor;
GRANT EXECUTE ON FUNCTION ballot_contests, ballots_of, audited_rolls, audited_of, counted_books TO scrutin_auditor;
GRANT SELECT (roll_key, credential_hash, reason, attempts, first_hour, last_hour)
  ON duplicate_attempts TO scrutin_auditor;
GRANT SELECT (id, email, display_name, role, created_at, disabled_at) ON officials TO scrutin_auditor;

-- ---------------------------------------------------------------- the owners of functions

GRANT SELECT ON laws, elections, election_regions, candidates, regions, rolls, roll_regions TO scrutin_settler;
GRANT SELECT, INSERT, UPDATE ON vote_audit, settled_submissions, rejected_submissions, ballots_arriving,
  turnout_arriving, duplicate_attempts, rejection_counts, vote_results, keyed_submissions, intake, intake_groups,
  intake_received TO scrutin_settler;
GRANT EXECUTE ON FUNCTION lock_contests TO scrutin_settler;

GRANT SELECT, DELETE ON ballots_arriving, turnout_arriving TO scrutin_mixer;
GRANT SELECT, INSERT, DELETE ON ballots_mixed TO scrutin_mixer;
GRANT SELECT, INSERT, UPDATE ON turnout_buckets, election_results, ranking_counts TO scrutin_mixer;
GRANT SELECT ON laws, elections TO scrutin_mixer;
GRANT EXECUTE ON FUNCTION contest_closed, inside_mixing TO scrutin_mixer;

-- The functions that settle run as scrutin_settler from here on, with those that they call, and mix_ballots() runs as
-- scrutin_mixer. A function can be handed over only by a member of the new owner's role, and only to a role that may
-- create in the schema. Both rights last until the end of this migration. COMMENT ON ROLE takes a lock that all
-- databases of the cluster share and that is held to the end of the transaction, so that no two of them grant and revoke
-- the same membership at the same time.
COMMENT ON ROLE scrutin_mixer IS 'Owns functions of Scrutin. Nobody logs in as it and nobody is a member of it.';
COMMENT ON ROLE scrutin_settler IS 'Owns functions of Scrutin. Nobody logs in as it and nobody is a member of it.';
GRANT CREATE ON SCHEMA public TO scrutin_settler, scrutin_mixer;
DO $owners$
DECLARE
  handed_over regprocedure;
BEGIN
  EXECUTE format('GRANT scrutin_mixer, scrutin_settler TO %I', current_user);
  FOR handed_over IN
    SELECT p.oid FROM pg_proc AS p
     WHERE p.pronamespace = 'public'::regnamespace
       AND p.proname IN ('settle_votes', 'settle_rejections', 'report_intake', 'record_rejections', 'record_receipts',
                         'receipts_outside', 'votes_not_settled', 'contest_exists')
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO scrutin_settler', handed_over);
    -- The owner of the database calls them as a service does.
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', handed_over, current_user);
  END LOOP;
  ALTER FUNCTION mix_ballots OWNER TO scrutin_mixer;
  EXECUTE format('GRANT EXECUTE ON FUNCTION mix_ballots TO %I', current_user);
END
$owners$;
REVOKE CREATE ON SCHEMA public FROM scrutin_settler, scrutin_mixer;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_mixer, scrutin_settler FROM %I', current_user);
END
$membership$;
