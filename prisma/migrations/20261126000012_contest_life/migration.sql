-- What no login of a service may do to a contest, whatever it records. The database judges by its own clock, and only
-- where the case is beyond doubt. The office judges everything else by its clock.

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
      RAISE EXCEPTION '% is not a draft and cannot be deleted', subject USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
  END IF;

  is_open := OLD.status = 'scheduled' AND OLD.opens_at <= at AND at < OLD.closes_at;
  problem := CASE
    WHEN NEW IS NOT DISTINCT FROM OLD THEN NULL
    WHEN OLD.status = 'certified' THEN 'it is certified and final'
    WHEN NEW.id <> OLD.id THEN 'its identifier cannot change'
    WHEN NEW.status = 'certified' AND (OLD.status <> 'scheduled' OR OLD.closes_at > at
         OR to_jsonb(NEW) - 'status' <> to_jsonb(OLD) - 'status') THEN 'it is certified only after its closing and without any other change'
    WHEN OLD.status = 'scheduled' AND NEW.status = 'draft' AND (is_open OR voted) THEN 'voting has begun'
    WHEN OLD.status = 'draft' THEN NULL
    WHEN OLD.closes_at <= at AND NEW.closes_at > at THEN 'it has closed'
    WHEN is_open AND NEW.opens_at <> OLD.opens_at THEN 'it has opened'
    WHEN is_open AND NEW.closes_at < at THEN 'its closing must be in the future'
    WHEN OLD.opens_at > at AND NEW.opens_at < at - interval '1 minute' THEN 'its opening must be in the future'
    WHEN (is_open OR voted) AND NEW.results_visibility <> OLD.results_visibility THEN 'voters have been told when its results are shown'
    WHEN to_jsonb(NEW) -> 'quorum_votes' IS DISTINCT FROM to_jsonb(OLD) -> 'quorum_votes'
      OR to_jsonb(NEW) -> 'threshold_basis_points' IS DISTINCT FROM to_jsonb(OLD) -> 'threshold_basis_points'
      OR to_jsonb(NEW) -> 'type' IS DISTINCT FROM to_jsonb(OLD) -> 'type' THEN 'voters have been told its rules'
  END;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '% cannot be changed in this way: %', subject, problem USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER life_cycle BEFORE INSERT OR UPDATE OR DELETE ON laws FOR EACH ROW EXECUTE FUNCTION guard_contest();
CREATE TRIGGER life_cycle BEFORE INSERT OR UPDATE OR DELETE ON elections FOR EACH ROW EXECUTE FUNCTION guard_contest();
ALTER TABLE laws ENABLE ALWAYS TRIGGER life_cycle;
ALTER TABLE elections ENABLE ALWAYS TRIGGER life_cycle;

-- Races and candidates: what stands on the ballot.
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
      WHEN of_election.status = 'certified' THEN 'it is certified and final'
      WHEN to_jsonb(NEW) - fixed <> to_jsonb(OLD) - fixed THEN 'what is printed on the ballot cannot change'
      WHEN to_jsonb(OLD) ->> 'withdrawn_at' IS NOT NULL
        AND to_jsonb(NEW) -> 'withdrawn_at' IS DISTINCT FROM to_jsonb(OLD) -> 'withdrawn_at' THEN 'a withdrawal cannot be taken back'
      WHEN of_election.opens_at <= at AND at < of_election.closes_at AND to_jsonb(OLD) ->> 'withdrawn_at' IS NULL
        AND (to_jsonb(NEW) ->> 'withdrawn_at')::timestamptz < at THEN 'a withdrawal cannot be dated in the past'
    END;
  END IF;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '% of % cannot be changed in this way: %', TG_TABLE_NAME, of_election.id, problem
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
ALTER TABLE election_regions ENABLE ALWAYS TRIGGER life_cycle;
ALTER TABLE candidates ENABLE ALWAYS TRIGGER life_cycle;

-- Once a contest is published its roll only grows, and once the result is certified the roll stays as it is. No login of
-- a service removes a roll.
CREATE FUNCTION guard_roll() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  status text;
  problem text;
BEGIN
  IF session_is_owner() THEN
    RETURN NULL;
  END IF;
  SELECT c.status INTO status
    FROM (SELECT 'law:' || id AS subject, l.status FROM laws AS l
          UNION ALL SELECT 'election:' || id, e.status FROM elections AS e) AS c
   WHERE c.subject = OLD.roll_key;
  problem := CASE
    WHEN status IS NULL OR status = 'draft' THEN NULL
    WHEN TG_OP = 'DELETE' THEN 'it cannot be removed'
    WHEN NEW.roll_key <> OLD.roll_key OR NEW.scheme <> OLD.scheme THEN 'its name and its scheme cannot change'
    WHEN NEW.credentials < OLD.credentials THEN 'it can only grow'
    WHEN status = 'certified' AND (NEW.credentials <> OLD.credentials OR NEW.digest <> OLD.digest AND OLD.digest <> '')
      THEN 'the result is certified'
  END;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'the roll of % cannot be changed in this way: %', OLD.roll_key, problem
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER only_grows AFTER UPDATE OR DELETE ON rolls FOR EACH ROW EXECUTE FUNCTION guard_roll();
ALTER TABLE rolls ENABLE ALWAYS TRIGGER only_grows;

-- A result becomes final by an act that says so, with a published count, and with votes outstanding only for a reason.
-- This also binds somebody who has a login of the office but does not use its program.
CREATE FUNCTION guard_certificate() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  about text;
  given text;
  outstanding boolean;
  uncounted boolean;
BEGIN
  IF session_is_owner() OR NEW.status <> 'certified' OR OLD.status = 'certified' THEN
    RETURN NULL;
  END IF;
  about := CASE TG_TABLE_NAME WHEN 'laws' THEN 'law:' ELSE 'election:' END || NEW.id;
  SELECT coalesce(a.reason, '') INTO given
    FROM admin_audit AS a
   WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
     AND a.subject = about AND a.action = split_part(about, ':', 1) || '.certify'
   LIMIT 1;
  IF given IS NULL THEN
    RAISE EXCEPTION '% can be certified only by an act of certification', about USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  outstanding := EXISTS (
    SELECT FROM contest_ledger AS l
     WHERE (l.contest_key = about OR starts_with(l.contest_key, about || ':'))
       AND l.received - l.counted - l.rejected <> (SELECT coalesce(sum(e.votes), 0) FROM ledger_explanations AS e
                                                    WHERE e.contest_key = l.contest_key));
  uncounted := EXISTS (
    SELECT FROM (SELECT about AS contest WHERE TG_TABLE_NAME = 'laws'
                 UNION ALL
                 SELECT about || ':' || r.region_id FROM election_regions AS r
                  WHERE TG_TABLE_NAME = 'elections' AND r.election_id = NEW.id) AS c
     WHERE NOT EXISTS (SELECT FROM tabulations AS t WHERE t.contest_key = c.contest AND t.published_at IS NOT NULL));
  IF uncounted OR (outstanding AND given = '') THEN
    RAISE EXCEPTION '% is not certified: %', about,
      CASE WHEN uncounted THEN 'it has no published count' ELSE 'votes are outstanding, and no reason is given' END
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER certified_by_the_books AFTER UPDATE OF status ON laws
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_certificate();
CREATE CONSTRAINT TRIGGER certified_by_the_books AFTER UPDATE OF status ON elections
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_certificate();
ALTER TABLE laws ENABLE ALWAYS TRIGGER certified_by_the_books;
ALTER TABLE elections ENABLE ALWAYS TRIGGER certified_by_the_books;
