-- A rehearsal is thrown away whole: its votes, ballots, counts, roll, races and notices. The act that does so stays on
-- record, and nothing of a real contest can be removed in this way, by whomever.
--
-- discard_rehearsal() runs as scrutin_discarder, which owns nothing else. The tables whose rows are never removed let
-- this role pass, and each of them asks of each removed row whether its contest is a rehearsal that is being thrown
-- away (only_rehearsals). This holds for the owner of the database as well: a contest is recorded in
-- discarded_rehearsals only while it exists as a rehearsal, and the purpose of a contest never changes.

DO $roles$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'scrutin_discarder') THEN
    BEGIN
      CREATE ROLE scrutin_discarder NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL; -- another database of this cluster created it in the meantime
    END;
  END IF;
END
$roles$;

CREATE TABLE discarded_rehearsals (
  roll_key text COLLATE "C" PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- How many of the settled submissions were of this rehearsal. Those stay, so that a vote that arrives again is known
  -- (P2). They name neither a contest nor a voter.
  settled bigint NOT NULL CHECK (settled >= 0)
);

CREATE FUNCTION contest_purpose(contest text) RETURNS text
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN (SELECT purpose FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN (SELECT purpose FROM elections WHERE id = split_part(contest, ':', 2))
  END
$$;

CREATE FUNCTION guard_discarded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF contest_purpose(NEW.roll_key) IS DISTINCT FROM 'rehearsal' THEN
    RAISE EXCEPTION '% is not a rehearsal and cannot be thrown away', NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  NEW.at := clock_timestamp();
  RETURN NEW;
END
$$;
CREATE TRIGGER only_rehearsals BEFORE INSERT ON discarded_rehearsals FOR EACH ROW EXECUTE FUNCTION guard_discarded();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON discarded_rehearsals
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('An identifier that was thrown away is not used again.');

CREATE FUNCTION require_discarding_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 minute' AND a.xmin = pg_current_xact_id()::xid AND a.subject = NEW.roll_key
       AND a.action = split_part(NEW.roll_key, ':', 1) || '.discard') THEN
    RAISE EXCEPTION 'throwing % away needs its act in the same transaction', NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON discarded_rehearsals
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_discarding_act();
ALTER TABLE discarded_rehearsals ENABLE ALWAYS TRIGGER only_rehearsals;
ALTER TABLE discarded_rehearsals ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE discarded_rehearsals ENABLE ALWAYS TRIGGER recorded;

-- No contest gets the identifier of a rehearsal that was thrown away: votes for the latter may still be on their way.
CREATE FUNCTION refuse_discarded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM discarded_rehearsals AS d WHERE d.roll_key = TG_ARGV[0] || NEW.id) THEN
    RAISE EXCEPTION '% was thrown away, and its identifier is not used again', TG_ARGV[0] || NEW.id
      USING ERRCODE = 'unique_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER never_again BEFORE INSERT ON laws FOR EACH ROW EXECUTE FUNCTION refuse_discarded('law:');
CREATE TRIGGER never_again BEFORE INSERT ON elections FOR EACH ROW EXECUTE FUNCTION refuse_discarded('election:');
ALTER TABLE laws ENABLE ALWAYS TRIGGER never_again;
ALTER TABLE elections ENABLE ALWAYS TRIGGER never_again;

-- ---------------------------------------------------------------- what may be removed

CREATE FUNCTION only_of_discarded() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  gone jsonb := to_jsonb(OLD);
  contest text := coalesce(gone ->> 'roll_key', gone ->> 'contest_key', 'law:' || (gone ->> 'law_id'),
                           'election:' || (gone ->> 'election_id'),
                           CASE TG_TABLE_NAME WHEN 'laws' THEN 'law:' WHEN 'elections' THEN 'election:' END || (gone ->> 'id'));
BEGIN
  IF NOT EXISTS (SELECT FROM discarded_rehearsals AS d
                  WHERE d.roll_key = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2)) THEN
    RAISE EXCEPTION '% is not a rehearsal that is being thrown away: % of % refused', contest, TG_OP, TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN
    RETURN OLD;
  END IF;
  RETURN NEW;
END
$$;

-- Every trigger that fires on DELETE, as the migrations before this one have left it, lets the discarder pass; in the
-- same statement the table gets the trigger above, for the discarder alone.
DO $pass$
DECLARE
  others constant text := $text$(current_user <> 'scrutin_discarder' OR session_user = 'scrutin_discarder'
                   OR current_setting('role') = 'scrutin_discarder')$text$;
  guarded text;
  fires record;
  definition text;
