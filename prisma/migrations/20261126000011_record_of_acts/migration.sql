-- Whoever changes a contest, a roll, a count or an account, or opens a session, records the act in the same transaction.
-- The owner of the database, who migrates and restores, is exempt.

-- The time and the login of an act come from the database, whatever the writer says.
CREATE FUNCTION stamp_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.at := clock_timestamp();
  NEW.login := session_user;
  IF session_is_owner() THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM officials AS o WHERE o.id = NEW.official_id AND o.email <> NEW.actor) THEN
    RAISE EXCEPTION 'the actor of an act must be the e-mail address of its official'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NOT pg_has_role(session_user, 'scrutin_admin', 'MEMBER')
     AND (NEW.official_id IS NOT NULL OR EXISTS (SELECT FROM officials AS o WHERE o.email = lower(NEW.actor))) THEN
    RAISE EXCEPTION 'only the admin API records acts of officials'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER stamped BEFORE INSERT ON admin_audit FOR EACH ROW EXECUTE FUNCTION stamp_act();
ALTER TABLE admin_audit ENABLE ALWAYS TRIGGER stamped;

-- Checked at the end of the transaction.
CREATE FUNCTION require_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  changed jsonb;
  about text;
BEGIN
  IF session_is_owner() THEN
    RETURN NULL;
  END IF;
  IF TG_OP = 'DELETE' THEN
    changed := to_jsonb(OLD);
  ELSE
    changed := to_jsonb(NEW);
  END IF;
  about := CASE TG_TABLE_NAME
    WHEN 'laws' THEN 'law:' || (changed ->> 'id')
    WHEN 'elections' THEN 'election:' || (changed ->> 'id')
    WHEN 'election_regions' THEN 'election:' || (changed ->> 'election_id')
    WHEN 'candidates' THEN 'election:' || (changed ->> 'election_id')
    WHEN 'regions' THEN 'region:' || (changed ->> 'id')
    WHEN 'political_parties' THEN 'party:' || (changed ->> 'code')
    WHEN 'tabulations' THEN changed ->> 'contest_key'
    WHEN 'rolls' THEN changed ->> 'roll_key'
    WHEN 'roll_regions' THEN changed ->> 'roll_key'
    WHEN 'officials' THEN 'official:' || (changed ->> 'email')
    WHEN 'sessions' THEN (SELECT 'official:' || o.email FROM officials AS o WHERE o.id = (changed ->> 'official_id')::uuid)
  END;
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND (a.subject = about OR starts_with(a.subject, about || ':'))) THEN
    RAISE EXCEPTION 'a change of % needs an act on % in the same transaction', TG_TABLE_NAME, about
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

DO $acts$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['laws', 'elections', 'election_regions', 'candidates', 'regions', 'political_parties',
                                 'rolls', 'roll_regions', 'tabulations'] LOOP
    EXECUTE format(
      $sql$CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION require_act()$sql$, guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER recorded', guarded);
  END LOOP;
END
$acts$;

-- Counting failed logins and noting when a session was last used are no acts.
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR
  UPDATE OF email, display_name, password_hash, role, created_at, disabled_at ON officials
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_act();
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OF token_hash, official_id, created_at, expires_at ON sessions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_act();
ALTER TABLE officials ENABLE ALWAYS TRIGGER recorded;
ALTER TABLE sessions ENABLE ALWAYS TRIGGER recorded;

-- An explanation of the ledger is an act as well: with it a certificate passes that would be refused without it.
CREATE FUNCTION require_explanation_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND a.action = 'ledger.explain'
       AND a.subject = CASE NEW.contest_key WHEN '' THEN 'ledger' ELSE NEW.contest_key END) THEN
    RAISE EXCEPTION 'an explanation of the ledger needs its act in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON ledger_explanations
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_explanation_act();
ALTER TABLE ledger_explanations ENABLE ALWAYS TRIGGER recorded;
