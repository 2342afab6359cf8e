-- The roles of the services.
--
--   scrutin_ingestion   takes votes in, and reads the catalogue, results, submissions and the ledger
--   scrutin_worker      reads the catalogue, and asks which credentials have voted
--   scrutin_aggregator  settles votes and rejections and mixes ballots, through functions only
--   scrutin_admin       serves the admin API: contests, rolls, counts, officials and their acts
--   scrutin_operator    does the same work from the command line
--   scrutin_auditor     reads everything that may be read
--   scrutin_settler     owns the functions that settle votes; nobody logs in as it
--   scrutin_mixer       owns mix_ballots(), the only function that may move ballots; nobody logs in as it
--
-- None of the roles can log in until `scrutin db logins` gives it a password.
--
-- Roles belong to the whole cluster of databases, so another database of the same cluster may have created them
-- already, or may be creating them at this very moment. In both cases this migration uses what it finds.
DO $roles$
DECLARE
  role_name text;
BEGIN
  FOREACH role_name IN ARRAY ARRAY[
    'scrutin_ingestion', 'scrutin_worker', 'scrutin_aggregator', 'scrutin_admin',
    'scrutin_operator', 'scrutin_auditor', 'scrutin_settler', 'scrutin_mixer'
  ] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role_name) THEN
      BEGIN
        EXECUTE format('CREATE ROLE %I NOLOGIN', role_name);
      EXCEPTION WHEN duplicate_object OR unique_violation THEN
        NULL; -- another database of this cluster created it in the meantime
      END;
    END IF;
  END LOOP;
END
$roles$;