BEGIN
  FOREACH guarded IN ARRAY ARRAY[
    'vote_audit', 'void_credentials', 'void_totals', 'duplicate_attempts', 'rejection_counts', 'rejected_submissions',
    'ballots_arriving', 'ballots_mixed', 'turnout_arriving', 'turnout_buckets', 'vote_results', 'election_results',
    'ranking_counts', 'tabulations', 'ledger_explanations', 'notices', 'rolls', 'roll_regions', 'candidates',
    'election_regions', 'laws', 'elections', 'lots', 'publications', 'intake_received'] LOOP
    FOR fires IN
      SELECT t.oid, t.tgname FROM pg_trigger AS t
       WHERE t.tgrelid = guarded::regclass AND NOT t.tgisinternal
         AND (t.tgtype & 8 <> 0 OR guarded = 'intake_received')
    LOOP
      definition := pg_get_triggerdef(fires.oid);
      definition := CASE WHEN definition LIKE '%) EXECUTE FUNCTION%' AND definition LIKE '% WHEN (%'
        THEN replace(definition, ') EXECUTE FUNCTION', ' AND ' || others || ') EXECUTE FUNCTION')
        ELSE replace(definition, ' EXECUTE FUNCTION', ' WHEN ' || others || ' EXECUTE FUNCTION') END;
      EXECUTE format('DROP TRIGGER %I ON %I', fires.tgname, guarded);
      EXECUTE definition;
      EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER %I', guarded, fires.tgname);
    END LOOP;
    EXECUTE format(
      $sql$CREATE TRIGGER only_rehearsals BEFORE UPDATE OR DELETE ON %I FOR EACH ROW
             WHEN (current_user = 'scrutin_discarder') EXECUTE FUNCTION only_of_discarded()$sql$, guarded);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER only_rehearsals', guarded);
    EXECUTE format('GRANT SELECT, DELETE ON %I TO scrutin_discarder', guarded);
  END LOOP;
END
$pass$;
REVOKE DELETE ON intake_received FROM scrutin_discarder;
GRANT UPDATE (received) ON intake_received TO scrutin_discarder;
GRANT SELECT ON contest_ledger TO scrutin_discarder;
GRANT SELECT, INSERT ON discarded_rehearsals TO scrutin_discarder;
CREATE POLICY discarding ON vote_results TO scrutin_discarder USING (true);

