-- Officials, their sessions and acts, and the tabulations they ordered.

CREATE TABLE officials (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  email text NOT NULL UNIQUE,
  display_name text NOT NULL,
  password_hash text NOT NULL CHECK (starts_with(password_hash, '$argon2id$')),
  role text NOT NULL CHECK (role IN ('administrator', 'election-official', 'auditor')),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  disabled_at timestamptz(3)
);

CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY CHECK (octet_length(token_hash) = 32),
  official_id uuid NOT NULL REFERENCES officials ON DELETE CASCADE ON UPDATE RESTRICT,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL
);
CREATE INDEX sessions_official_id_idx ON sessions (official_id);

-- No foreign key: an act outlives the official who did it.
CREATE TABLE admin_audit (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT now(),
  official_id uuid,
  action text NOT NULL,
  subject text NOT NULL,
  details jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE tabulations (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contest_key text COLLATE "C" NOT NULL,
  rule_set text NOT NULL,
  ballots bigint NOT NULL CHECK (ballots >= 0),
  result jsonb NOT NULL,
  computed_at timestamptz(3) NOT NULL DEFAULT now(),
  requested_by uuid
);
CREATE INDEX tabulations_contest_key_computed_at_idx ON tabulations (contest_key, computed_at);
