-- Accounts of officials: passwords that somebody else chose, second factors, and sessions that can be named.

ALTER TABLE officials
  -- True if somebody else chose the password. Until its owner has changed it, the account may do nothing else.
  ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
  -- The secret of the second factor (TOTP, RFC 6238), sealed by the admin API with a key that the database never sees.
  ADD COLUMN second_factor bytea,
  -- When its owner showed a code of it. A login needs a code from then on.
  ADD COLUMN second_factor_at timestamptz(3),
  -- The time step of the last code that was used. Neither this code nor an earlier one is accepted again.
  ADD COLUMN second_factor_step bigint,
  -- One operator asks for the removal of a lost second factor, and another one confirms it.
  ADD COLUMN reset_asked_by text,
  ADD COLUMN reset_asked_at timestamptz(3),
  ADD CONSTRAINT officials_second_factor_check CHECK (second_factor_at IS NULL OR second_factor IS NOT NULL),
  ADD CONSTRAINT officials_reset_check
    CHECK ((reset_asked_by IS NULL) = (reset_asked_at IS NULL) AND (reset_asked_by IS NULL OR second_factor_at IS NOT NULL));

-- Which code was used last is no act.
DROP TRIGGER recorded ON officials;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR
  UPDATE OF email, display_name, password_hash, role, created_at, disabled_at, must_change_password, second_factor,
            second_factor_at, reset_asked_by, reset_asked_at ON officials
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_act();
ALTER TABLE officials ENABLE ALWAYS TRIGGER recorded;

-- A name for a session that opens nothing, by which it can be ended.
ALTER TABLE sessions ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE;

-- Only the admin API reads the sealed secrets.
GRANT SELECT (must_change_password, second_factor_at, reset_asked_by, reset_asked_at)
  ON officials TO scrutin_operator, scrutin_auditor;
GRANT SELECT (id, official_id, created_at, last_seen_at, expires_at) ON sessions TO scrutin_operator;
