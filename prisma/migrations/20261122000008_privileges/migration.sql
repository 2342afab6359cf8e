-- Each service can do its own work and no other. Column by column where rows carry more than a role needs:
-- a grant of columns leaves out PostgreSQL's own (xmin, ctid), by which rows of one transaction are known (P6).

REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC;
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO
  scrutin_ingestion, scrutin_worker, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_mixer;

-- Contests: no secret.
GRANT SELECT ON laws, elections, regions, political_parties, election_regions, candidates, rolls TO
  scrutin_ingestion, scrutin_worker, scrutin_aggregator, scrutin_operator, scrutin_auditor;
GRANT SELECT ON vote_results, live_election_results, live_ranking_counts, contest_totals, turnout,
  rejection_counts, intake TO
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor;

-- Ingestion: the state of a submission by its id, and what it took in. No credential, no ballot.
GRANT SELECT (submission_id) ON settled_submissions TO scrutin_ingestion, scrutin_operator, scrutin_auditor;
GRANT SELECT (submission_id, contest_key, reason) ON rejected_submissions
  TO scrutin_ingestion, scrutin_operator, scrutin_auditor;
GRANT INSERT (intake_id, received), UPDATE (received, reported_at) ON intake TO scrutin_ingestion;

-- Aggregator: through functions only; it reads neither ballots nor credentials.
GRANT EXECUTE ON FUNCTION settle_votes, settle_rejections, mix_ballots TO scrutin_aggregator;

-- Operator: contests and rolls; who voted, to rebuild a lost roll; mixing after a contest closed.
GRANT INSERT, UPDATE, DELETE ON laws, elections, regions, political_parties, election_regions, candidates, rolls
  TO scrutin_operator;
GRANT SELECT (contest_key, roll_key, credential_hash, status, submission_id) ON vote_audit TO scrutin_operator;
GRANT EXECUTE ON FUNCTION mix_ballots TO scrutin_operator;

-- Auditor: everything that may be read, and nothing by which rows could be joined.
GRANT SELECT (contest_key, roll_key, credential_hash, status, reason, submission_id, hour)
  ON vote_audit TO scrutin_auditor;
GRANT SELECT ON ballots TO scrutin_auditor;
GRANT SELECT (roll_key, credential_hash, reason, attempts, first_hour, last_hour)
  ON duplicate_attempts TO scrutin_auditor;
GRANT SELECT ON admin_audit, tabulations TO scrutin_auditor;
GRANT SELECT (id, email, display_name, role, created_at, disabled_at) ON officials TO scrutin_auditor;

-- The mixer: the tables that mixing changes, and the closing of contests.
GRANT SELECT, DELETE ON ballots_arriving, turnout_arriving TO scrutin_mixer;
GRANT SELECT, INSERT, DELETE ON ballots_mixed TO scrutin_mixer;
GRANT SELECT, INSERT, UPDATE ON turnout_buckets, election_results, ranking_counts TO scrutin_mixer;
GRANT SELECT ON laws, elections TO scrutin_mixer;
GRANT EXECUTE ON FUNCTION contest_closed TO scrutin_mixer;

-- A function can be given only to a role that may create in its schema, so for a moment it may.
GRANT CREATE ON SCHEMA public TO scrutin_mixer;
ALTER FUNCTION mix_ballots OWNER TO scrutin_mixer;
REVOKE CREATE ON SCHEMA public FROM scrutin_mixer;
