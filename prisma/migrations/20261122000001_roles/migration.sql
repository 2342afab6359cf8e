-- Roles. They belong to the whole cluster, so another database of it may have made them already, or be
-- making them at this very moment: whoever comes second goes on with what the first one made.
--
--   scrutin_ingestion   reads catalogue, results, status and ledger; writes how many votes it took in
--   scrutin_worker      reads the catalogue
--   scrutin_aggregator  settles votes and rejections and mixes ballots, through functions only
--   scrutin_operator    laws, elections, rolls
--   scrutin_auditor     reads
--   scrutin_mixer       nobody logs in as this one: it owns mix_ballots(), the one thing that may move ballots
--
-- They cannot log in until somebody gives them a password.
DO $roles$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY[
    'scrutin_ingestion', 'scrutin_worker', 'scrutin_aggregator',
    'scrutin_operator', 'scrutin_auditor', 'scrutin_mixer'
  ] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- made meanwhile for another database of this cluster
      END;
    END IF;
  END LOOP;

  -- To hand mix_ballots() over to scrutin_mixer, the owner must be a member of it. From PostgreSQL 16 on,
  -- having made the role is a membership without that right, so this is granted whatever there is.
  BEGIN
    EXECUTE format('GRANT scrutin_mixer TO %I', current_user);
  EXCEPTION WHEN unique_violation OR internal_error THEN
    NULL; -- being granted for another database of this cluster ("tuple concurrently updated")
  END;
END
$roles$;
