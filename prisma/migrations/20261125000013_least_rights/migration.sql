-- Least rights: who may write and read what, and what holds nobody back but shows (SECURITY.md, docs/AUDITING.md).
--
--   scrutin_settler   owns the functions that settle votes and rejections and take reports of the intake; nobody
--                     logs in as it
--   scrutin_mixer     owns mix_ballots(); nobody logs in as it
--
-- The owner of the database is a member of neither, except inside of the transaction of a migration that hands a
-- function over. Such a migration begins and ends as this one does: COMMENT ON ROLE is a lock that all databases of
-- the cluster share and that is held to the end of the transaction, so that no two of them grant and revoke the same
-- membership at the same time.
--
-- A table's owner can still switch triggers off, replace functions and grant itself a membership: PostgreSQL has
-- nothing against that. What it changes gets a new row in the catalogue, whose stamp (xmin) only a superuser can
-- forge: `scrutin db status` prints the fingerprint of these stamps, and docs/AUDITING.md says how to compare it.

DO $roles$
BEGIN
  COMMENT ON ROLE scrutin_mixer IS 'Owns mix_ballots(). Nobody logs in as it and nobody is a member of it.';
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'scrutin_settler') THEN
    BEGIN
      CREATE ROLE scrutin_settler NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- made meanwhile for another database of this cluster
    END;
  END IF;
  COMMENT ON ROLE scrutin_settler IS 'Owns the functions that settle. Nobody logs in as it and nobody is a member of it.';
  EXECUTE format('GRANT scrutin_mixer, scrutin_settler TO %I', current_user);
END
$roles$;

-- ---------------------------------------------------------------- who is asking

-- Whether the session is that of the database's owner, of a member of it, or of a superuser. By the session and not
-- by the current user, which is another one inside of a function.
CREATE FUNCTION session_is_owner() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT pg_has_role(session_user, c.relowner, 'MEMBER') FROM pg_class AS c WHERE c.oid = 'public.laws'::regclass
$$;

-- Whether the current user is scrutin_mixer because mix_ballots() runs, and for no other reason: nobody took the role,
-- the session could not take it, and the role owns no other function that could run in its name.
CREATE FUNCTION inside_mixing() RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT current_user = 'scrutin_mixer'
     AND session_user <> 'scrutin_mixer'
     AND current_setting('role') <> 'scrutin_mixer'
     AND NOT pg_has_role(session_user, 'scrutin_mixer',
                         CASE WHEN current_setting('server_version_num')::integer >= 160000 THEN 'SET' ELSE 'MEMBER' END)
     AND NOT EXISTS (
       SELECT FROM pg_shdepend AS d
        WHERE d.refclassid = 'pg_authid'::regclass AND d.refobjid = 'scrutin_mixer'::regrole AND d.deptype = 'o'
          AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (d.classid <> 'pg_proc'::regclass OR d.objid <> 'public.mix_ballots(integer)'::regprocedure))
$$;

-- ---------------------------------------------------------------- what was written stays as it was written

-- Arguments: why; which operations mixing does on this table.
CREATE OR REPLACE FUNCTION only_mixing() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF TG_OP = ANY (string_to_array(coalesce(TG_ARGV[1], 'INSERT DELETE'), ' ')) AND public.inside_mixing() THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only and changed by mix_ballots() alone: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = TG_ARGV[0];
END
$$;

