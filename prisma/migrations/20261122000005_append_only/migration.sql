-- What was written stays as it was written, for the tables' owner too. Only whoever may change the tables
-- themselves (their owner, a superuser) can take these triggers away, and that shows in the catalogue.

CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = TG_ARGV[0];
END
$$;

-- scrutin_mixer is the current user only inside mix_ballots(), which it owns: no role that an application
-- logs in as is a member of it, so that none can pretend.
CREATE FUNCTION only_mixing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF current_user = 'scrutin_mixer' AND TG_OP IN ('INSERT', 'DELETE') THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only and changed by mix_ballots() alone: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = TG_ARGV[0];
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vote_audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P3: that a credential voted is never unsaid.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON settled_submissions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P2: a submission is settled once.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rejected_submissions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P2: a submission is settled once.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('Every act of an official stays on record.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ballots_arriving
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P4: a ballot that was counted stays in the box.');
CREATE TRIGGER append_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ballots_mixed
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P4: a ballot that was counted stays in the box.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON turnout_arriving
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P6: only mixing takes the stamp off a bucket.');

-- Also when a session calls itself a replica.
ALTER TABLE vote_audit ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE settled_submissions ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE rejected_submissions ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE admin_audit ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ballots_arriving ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ballots_mixed ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE turnout_arriving ENABLE ALWAYS TRIGGER append_only;
