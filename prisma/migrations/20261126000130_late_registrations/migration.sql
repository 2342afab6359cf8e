-- Adding more than a few credentials to the roll of a published contest of two officials needs the second one.
--
-- What goes on the roll after the publication is a late registration. Each load with late registrations is an act with a
-- reason, and voters are told by a notice. What one official adds alone is counted for each contest in total, from its
-- publication to its closing, so that nobody gets around the limit by one load after another. What was approved does not
-- count.
--
-- Unlike other approvals, this one does not carry out the act: a roll can have millions of lines, which no proposal
-- holds. The proposal has the SHA-256 of the lines. Once it is approved, its proposer loads the same file again, and the
-- act that puts the roll on record uses the approval up.

-- A table cannot be altered while the check of a row that an earlier migration changed is pending.
SET CONSTRAINTS ALL IMMEDIATE;
-- Whether the policy names late registrations is no word of `acts`, since programs of the release before do not know it.
ALTER TABLE approval_policy
  ADD COLUMN registering boolean NOT NULL DEFAULT true,
  ADD COLUMN registering_above integer NOT NULL DEFAULT 10
    CONSTRAINT approval_policy_registering CHECK (registering_above BETWEEN 0 AND 10000000);
GRANT UPDATE (registering, registering_above) ON approval_policy TO scrutin_operator, scrutin_admin;

ALTER TABLE notices DROP CONSTRAINT notices_kind_check;
ALTER TABLE notices ADD CONSTRAINT notices_kind_check CHECK (kind IN (
  'opened-early', 'extended', 'closed-early', 'unscheduled', 'texts-changed', 'candidate-withdrawn',
  'withdrawal-undone', 'cancelled', 'recount', 'statement', 'registered-late'));

-- The rolls of published contests: how large each was at the publication, and what was added to it since.
CREATE TABLE published_rolls (
  roll_key text COLLATE "C" PRIMARY KEY REFERENCES rolls ON DELETE CASCADE ON UPDATE RESTRICT,
  -- As at the publication. `replaced` is the number of credentials that were replaced before it.
  edition text COLLATE "C" NOT NULL,
  credentials bigint NOT NULL CHECK (credentials >= 0),
  replaced bigint NOT NULL CHECK (replaced >= 0),
  -- The last act on record at that time: the late registrations of later acts are counted here.
  since bigint NOT NULL,
  late bigint NOT NULL DEFAULT 0 CHECK (late >= 0),
  -- How many of them a second official approved.
  approved bigint NOT NULL DEFAULT 0,
  CONSTRAINT published_rolls_approved CHECK (approved BETWEEN 0 AND late)
) WITH (fillfactor = 50);
INSERT INTO published_rolls (roll_key, edition, credentials, replaced, since)
SELECT r.roll_key, r.edition, r.credentials,
       (SELECT coalesce(sum(v.credentials), 0) FROM void_totals AS v WHERE v.roll_key = r.roll_key AND v.kind = 'replaced'),
       (SELECT coalesce(max(a.id), 0) FROM admin_audit AS a)
  FROM rolls AS r
 WHERE EXISTS (SELECT FROM laws AS l WHERE 'law:' || l.id = r.roll_key AND l.status <> 'draft')
    OR EXISTS (SELECT FROM elections AS e WHERE 'election:' || e.id = r.roll_key AND e.status <> 'draft');

-- How many credentials of a roll are late registrations. Each credential that was replaced added its successor to the
-- roll, which is none.
CREATE FUNCTION registered_late(roll text) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT greatest(0, r.credentials - p.credentials + p.replaced - (
           SELECT coalesce(sum(v.credentials), 0)::bigint FROM void_totals AS v
            WHERE v.roll_key = r.roll_key AND v.kind = 'replaced'))
    FROM rolls AS r JOIN published_rolls AS p USING (roll_key) WHERE r.roll_key = roll COLLATE "C"
$$;

-- Fails if one official alone added more to a roll than the policy allows.
CREATE FUNCTION refuse_registered_alone(roll text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM approval_policy AS a, published_rolls AS p
              WHERE a.registering AND p.roll_key = roll COLLATE "C"
                AND p.late - p.approved > a.registering_above)
     AND EXISTS (SELECT FROM laws WHERE 'law:' || id = roll AND approval = 'two-officials'
                 UNION ALL
                 SELECT FROM elections WHERE 'election:' || id = roll AND approval = 'two-officials') THEN
    RAISE EXCEPTION 'adding so many credentials to the roll of % needs the approval of a second official', roll
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
END
$$;

-- Counts what was added to the roll of a published contest. Its act says how many, and why, and voters are told. Checked
-- at the end of the transaction. Until then the row of the roll is locked, so one transaction of a roll follows the other.
CREATE FUNCTION count_late_registrations() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  base published_rolls%ROWTYPE;
  registration admin_audit%ROWTYPE;
  added bigint;