-- The tallies of mixed ballots, and the turnout that is mixed along.
DO $tallies$
DECLARE
  guarded text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY['election_results', 'ranking_counts', 'turnout_buckets'] LOOP
    EXECUTE format(
      $sql$CREATE TRIGGER append_only BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON %I
             FOR EACH STATEMENT EXECUTE FUNCTION only_mixing('P4: a tally is that of the mixed ballots.', 'INSERT UPDATE')$sql$,
      guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER append_only', guarded);
  END LOOP;
END
$tallies$;

CREATE FUNCTION refuse_outside_settling() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RAISE EXCEPTION '% is written by the functions that settle alone: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'integrity_constraint_violation', DETAIL = 'P4: no count without its ballot, no ballot without its voter.';
END
$$;

-- The condition is looked at once for each statement, before any function is called: a batch pays nothing for it.
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
     WHERE to_regclass('public.' || t.name) IS NOT NULL
  LOOP
    EXECUTE format(
      $sql$CREATE TRIGGER only_settling BEFORE %s ON %I FOR EACH STATEMENT
             WHEN (current_user <> 'scrutin_settler' OR session_user = 'scrutin_settler'
                   OR current_setting('role') = 'scrutin_settler')
             EXECUTE FUNCTION refuse_outside_settling()$sql$,
      guarded.operations, guarded.name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER only_settling', guarded.name);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE ON %I TO scrutin_settler', guarded.name);
  END LOOP;
END
$settling$;

-- The functions that settle run as scrutin_settler from here on, with what they call.
GRANT USAGE ON SCHEMA public TO scrutin_settler;
GRANT SELECT ON laws, elections, election_regions, candidates, regions, rolls, roll_regions TO scrutin_settler;
GRANT CREATE ON SCHEMA public TO scrutin_settler;
DO $settler$
DECLARE
  settling regprocedure;
BEGIN
  FOR settling IN
    SELECT p.oid FROM pg_proc AS p
     WHERE p.pronamespace = 'public'::regnamespace
       AND p.proname IN ('settle_votes', 'settle_rejections', 'report_intake', 'record_rejections', 'record_receipts',
                         'receipts_outside', 'votes_not_settled', 'contest_exists')
  LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO scrutin_settler', settling);
    -- The owner of the database calls them as a service does.
    EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO %I', settling, current_user);
  END LOOP;
  EXECUTE format('GRANT EXECUTE ON FUNCTION mix_ballots TO %I', current_user);
  IF EXISTS (SELECT FROM pg_proc WHERE proname = 'lock_contests' AND pronamespace = 'public'::regnamespace) THEN
    GRANT EXECUTE ON FUNCTION lock_contests TO scrutin_settler;
  END IF;
END
$settler$;
REVOKE CREATE ON SCHEMA public FROM scrutin_settler;

-- A count never changes, and is published once.
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
    RAISE EXCEPTION 'a count never changes, and is published once: UPDATE of tabulations refused'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF NOT session_is_owner() THEN
    SELECT c.status = 'certified' INTO certified
      FROM (SELECT 'law:' || id AS subject, status FROM laws UNION ALL SELECT 'election:' || id, status FROM elections) AS c
     WHERE c.subject = split_part(NEW.contest_key, ':', 1) || ':' || split_part(NEW.contest_key, ':', 2);
    IF certified THEN
      RAISE EXCEPTION '% is certified: nothing is counted or published any more', NEW.contest_key
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.published_at IS NOT NULL
       OR greatest(NEW.computed_at, NEW.published_at) > clock_timestamp() + interval '1 minute' THEN
      RAISE EXCEPTION 'a count is put on record unpublished, and not in the future'
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

-- ---------------------------------------------------------------- the record of acts

-- The time and the login of an act are the database's, whatever the writer says.
-- Of acts before this migration the login is not known.
ALTER TABLE admin_audit ADD COLUMN login text NOT NULL DEFAULT '';
ALTER TABLE admin_audit ALTER COLUMN login SET DEFAULT session_user;
CREATE INDEX admin_audit_at_idx ON admin_audit (at);

CREATE FUNCTION stamp_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  NEW.at := clock_timestamp();
  NEW.login := session_user;
  IF session_is_owner() THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT FROM officials AS o WHERE o.id = NEW.official_id AND o.email <> NEW.actor) THEN
    RAISE EXCEPTION 'an act names its official by the account and its address'
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

