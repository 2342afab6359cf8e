-- What an election rests on besides its ballots: the roll on record, and the certificate.

-- A roll on record changes with an act in the same transaction, like everything else of a contest.
CREATE OR REPLACE FUNCTION require_act() RETURNS trigger
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
    WHEN 'rolls' THEN changed ->> 'roll_key'
    WHEN 'roll_regions' THEN changed ->> 'roll_key'
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

CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OR DELETE ON rolls
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_act();
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE OR DELETE ON roll_regions
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_act();

-- Once voters were told, a roll only grows; once the result is certified it stays. No login of a service takes one away.
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
    WHEN TG_OP = 'DELETE' THEN 'it stays'
    WHEN NEW.roll_key <> OLD.roll_key OR NEW.scheme <> OLD.scheme THEN 'it keeps its name and its scheme'
    WHEN NEW.credentials < OLD.credentials THEN 'it only grows'
    WHEN status = 'certified' AND (NEW.credentials <> OLD.credentials OR NEW.digest <> OLD.digest AND OLD.digest <> '')
      THEN 'the result is certified'
  END;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION 'the roll of % may not be changed so: %', OLD.roll_key, problem
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
REVOKE EXECUTE ON FUNCTION guard_roll FROM PUBLIC;
CREATE TRIGGER only_grows AFTER UPDATE OR DELETE ON rolls FOR EACH ROW EXECUTE FUNCTION guard_roll();

-- A result becomes final by an act that says so, and with votes outstanding, or without a published count, only for a
-- reason: whoever holds a login of the office, and not its program, is held to that as well.
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
    RAISE EXCEPTION '% is certified by an act that says so', about USING ERRCODE = 'integrity_constraint_violation';
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
REVOKE EXECUTE ON FUNCTION guard_certificate FROM PUBLIC;
CREATE CONSTRAINT TRIGGER certified_by_the_books AFTER UPDATE OF status ON laws
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_certificate();
CREATE CONSTRAINT TRIGGER certified_by_the_books AFTER UPDATE OF status ON elections
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION guard_certificate();

ALTER TABLE rolls ENABLE ALWAYS TRIGGER recorded;
ALTER TABLE rolls ENABLE ALWAYS TRIGGER only_grows;
ALTER TABLE roll_regions ENABLE ALWAYS TRIGGER recorded;
ALTER TABLE laws ENABLE ALWAYS TRIGGER certified_by_the_books;
ALTER TABLE elections ENABLE ALWAYS TRIGGER certified_by_the_books;

-- An advisory lock may be taken by any login, and would hold up all counting. Whoever certifies keeps settling out by a
-- lock of the table that every settling begins with; to take it needs the right to write there, which no login has.
CREATE OR REPLACE FUNCTION lock_contests(contests text[], alone boolean) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF alone THEN
    LOCK TABLE settled_submissions IN SHARE MODE;
  ELSE
    LOCK TABLE settled_submissions IN ROW EXCLUSIVE MODE;
  END IF;
END
$$;
REVOKE EXECUTE ON FUNCTION lock_contests FROM scrutin_auditor;
