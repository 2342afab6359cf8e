-- Three ways around the limit of late registrations, which somebody alone had: to remove a contest that was taken back
-- and create it again, to publish one without a roll with a login of the database, and to load approved lines with a
-- reason that nobody approved.

-- A roll that was published stays. Only a rehearsal is thrown away, whole.
CREATE FUNCTION keep_published_roll() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM published_rolls WHERE roll_key = OLD.roll_key) AND NOT session_is_owner() THEN
    RAISE EXCEPTION 'the roll of % was published and stays', OLD.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN OLD;
END
$$;
CREATE TRIGGER published BEFORE DELETE ON rolls FOR EACH ROW
  WHEN (CURRENT_USER <> 'scrutin_discarder' OR SESSION_USER = 'scrutin_discarder'
        OR current_setting('role') = 'scrutin_discarder')
  EXECUTE FUNCTION keep_published_roll();
ALTER TABLE rolls ENABLE ALWAYS TRIGGER published;

CREATE OR REPLACE FUNCTION count_late_registrations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  base published_rolls%ROWTYPE;
  registration admin_audit%ROWTYPE;
  added bigint;
  needs_two boolean := EXISTS (SELECT FROM laws WHERE 'law:' || id = NEW.roll_key AND approval = 'two-officials'
                               UNION ALL
                               SELECT FROM elections WHERE 'election:' || id = NEW.roll_key AND approval = 'two-officials');
BEGIN
  IF NOT EXISTS (SELECT FROM laws WHERE 'law:' || id = NEW.roll_key AND status <> 'draft'
                 UNION ALL SELECT FROM elections WHERE 'election:' || id = NEW.roll_key AND status <> 'draft')
     OR NOT EXISTS (SELECT FROM rolls WHERE roll_key = NEW.roll_key) THEN
    RETURN NULL;
  END IF;
  -- A contest that was published without a roll. If it is one of two officials, its whole roll is registered late.
  INSERT INTO published_rolls (roll_key, edition, credentials, replaced, since)
  SELECT r.roll_key, r.edition, CASE WHEN TG_OP = 'UPDATE' THEN OLD.credentials WHEN needs_two THEN 0 ELSE r.credentials END,
         (SELECT coalesce(sum(v.credentials), 0) FROM void_totals AS v WHERE v.roll_key = r.roll_key AND v.kind = 'replaced'),
         (SELECT coalesce(max(a.id), 0) FROM admin_audit AS a WHERE a.xmin <> pg_current_xact_id()::xid)
    FROM rolls AS r WHERE r.roll_key = NEW.roll_key
  ON CONFLICT DO NOTHING;
  SELECT * INTO base FROM published_rolls WHERE roll_key = NEW.roll_key FOR UPDATE;
  added := registered_late(NEW.roll_key) - base.late;
  IF added <= 0 THEN
    RETURN NULL;
  END IF;
  SELECT * INTO registration FROM admin_audit AS a
   WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid AND a.subject = NEW.roll_key
     AND a.action = 'roll.record' AND (a.after #>> '{late,credentials}')::bigint = added AND a.reason ~ '\S';
  IF NOT FOUND OR NOT EXISTS (SELECT FROM notices AS n WHERE n.roll_key = NEW.roll_key AND n.kind = 'registered-late'
                                 AND n.xmin = pg_current_xact_id()::xid) THEN
    -- Whatever the owner of the database adds, the audit finds that no act counted it.
    IF session_is_owner() AND registration.id IS NULL THEN
      RETURN NULL;
    END IF;
    RAISE EXCEPTION '% late registrations of % need their act, a reason and a notice in the same transaction', added, NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  UPDATE published_rolls
     SET late = base.late + added, approved = base.approved + CASE WHEN registration.approved_by IS NULL THEN 0 ELSE added END
   WHERE roll_key = NEW.roll_key;
  IF registration.approved_by IS NULL THEN
    PERFORM refuse_registered_alone(NEW.roll_key);
  END IF;
  RETURN NULL;
END
$$;

-- The reason is approved with the lines.
CREATE OR REPLACE FUNCTION check_approval() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  word text := approvable_act(NEW.action);
  contest text := split_part(NEW.subject, ':', 1) || ':' || split_part(NEW.subject, ':', 2);
BEGIN
  IF NEW.approved_by IS NOT NULL THEN
    IF NOT EXISTS (
      SELECT FROM proposals AS p
       WHERE p.id = NEW.proposal_id AND p.decision = 'approved' AND p.action = NEW.action AND p.subject = NEW.subject
         AND p.decided_by = NEW.approved_by AND p.proposed_by = NEW.actor
         AND p.official_id IS NOT DISTINCT FROM NEW.official_id
         AND CASE WHEN word = 'registering'
               THEN p.request ->> 'digest' = NEW.after #>> '{late,digest}'
                AND p.request ->> 'reason' = NEW.reason
                AND (p.request ->> 'credentials')::bigint >= (NEW.after #>> '{late,credentials}')::bigint
               ELSE p.xmin = pg_current_xact_id()::xid END) THEN
      RAISE EXCEPTION 'the approval of % on % is not that of a proposal', NEW.action, NEW.subject
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  ELSIF NOT session_is_owner() THEN
    IF word NOT IN ('replacing', 'registering')
       AND EXISTS (SELECT FROM approval_policy WHERE word = ANY (acts))
       AND EXISTS (SELECT FROM laws WHERE 'law:' || id = contest AND approval = 'two-officials'
                   UNION ALL
                   SELECT FROM elections WHERE 'election:' || id = contest AND approval = 'two-officials') THEN
      RAISE EXCEPTION '% on % needs the approval of a second official', NEW.action, NEW.subject
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;

REVOKE EXECUTE ON FUNCTION keep_published_roll FROM PUBLIC;
