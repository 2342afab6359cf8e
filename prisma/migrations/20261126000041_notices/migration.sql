-- What voters are told about a contest after its publication: that it was extended, that a candidate has withdrawn, that
-- it is counted again. The act that gives rise to a notice writes it in its own transaction. A notice is never changed
-- or taken back: another one corrects it.
CREATE TABLE notices (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- The law or the election.
  roll_key text COLLATE "C" NOT NULL,
  -- The race; null for a law, and for all races of an election.
  region_id text COLLATE "C",
  -- Of the contest, because the notice outlives it.
  purpose text NOT NULL CHECK (purpose IN ('real', 'rehearsal')),
  kind text NOT NULL CHECK (kind IN (
    'opened-early', 'extended', 'closed-early', 'unscheduled', 'texts-changed', 'candidate-withdrawn',
    'withdrawal-undone', 'cancelled', 'recount', 'statement')),
  text_fr text NOT NULL CHECK (text_fr <> ''),
  text_en text NOT NULL CHECK (text_en <> ''),
  -- In the words of the official who acted.
  reason text
);
CREATE INDEX notices_roll_key_idx ON notices (roll_key, id);

CREATE FUNCTION guard_notice() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.at := clock_timestamp();
  RETURN NEW;
END
$$;
CREATE TRIGGER stamped BEFORE INSERT ON notices FOR EACH ROW EXECUTE FUNCTION guard_notice();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON notices
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('What voters were told stays on record.');

-- Checked at the end of the transaction, as for the other changes that officials make.
CREATE FUNCTION require_notice_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND (a.subject = NEW.roll_key OR starts_with(a.subject, NEW.roll_key || ':'))) THEN
    RAISE EXCEPTION 'a notice about % needs an act on it in the same transaction', NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON notices
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_notice_act();
ALTER TABLE notices ENABLE ALWAYS TRIGGER stamped;
ALTER TABLE notices ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE notices ENABLE ALWAYS TRIGGER recorded;

GRANT SELECT ON notices TO scrutin_ingestion, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT INSERT (roll_key, region_id, purpose, kind, text_fr, text_en, reason) ON notices TO scrutin_operator, scrutin_admin;
GRANT USAGE ON SEQUENCE notices_id_seq TO scrutin_operator, scrutin_admin;
REVOKE EXECUTE ON FUNCTION guard_notice, require_notice_act FROM PUBLIC;