-- Throws a rehearsal away: everything of it but the act. Returns how many of its votes were counted and rejected.
--
-- Votes that were accepted and are not settled yet stay in the ledger of the rehearsal: they are received, and are
-- rejected when they come (votes_not_settled). So the ledger balances afterwards as it did before (P5).
CREATE FUNCTION discard_rehearsal(subject text) RETURNS TABLE (counted bigint, rejected bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  kind text := split_part(subject, ':', 1);
  name text := split_part(subject, ':', 2);
  votes bigint;
  rejections bigint;
  ledger record;
BEGIN
  -- No vote is settled, and no ballot is mixed, until the end of this transaction.
  PERFORM lock_contests(ARRAY[subject], true);
  PERFORM pg_advisory_xact_lock(hashtext('scrutin.mix_ballots'));

  SELECT count(*) INTO votes FROM vote_audit AS v WHERE v.roll_key = subject COLLATE "C" AND v.status = 'counted';
  SELECT count(*) INTO rejections FROM rejected_submissions AS r
   WHERE r.contest_key = subject OR starts_with(r.contest_key, subject || ':');
  -- Refuses every contest that is not a rehearsal.
  INSERT INTO discarded_rehearsals (roll_key, settled) VALUES (subject, votes + rejections);

  FOR ledger IN
    SELECT l.contest_key, l.counted + l.rejected + (SELECT coalesce(sum(e.votes), 0) FROM ledger_explanations AS e
                                                     WHERE e.contest_key = l.contest_key) AS gone
      FROM contest_ledger AS l
     WHERE l.contest_key = subject OR starts_with(l.contest_key, subject || ':')
  LOOP
    -- Takes from the processes one after the other what they received, until as many are taken as were settled.
    UPDATE intake_received AS i SET received = i.received - t.taken
      FROM (SELECT r.intake_id,
                   least(r.received, greatest(ledger.gone - coalesce(sum(r.received) OVER
                     (ORDER BY r.intake_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0), 0)) AS taken
              FROM intake_received AS r WHERE r.contest_key = ledger.contest_key) AS t
     WHERE i.contest_key = ledger.contest_key AND i.intake_id = t.intake_id AND t.taken > 0;
  END LOOP;

  DELETE FROM vote_audit AS v WHERE v.roll_key = subject COLLATE "C";
  DELETE FROM void_credentials AS v WHERE v.roll_key = subject COLLATE "C";
  DELETE FROM void_totals AS v WHERE v.roll_key = subject COLLATE "C";
  DELETE FROM duplicate_attempts AS d WHERE d.roll_key = subject COLLATE "C";
  DELETE FROM rejection_counts AS r WHERE r.contest_key = subject OR starts_with(r.contest_key, subject || ':');
  DELETE FROM rejected_submissions AS r WHERE r.contest_key = subject OR starts_with(r.contest_key, subject || ':');
  DELETE FROM ballots_arriving AS b WHERE b.contest_key = subject OR starts_with(b.contest_key, subject || ':');
  DELETE FROM ballots_mixed AS b WHERE b.contest_key = subject OR starts_with(b.contest_key, subject || ':');
  DELETE FROM turnout_arriving AS t WHERE t.contest_key = subject OR starts_with(t.contest_key, subject || ':');
  DELETE FROM turnout_buckets AS t WHERE t.contest_key = subject OR starts_with(t.contest_key, subject || ':');
  DELETE FROM tabulations AS t WHERE t.contest_key = subject OR starts_with(t.contest_key, subject || ':');
  DELETE FROM lots AS l WHERE l.contest_key = subject OR starts_with(l.contest_key, subject || ':');
  DELETE FROM publications AS p WHERE p.contest_key = subject OR starts_with(p.contest_key, subject || ':');
  DELETE FROM ledger_explanations AS e WHERE e.contest_key = subject OR starts_with(e.contest_key, subject || ':');
  DELETE FROM notices AS n WHERE n.roll_key = subject;
  DELETE FROM roll_regions AS r WHERE r.roll_key = subject COLLATE "C";
  DELETE FROM rolls AS r WHERE r.roll_key = subject COLLATE "C";
  IF kind = 'law' THEN
    DELETE FROM vote_results AS r WHERE r.law_id = name;
    DELETE FROM laws AS l WHERE l.id = name;
  ELSE
    DELETE FROM ranking_counts AS r WHERE r.election_id = name;
    DELETE FROM election_results AS r WHERE r.election_id = name;
    DELETE FROM candidates AS c WHERE c.election_id = name;
    DELETE FROM election_regions AS r WHERE r.election_id = name;
    DELETE FROM elections AS e WHERE e.id = name;
  END IF;
  RETURN QUERY SELECT votes, rejections;
END
$$;

-- ---------------------------------------------------------------- votes that come later

COMMENT ON ROLE scrutin_discarder IS 'Owns functions of Scrutin. Nobody logs in as it and nobody is a member of it.';
COMMENT ON ROLE scrutin_settler IS 'Owns functions of Scrutin. Nobody logs in as it and nobody is a member of it.';
GRANT USAGE ON SCHEMA public TO scrutin_discarder;
GRANT CREATE ON SCHEMA public TO scrutin_discarder, scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('GRANT scrutin_discarder, scrutin_settler TO %I', current_user);
END
$membership$;

-- A rehearsal that was thrown away is known by its name, so that its rejected votes stay in its own ledger.
CREATE OR REPLACE FUNCTION contest_exists(contest text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN EXISTS (SELECT FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN EXISTS (SELECT FROM elections WHERE id = split_part(contest, ':', 2))
    ELSE false
  END OR EXISTS (SELECT FROM discarded_rehearsals AS d
                  WHERE d.roll_key = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2))
$$;

-- votes_not_settled() as the migrations before this one have left it, with one more reason: a vote for a rehearsal that
-- was thrown away comes too late (`closed`). A batch without such a vote reads no further table.
DO $closed$
DECLARE
  settles constant regprocedure := 'votes_not_settled(uuid[], text[], bigint[], text[])'::regprocedure;
  before constant text := pg_get_functiondef(settles);
  first constant text := $text$CASE WHEN k.status = 'certified' THEN$text$;
BEGIN
  IF position(first IN before) = 0 THEN
    RAISE EXCEPTION 'votes_not_settled() is not as this migration expects it';
  END IF;
  EXECUTE replace(before, first, $text$CASE WHEN k.status IS NULL AND EXISTS (
                       SELECT FROM discarded_rehearsals AS d
                        WHERE d.roll_key = split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) THEN 'closed'
                WHEN k.status = 'certified' THEN$text$);
END
$closed$;
GRANT SELECT ON discarded_rehearsals TO scrutin_settler;

REVOKE EXECUTE ON FUNCTION contest_purpose, guard_discarded, require_discarding_act, refuse_discarded, only_of_discarded,
  discard_rehearsal FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lock_contests, counted_by_race TO scrutin_discarder;
ALTER FUNCTION discard_rehearsal OWNER TO scrutin_discarder;
GRANT EXECUTE ON FUNCTION discard_rehearsal TO scrutin_operator, scrutin_admin;
GRANT SELECT ON discarded_rehearsals TO scrutin_operator, scrutin_auditor, scrutin_admin;
DO $owner$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION discard_rehearsal TO %I', current_user);
END
$owner$;
REVOKE CREATE ON SCHEMA public FROM scrutin_discarder, scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_discarder, scrutin_settler FROM %I', current_user);
END
$membership$;
