-- A withdrawal can be taken back while no ballot can have been accepted after it took effect: before it takes effect, or
-- before the voting opens. The office judges this to the second. The database refuses what is beyond doubt too late.
CREATE OR REPLACE FUNCTION guard_ballot_paper() RETURNS trigger
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
        AND to_jsonb(NEW) -> 'withdrawn_at' IS DISTINCT FROM to_jsonb(OLD) -> 'withdrawn_at'
        AND (to_jsonb(NEW) ->> 'withdrawn_at' IS NOT NULL
             OR greatest((to_jsonb(OLD) ->> 'withdrawn_at')::timestamptz, of_election.opens_at) < at - interval '1 minute')
        THEN 'a withdrawal cannot be taken back after ballots may have been accepted'
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
