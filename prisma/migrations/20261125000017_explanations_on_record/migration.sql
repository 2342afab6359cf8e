-- What explains a difference of the ledger stays as it was written, and is an act on record in the same transaction:
-- it lets a certificate pass that would be refused without it.
CREATE FUNCTION require_explanation_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND a.action = 'ledger.explain'
       AND a.subject = CASE NEW.contest_key WHEN '' THEN 'ledger' ELSE NEW.contest_key END) THEN
    RAISE EXCEPTION 'an explanation of the ledger is recorded as an act in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION require_explanation_act FROM PUBLIC;

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON ledger_explanations
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_explanation_act();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_explanations
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P5: what was explained stays on record.');
ALTER TABLE ledger_explanations ENABLE ALWAYS TRIGGER recorded;
ALTER TABLE ledger_explanations ENABLE ALWAYS TRIGGER append_only;
