-- Gateways: kiosks and partners that hand in the votes of many voters. A vote keeps nothing of its gateway.
CREATE TABLE gateways (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  name text COLLATE "C" NOT NULL CHECK (name ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$'),
  -- argon2id of the secret of its key, in the PHC string format.
  secret_hash text NOT NULL CHECK (starts_with(secret_hash, '$argon2id$')),
  -- How many votes it may hand in: on average, and at once after a pause.
  votes_per_second integer NOT NULL CHECK (votes_per_second BETWEEN 1 AND 100000),
  burst integer NOT NULL CHECK (burst BETWEEN 1 AND 1000000),
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  -- When the key was revoked. It opens nothing from then on.
  revoked_at timestamptz(3)
);
-- The name of a revoked gateway may be given again.
CREATE UNIQUE INDEX gateways_name ON gateways (name) WHERE revoked_at IS NULL;

-- A revoked gateway stays revoked, and nothing else of a gateway ever changes.
CREATE FUNCTION gateway_revoked_once() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
     OR to_jsonb(NEW) - 'revoked_at' IS DISTINCT FROM to_jsonb(OLD) - 'revoked_at' THEN
    RAISE EXCEPTION 'a gateway can only be revoked, once' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER revoked_once BEFORE UPDATE ON gateways FOR EACH ROW EXECUTE FUNCTION gateway_revoked_once();
ALTER TABLE gateways ENABLE ALWAYS TRIGGER revoked_once;

CREATE FUNCTION require_gateway_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND a.subject = 'gateway:' || coalesce(NEW.name, OLD.name)) THEN
    RAISE EXCEPTION 'a change of a gateway needs an act on it in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OR DELETE ON gateways
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_gateway_act();
ALTER TABLE gateways ENABLE ALWAYS TRIGGER recorded;

REVOKE ALL ON gateways FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION gateway_revoked_once, require_gateway_act FROM PUBLIC;
GRANT INSERT, UPDATE (revoked_at) ON gateways TO scrutin_admin, scrutin_operator;
GRANT SELECT (id, name, votes_per_second, burst, created_at, revoked_at)
  ON gateways TO scrutin_admin, scrutin_operator, scrutin_auditor;
-- Only the process that checks keys reads their hashes.
GRANT SELECT ON gateways TO scrutin_ingestion;
