-- Elections end to end: what an official decides, which ballots a race takes, who may do what in the office.

-- ---------------------------------------------------------------- contests

-- Opening and closing are the window's doing (P9), nobody's: what is kept is what officials decide.
ALTER TABLE laws DROP CONSTRAINT laws_status_check;
ALTER TABLE elections DROP CONSTRAINT elections_status_check;
UPDATE laws SET status = 'scheduled' WHERE status IN ('open', 'closed');
UPDATE elections SET status = 'scheduled' WHERE status IN ('open', 'closed');
ALTER TABLE laws ADD CONSTRAINT laws_status_check CHECK (status IN ('draft', 'scheduled', 'certified'));
ALTER TABLE elections ADD CONSTRAINT elections_status_check CHECK (status IN ('draft', 'scheduled', 'certified'));

-- A withdrawal has a time, by which ballots are judged: those accepted before it stay as they were cast.
ALTER TABLE candidates ADD COLUMN withdrawn_at timestamptz(3);
UPDATE candidates SET withdrawn_at = 'epoch' WHERE status = 'withdrawn';
ALTER TABLE candidates DROP COLUMN status;

-- How many credentials of an election's roll vote where: what turnout by region is a part of.
CREATE TABLE roll_regions (
  roll_key text COLLATE "C" NOT NULL REFERENCES rolls ON DELETE CASCADE ON UPDATE RESTRICT,
  region_id text NOT NULL,
  credentials bigint NOT NULL CHECK (credentials > 0),
  PRIMARY KEY (roll_key, region_id)
);

-- ---------------------------------------------------------------- reasons

ALTER TABLE rejected_submissions DROP CONSTRAINT rejected_submissions_reason_check;
ALTER TABLE rejected_submissions ADD CONSTRAINT rejected_submissions_reason_check CHECK (reason IN (
  'malformed', 'unknown-contest', 'not-open', 'closed', 'unknown-credential', 'wrong-region',
  'invalid-selection', 'unknown-candidate', 'withdrawn-candidate', 'repeated-candidate', 'too-many-ranks',
  'ranking-not-allowed', 'already-voted', 'rate-limited'));

-- ---------------------------------------------------------------- the office

-- official: contests, rolls, tabulation. operator: accounts and rolls. auditor: reads.
ALTER TABLE officials DROP CONSTRAINT officials_role_check;
UPDATE officials SET role = CASE role WHEN 'administrator' THEN 'operator' WHEN 'election-official' THEN 'official' ELSE role END;
ALTER TABLE officials ADD CONSTRAINT officials_role_check CHECK (role IN ('official', 'auditor', 'operator'));
ALTER TABLE officials ADD CHECK (email = lower(email));
-- Failed logins in a row, and until when no further one is looked at.
ALTER TABLE officials ADD COLUMN failed_logins integer NOT NULL DEFAULT 0 CHECK (failed_logins >= 0);
ALTER TABLE officials ADD COLUMN locked_until timestamptz(3);

ALTER TABLE sessions ADD COLUMN last_seen_at timestamptz(3) NOT NULL DEFAULT now();

-- Who, what, before, after, when. The name stays readable when the account is gone; whoever acts by the
-- command line has no account and is named by it.
ALTER TABLE admin_audit ADD COLUMN actor text NOT NULL DEFAULT '';
ALTER TABLE admin_audit ALTER COLUMN actor DROP DEFAULT;
ALTER TABLE admin_audit ADD COLUMN reason text;
ALTER TABLE admin_audit ADD COLUMN before jsonb;
ALTER TABLE admin_audit ADD COLUMN after jsonb;
ALTER TABLE admin_audit DROP COLUMN details;

-- SHA-256 of the ballots that were counted, grouped and sorted (docs/AUDITING.md): whoever recounts knows
-- whether it was the same ballots. Public once it is published.
ALTER TABLE tabulations ADD COLUMN ballots_digest text NOT NULL DEFAULT '' CHECK (ballots_digest ~ '^([0-9a-f]{64})?$');
ALTER TABLE tabulations ALTER COLUMN ballots_digest DROP DEFAULT;
ALTER TABLE tabulations ADD COLUMN published_at timestamptz(3);

-- ---------------------------------------------------------------- privileges

DO $roles$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'scrutin_admin') THEN
    BEGIN
      CREATE ROLE scrutin_admin NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made meanwhile for another database of this cluster
    END;
  END IF;
END
$roles$;

GRANT USAGE ON SCHEMA public TO scrutin_admin;
REVOKE ALL ON roll_regions FROM PUBLIC;

GRANT SELECT ON roll_regions TO
  scrutin_ingestion, scrutin_worker, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT INSERT, UPDATE, DELETE ON roll_regions TO scrutin_operator, scrutin_admin;

-- A tabulation that is published is public; an unpublished one is the office's.
CREATE VIEW published_tabulations AS
  SELECT id, contest_key, rule_set, ballots, ballots_digest, result, computed_at, published_at
    FROM tabulations WHERE published_at IS NOT NULL;
GRANT SELECT ON published_tabulations TO scrutin_ingestion, scrutin_operator, scrutin_auditor, scrutin_admin;

-- The admin API: contests, rolls, officials and what they do; counts and rankings, but no ballot, no credential.
GRANT SELECT ON laws, elections, regions, political_parties, election_regions, candidates, rolls,
  vote_results, live_election_results, live_ranking_counts, contest_totals, turnout, rejection_counts, intake
  TO scrutin_admin;
GRANT INSERT, UPDATE, DELETE ON laws, elections, regions, political_parties, election_regions, candidates, rolls
  TO scrutin_admin;
GRANT SELECT, INSERT, UPDATE ON officials TO scrutin_admin;
GRANT SELECT, INSERT, UPDATE, DELETE ON sessions TO scrutin_admin;
GRANT SELECT, INSERT ON admin_audit TO scrutin_admin;
GRANT SELECT, INSERT, UPDATE (published_at) ON tabulations TO scrutin_admin;
GRANT USAGE ON SEQUENCE admin_audit_id_seq TO scrutin_admin;
GRANT EXECUTE ON FUNCTION mix_ballots TO scrutin_admin;

-- The same acts by the command line.
GRANT SELECT (id, email, display_name, role, created_at, disabled_at, failed_logins, locked_until), INSERT, UPDATE
  ON officials TO scrutin_operator;
GRANT DELETE, SELECT (official_id) ON sessions TO scrutin_operator;
GRANT SELECT, INSERT ON admin_audit TO scrutin_operator;
GRANT USAGE ON SEQUENCE admin_audit_id_seq TO scrutin_operator;
GRANT SELECT, INSERT, UPDATE (published_at) ON tabulations TO scrutin_operator;