REVOKE INSERT ON admin_audit FROM scrutin_admin, scrutin_operator;
GRANT INSERT (official_id, actor, action, subject, reason, before, after) ON admin_audit
  TO scrutin_admin, scrutin_operator;

-- Whoever changes a contest, a count, an account or opens a session records the act in the same transaction. Checked
-- at its end. Not for the owner, who migrates and restores.
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
    WHEN 'officials' THEN 'official:' || (changed ->> 'email')
    WHEN 'sessions' THEN (SELECT 'official:' || o.email FROM officials AS o WHERE o.id = (changed ->> 'official_id')::uuid)
  END;
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND (a.subject = about OR starts_with(a.subject, about || ':'))) THEN
    RAISE EXCEPTION 'a change of % is recorded in the same transaction: no act on % is', TG_TABLE_NAME, about
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
                                 'tabulations'] LOOP
    EXECUTE format(
      $sql$CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OR DELETE ON %I DEFERRABLE INITIALLY DEFERRED
             FOR EACH ROW EXECUTE FUNCTION require_act()$sql$, guarded);
  END LOOP;
END
$acts$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR DELETE OR
  UPDATE OF email, display_name, password_hash, role, created_at, disabled_at ON officials
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_act();
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OF token_hash, official_id, created_at, expires_at ON sessions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_act();

DO $always$
DECLARE
  guarded regclass;
BEGIN
  FOR guarded IN SELECT tgrelid::regclass FROM pg_trigger WHERE tgname = 'recorded' LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER recorded', guarded);
  END LOOP;
END
$always$;

-- ---------------------------------------------------------------- the life of a contest

-- What no login of a service may do to a contest, whatever it records. By the database's clock, and only where that
-- is beyond doubt: the office judges the rest by its own.
CREATE FUNCTION guard_contest() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  at timestamptz := clock_timestamp();
  subject text;
  voted boolean;
  is_open boolean;
  problem text;