BEGIN
  IF NOT EXISTS (SELECT FROM laws WHERE 'law:' || id = NEW.roll_key AND status <> 'draft'
                 UNION ALL SELECT FROM elections WHERE 'election:' || id = NEW.roll_key AND status <> 'draft')
     OR NOT EXISTS (SELECT FROM rolls WHERE roll_key = NEW.roll_key) THEN
    RETURN NULL;
  END IF;
  -- A contest that was published without a roll.
  INSERT INTO published_rolls (roll_key, edition, credentials, replaced, since)
  SELECT r.roll_key, r.edition, CASE TG_OP WHEN 'UPDATE' THEN OLD.credentials ELSE r.credentials END,
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
CREATE CONSTRAINT TRIGGER registered_late AFTER INSERT OR UPDATE ON rolls
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION count_late_registrations();
ALTER TABLE rolls ENABLE ALWAYS TRIGGER registered_late;

-- Notes how large the roll is when its contest is published. If one official publishes a contest of two officials again
-- that was taken back, what was added to its roll meanwhile counts as if the contest had stayed published.
CREATE FUNCTION note_published_roll() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  roll constant text COLLATE "C" := TG_ARGV[0] || NEW.id;
  base published_rolls%ROWTYPE;
  publication admin_audit%ROWTYPE;
  edition_now text;
  credentials_now bigint;
  replaced_now bigint;
  added bigint;
BEGIN
  SELECT r.edition, r.credentials INTO edition_now, credentials_now FROM rolls AS r WHERE r.roll_key = roll;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  SELECT coalesce(sum(v.credentials), 0) INTO replaced_now FROM void_totals AS v WHERE v.roll_key = roll AND v.kind = 'replaced';
  SELECT * INTO base FROM published_rolls WHERE roll_key = roll FOR UPDATE;
  SELECT * INTO publication FROM admin_audit AS a
   WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid AND a.subject = roll
     AND a.action ~ '^(law|election)[.](schedule|open)$' ORDER BY a.id DESC LIMIT 1;
  IF base.roll_key IS NULL OR publication.approved_by IS NOT NULL OR NEW.approval = 'single-official' THEN
    INSERT INTO published_rolls AS p (roll_key, edition, credentials, replaced, since)
    VALUES (roll, edition_now, credentials_now, replaced_now,
            coalesce(publication.id, (SELECT max(a.id) FROM admin_audit AS a), 0))
    ON CONFLICT (roll_key) DO UPDATE
      SET edition = excluded.edition, credentials = excluded.credentials, replaced = excluded.replaced,
          since = excluded.since, late = 0, approved = 0;
    RETURN NULL;
  END IF;
  -- Another roll took the place of the published one: nobody published any of it.
  IF base.edition <> edition_now THEN
    base.late := 0;
    UPDATE published_rolls
       SET edition = edition_now, credentials = 0, replaced = replaced_now, since = coalesce(publication.id - 1, base.since),
           late = 0, approved = 0
     WHERE roll_key = roll;
  END IF;
  added := registered_late(roll) - base.late;
  IF added > 0 THEN
    IF (publication.after #>> '{late,credentials}')::bigint IS DISTINCT FROM added THEN
      RAISE EXCEPTION 'the publication of % says how many credentials were added to its roll since the one before: %', roll, added
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    UPDATE published_rolls SET late = base.late + added WHERE roll_key = roll;
    PERFORM refuse_registered_alone(roll);
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER roll_published AFTER UPDATE ON laws DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.status = 'draft' AND NEW.status <> 'draft') EXECUTE FUNCTION note_published_roll('law:');
CREATE CONSTRAINT TRIGGER roll_published AFTER UPDATE ON elections DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (OLD.status = 'draft' AND NEW.status <> 'draft') EXECUTE FUNCTION note_published_roll('election:');
ALTER TABLE laws ENABLE ALWAYS TRIGGER roll_published;
ALTER TABLE elections ENABLE ALWAYS TRIGGER roll_published;

-- As in the migration of replacing above a number. Whether late registrations need an approval is known at the end of
-- the transaction as well; see count_late_registrations().
CREATE OR REPLACE FUNCTION approvable_act(action text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE
    WHEN action ~ '^(law|election)\.(schedule|unschedule|open|extend|close|certify)$' THEN split_part(action, '.', 2)
    WHEN action = 'candidate.withdraw' THEN 'withdrawal'
    WHEN action = 'lot.record' THEN 'lot'
    WHEN action IN ('tabulation.publish', 'tabulation.supersede', 'tabulation.reinstate') THEN 'publication'
    WHEN action IN ('roll.replace', 'roll.revoke') THEN 'replacing'
    WHEN action = 'roll.record' THEN 'registering'
    WHEN action IN ('official.create', 'official.set-password') THEN 'accounts'
    WHEN action = 'policy.change' THEN 'policy'
  END
$$;

-- The approval of late registrations is given before the act, for exactly these lines and at most so many of them, and
-- it is used once.
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
CREATE UNIQUE INDEX admin_audit_approval_used_once ON admin_audit (proposal_id)
  WHERE action = 'roll.record' AND approved_by IS NOT NULL;

REVOKE ALL ON published_rolls FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION registered_late, refuse_registered_alone, count_late_registrations, note_published_roll FROM PUBLIC;
GRANT SELECT ON published_rolls TO scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT EXECUTE ON FUNCTION registered_late TO scrutin_operator, scrutin_auditor, scrutin_admin;
