-- The election office: officials, their sessions and acts, the counts that they order, and what they explain.

CREATE TABLE officials (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL UNIQUE CHECK (email = lower(email)),
  display_name text NOT NULL,
  password_hash text NOT NULL CHECK (starts_with(password_hash, '$argon2id$')),
  -- official: contests, rolls and counts. operator: accounts and rolls. auditor: reads.
  role text NOT NULL CHECK (role IN ('official', 'auditor', 'operator')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  disabled_at timestamptz(3),
  -- Failed logins in a row, and the time until which no further login is considered.
  failed_logins integer NOT NULL DEFAULT 0 CHECK (failed_logins >= 0),
  locked_until timestamptz(3)
);

CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  official_id uuid NOT NULL REFERENCES officials ON DELETE CASCADE ON UPDATE RESTRICT,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL,
  last_seen_at timestamptz(3) NOT NULL DEFAULT now()
);
CREATE INDEX sessions_official_id_idx ON sessions (official_id);

-- The record of acts: who did what, to what, when and why, with the subject before and after. There is no foreign key,
-- because an act outlives the account of the official. The actor's name therefore stands in the row; somebody who
-- works at the command line has no account, and the name says so.
CREATE TABLE admin_audit (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT now(),
  official_id uuid,
  action text NOT NULL,
  subject text NOT NULL,
  actor text NOT NULL,
  reason text,
  before jsonb,
  after jsonb,
  login text NOT NULL DEFAULT session_user
);
CREATE INDEX admin_audit_at_idx ON admin_audit (at);

-- Counts that an official ordered. The digest is the SHA-256 of the ballots that were counted, grouped and sorted
-- (docs/AUDITING.md): whoever counts again learns whether these are the same ballots.
CREATE TABLE tabulations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contest_key text COLLATE "C" NOT NULL,
  rule_set text NOT NULL,
  ballots bigint NOT NULL CHECK (ballots >= 0),
  result jsonb NOT NULL,
  computed_at timestamptz(3) NOT NULL DEFAULT now(),
  requested_by uuid,
  ballots_digest text NOT NULL CHECK (ballots_digest ~ '^([0-9a-f]{64})?$'),
  published_at timestamptz(3)
);
CREATE INDEX tabulations_contest_key_computed_at_idx ON tabulations (contest_key, computed_at);

-- A published count is public; an unpublished one belongs to the office. The barrier keeps unpublished counts from
-- functions that a reader brings along.
CREATE VIEW published_tabulations WITH (security_barrier = true) AS
  SELECT id, contest_key, rule_set, ballots, ballots_digest, result, computed_at, published_at
    FROM tabulations WHERE published_at IS NOT NULL;

-- Differences of the ledger that an official has explained: so many votes of a contest are known to be missing from
-- the count, or to be in it without having been received.
CREATE TABLE ledger_explanations (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  contest_key text COLLATE "C" NOT NULL,
  -- The part of received - settled that this explains.
  votes bigint NOT NULL CHECK (votes <> 0),
  reason text NOT NULL
);
