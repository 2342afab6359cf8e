-- What was written stays as it was written, also for the owner of the tables. The owner and a superuser can switch these
-- triggers off or replace their functions: PostgreSQL does not prevent that. But whatever they change gets a new row in
-- the catalogue, whose stamp (xmin) only a superuser can forge. `scrutin db status` prints the fingerprint of these
-- stamps, and docs/AUDITING.md says how to compare it.
--
-- ENABLE ALWAYS: the triggers also fire in a session that calls itself a replica.

-- Argument: why.
CREATE FUNCTION refuse_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = TG_ARGV[0];
END
$$;

-- Arguments: why; the operations that mixing does on this table (INSERT and DELETE without it).
CREATE FUNCTION only_mixing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = ANY (string_to_array(coalesce(TG_ARGV[1], 'INSERT DELETE'), ' ')) AND public.inside_mixing() THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only and only mix_ballots() changes it: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = TG_ARGV[0];
END
$$;

CREATE FUNCTION refuse_outside_settling() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is written only by the settling functions, which keep every vote unique: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = 'P4: there is no count without its ballot and no ballot without its voter.';
END
$$;

-- ---------------------------------------------------------------- records that only grow

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON vote_audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P3: the record that a credential voted is never removed.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON settled_submissions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P2: a submission is settled once.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON rejected_submissions
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P2: a submission is settled once.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON admin_audit
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('Every act of an official stays on record.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_explanations
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P5: what was explained stays on record.');

ALTER TABLE vote_audit ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE settled_submissions ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE rejected_submissions ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE admin_audit ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ledger_explanations ENABLE ALWAYS TRIGGER append_only;

-- ---------------------------------------------------------------- tables that only mixing changes

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ballots_arriving
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P4: a ballot that was counted is never changed or removed.');
CREATE TRIGGER append_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON ballots_mixed
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P4: a ballot that was counted is never changed or removed.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON turnout_arriving
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P6: only mixing takes the stamp off a bucket.');
CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON election_results
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P4: a tally counts exactly the mixed ballots.', 'INSERT UPDATE');
CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON ranking_counts
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P4: a tally counts exactly the mixed ballots.', 'INSERT UPDATE');
CREATE TRIGGER append_only BEFORE INSERT OR DELETE OR UPDATE OR TRUNCATE ON turnout_buckets
  FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P4: a tally counts exactly the mixed ballots.', 'INSERT UPDATE');

ALTER TABLE ballots_arriving ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ballots_mixed ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE turnout_arriving ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE election_results ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE ranking_counts ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE turnout_buckets ENABLE ALWAYS TRIGGER append_only;

-- ---------------------------------------------------------------- tables that only settling writes

-- The condition is evaluated once for each statement and before any function is called, so a batch pays nothing for it.
DO $settling$
DECLARE
  guarded record;
BEGIN
  FOR guarded IN
    SELECT t.name, t.operations
      FROM (VALUES ('vote_audit', 'INSERT'), ('settled_submissions', 'INSERT'), ('rejected_submissions', 'INSERT'),
                   ('ballots_arriving', 'INSERT'), ('turnout_arriving', 'INSERT'),
                   ('duplicate_attempts', 'INSERT OR UPDATE OR DELETE OR TRUNCATE'),
                   ('rejection_counts', 'INSERT OR UPDATE OR DELETE OR TRUNCATE'),
                   ('vote_results', 'INSERT OR UPDATE OR DELETE OR TRUNCATE'),
                   ('keyed_submissions', 'INSERT OR UPDATE OR DELETE OR TRUNCATE'),
                   ('intake', 'INSERT OR UPDATE OR DELETE OR TRUNCATE'),
                   ('intake_groups', 'INSERT OR UPDATE OR DELETE OR TRUNCATE'),
                   ('intake_received', 'INSERT OR UPDATE OR DELETE OR TRUNCATE')) AS t (name, operations)
  LOOP
    EXECUTE format(
      $sql$CREATE TRIGGER only_settling BEFORE %s ON %I FOR EACH STATEMENT
             WHEN (current_user <> 'scrutin_settler' OR session_user = 'scrutin_settler'
                   OR current_setting('role') = 'scrutin_settler')
             EXECUTE FUNCTION refuse_outside_settling()$sql$,
      guarded.operations, guarded.name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER only_settling', guarded.name);
  END LOOP;
END
$settling$;

-- ---------------------------------------------------------------- counts

-- A count never changes, and it is published once.
CREATE FUNCTION guard_tabulations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  certified boolean;
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
    RAISE EXCEPTION 'tabulations is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'UPDATE' AND (
       to_jsonb(NEW) - 'published_at' IS DISTINCT FROM to_jsonb(OLD) - 'published_at'
       OR OLD.published_at IS NOT NULL OR NEW.published_at IS NULL) THEN
    RAISE EXCEPTION 'a count never changes and is published only once: UPDATE of tabulations refused'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NOT session_is_owner() THEN
    SELECT c.status = 'certified' INTO certified
      FROM (SELECT 'law:' || id AS subject, status FROM laws UNION ALL SELECT 'election:' || id, status FROM elections) AS c
     WHERE c.subject = split_part(NEW.contest_key, ':', 1) || ':' || split_part(NEW.contest_key, ':', 2);
    IF certified THEN
      RAISE EXCEPTION '% is certified: no more counts are recorded or published', NEW.contest_key
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.published_at IS NOT NULL
       OR greatest(NEW.computed_at, NEW.published_at) > clock_timestamp() + interval '1 minute' THEN
      RAISE EXCEPTION 'a count is recorded unpublished and is never dated in the future'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER published_once BEFORE INSERT OR UPDATE OR DELETE ON tabulations
  FOR EACH ROW EXECUTE FUNCTION guard_tabulations();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON tabulations
  FOR EACH STATEMENT EXECUTE FUNCTION guard_tabulations();
ALTER TABLE tabulations ENABLE ALWAYS TRIGGER published_once;
ALTER TABLE tabulations ENABLE ALWAYS TRIGGER never_emptied;