BEGIN
  IF session_is_owner() THEN
    IF TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' THEN
      RAISE EXCEPTION 'a contest begins as a draft' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
  END IF;

  subject := CASE TG_TABLE_NAME WHEN 'laws' THEN 'law:' ELSE 'election:' END || OLD.id;
  voted := EXISTS (SELECT FROM vote_audit AS v WHERE v.roll_key = subject AND v.status = 'counted');
  IF TG_OP = 'DELETE' THEN
    IF OLD.status <> 'draft' OR voted THEN
      RAISE EXCEPTION '% is no draft: it stays', subject USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
  END IF;

  is_open := OLD.status = 'scheduled' AND OLD.opens_at <= at AND at < OLD.closes_at;
  problem := CASE
    WHEN NEW IS NOT DISTINCT FROM OLD THEN NULL
    WHEN OLD.status = 'certified' THEN 'it is certified, and final'
    WHEN NEW.id <> OLD.id THEN 'its identifier stays'
    WHEN NEW.status = 'certified' AND (OLD.status <> 'scheduled' OR OLD.closes_at > at
         OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status') THEN 'it is certified as it is, after the closing'
    WHEN OLD.status = 'scheduled' AND NEW.status = 'draft' AND (is_open OR voted) THEN 'voting has begun'
    WHEN OLD.status = 'draft' THEN NULL
    WHEN OLD.closes_at <= at AND NEW.closes_at > at THEN 'it has closed'
    WHEN is_open AND NEW.opens_at <> OLD.opens_at THEN 'it has opened'
    WHEN is_open AND NEW.closes_at < at THEN 'it closes in the future, not in the past'
    WHEN OLD.opens_at > at AND NEW.opens_at < at - interval '1 minute' THEN 'it opens in the future, not in the past'
    WHEN (is_open OR voted) AND NEW.results_visibility <> OLD.results_visibility THEN 'voters were told when results show'
    WHEN to_jsonb(NEW) -> 'quorum_votes' IS DISTINCT FROM to_jsonb(OLD) -> 'quorum_votes'
      OR to_jsonb(NEW) -> 'threshold_basis_points' IS DISTINCT FROM to_jsonb(OLD) -> 'threshold_basis_points'
      OR to_jsonb(NEW) -> 'type' IS DISTINCT FROM to_jsonb(OLD) -> 'type' THEN 'its rules are those that voters were told'
  END;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '% may not be changed so: %', subject, problem USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER life_cycle BEFORE INSERT OR UPDATE OR DELETE ON laws FOR EACH ROW EXECUTE FUNCTION guard_contest();
CREATE TRIGGER life_cycle BEFORE INSERT OR UPDATE OR DELETE ON elections FOR EACH ROW EXECUTE FUNCTION guard_contest();

-- Races and candidates, and what stands on the ballot.
CREATE FUNCTION guard_ballot_paper() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  at timestamptz := clock_timestamp();
  of_election elections%ROWTYPE;
  fixed constant text[] := ARRAY['bio_fr', 'bio_en', 'promises_fr', 'promises_en', 'photo_url', 'withdrawn_at'];
  problem text;
BEGIN
  IF session_is_owner() THEN
    IF TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    SELECT * INTO of_election FROM elections WHERE id = NEW.election_id;
  ELSE
    SELECT * INTO of_election FROM elections WHERE id = OLD.election_id;
  END IF;
  IF of_election.status = 'draft'
     AND NOT EXISTS (SELECT FROM vote_audit AS v WHERE v.roll_key = 'election:' || of_election.id AND v.status = 'counted') THEN
    problem := NULL;
  ELSIF TG_OP <> 'UPDATE' OR TG_TABLE_NAME <> 'candidates' THEN
    problem := 'the ballot is printed';
  ELSIF NEW IS NOT DISTINCT FROM OLD THEN
    problem := NULL;
  ELSE
    problem := CASE
      WHEN of_election.status = 'certified' THEN 'it is certified, and final'
      WHEN to_jsonb(NEW) - fixed <> to_jsonb(OLD) - fixed THEN 'what is printed on the ballot stays'
      WHEN to_jsonb(OLD) ->> 'withdrawn_at' IS NOT NULL
        AND to_jsonb(NEW) -> 'withdrawn_at' IS DISTINCT FROM to_jsonb(OLD) -> 'withdrawn_at' THEN 'a withdrawal stays'
      WHEN of_election.opens_at <= at AND at < of_election.closes_at AND to_jsonb(OLD) ->> 'withdrawn_at' IS NULL
        AND (to_jsonb(NEW) ->> 'withdrawn_at')::timestamptz < at THEN 'nobody withdraws in the past'
    END;
  END IF;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '% of % may not be changed so: %', TG_TABLE_NAME, of_election.id, problem
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER life_cycle BEFORE INSERT OR UPDATE OR DELETE ON election_regions
  FOR EACH ROW EXECUTE FUNCTION guard_ballot_paper();
CREATE TRIGGER life_cycle BEFORE INSERT OR UPDATE OR DELETE ON candidates
  FOR EACH ROW EXECUTE FUNCTION guard_ballot_paper();
ALTER TABLE laws ENABLE ALWAYS TRIGGER life_cycle;
ALTER TABLE elections ENABLE ALWAYS TRIGGER life_cycle;
ALTER TABLE election_regions ENABLE ALWAYS TRIGGER life_cycle;
ALTER TABLE candidates ENABLE ALWAYS TRIGGER life_cycle;

-- ---------------------------------------------------------------- at the end

REVOKE EXECUTE ON FUNCTION session_is_owner, inside_mixing, refuse_outside_settling, guard_tabulations, stamp_act,
  require_act, guard_contest, guard_ballot_paper FROM PUBLIC;
GRANT EXECUTE ON FUNCTION inside_mixing TO scrutin_mixer;

DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_mixer, scrutin_settler FROM %I', current_user);
END
$membership$;
