-- Replacing and revoking more than a few credentials of a contest of two officials needs the second one.
--
-- What one official makes void alone is counted for each contest in total, from its publication to its closing, so that
-- nobody gets around the limit by one letter after another. What was approved does not count.
--
-- The credentials of a proposal are a list of their own, because it can have 10,000 of them. It holds what
-- void_credentials holds: hashes and no reference of a letter. PostgreSQL decides, and records the approval with what it
-- makes void, in one transaction. Redis learns of it afterwards, as it does without a proposal: until then votes of the
-- new credentials wait, and approving again, or the same command again, completes it.

-- A table cannot be altered while the check of a row that an earlier migration changed is pending.
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE approval_policy ADD COLUMN replacing_above integer NOT NULL DEFAULT 10
  CONSTRAINT approval_policy_replacing CHECK (replacing_above BETWEEN 0 AND 10000000);
ALTER TABLE approval_policy ALTER COLUMN replacing_above DROP DEFAULT;
GRANT UPDATE (replacing_above) ON approval_policy TO scrutin_operator, scrutin_admin;

CREATE TABLE proposed_credentials (
  proposal_id uuid NOT NULL REFERENCES proposals ON DELETE RESTRICT ON UPDATE RESTRICT,
  credential_hash bytea NOT NULL CHECK (octet_length(credential_hash) = 32),
  -- The region of the credential; empty for a law.
  region_id text COLLATE "C" NOT NULL,
  -- The credential that votes instead, and its region. Both are null for a credential that is revoked.
  replaced_by bytea CHECK (octet_length(replaced_by) = 32 AND replaced_by <> credential_hash),
  new_region_id text COLLATE "C",
  PRIMARY KEY (proposal_id, credential_hash),
  UNIQUE (proposal_id, replaced_by),
  CHECK ((replaced_by IS NULL) = (new_region_id IS NULL))
);

-- The proposal with which a credential was made void; null if one official did it alone.
ALTER TABLE void_credentials ADD COLUMN proposal_id uuid REFERENCES proposals ON DELETE RESTRICT ON UPDATE RESTRICT;
-- How many of them a second official approved.
ALTER TABLE void_totals ADD COLUMN approved bigint NOT NULL DEFAULT 0
  CONSTRAINT void_totals_approved CHECK (approved BETWEEN 0 AND credentials);

-- The list of a proposal is written with it and never changes.
CREATE FUNCTION guard_proposed_credentials() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM proposals AS p WHERE p.id = NEW.proposal_id AND p.decision IS NULL
                    AND p.action IN ('roll.replace', 'roll.revoke') AND p.xmin = pg_current_xact_id()::xid) THEN
    RAISE EXCEPTION 'the credentials of a proposal are listed when it is made'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER with_proposal BEFORE INSERT ON proposed_credentials
  FOR EACH ROW EXECUTE FUNCTION guard_proposed_credentials();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON proposed_credentials
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('What was proposed stays on record.');
ALTER TABLE proposed_credentials ENABLE ALWAYS TRIGGER with_proposal;
ALTER TABLE proposed_credentials ENABLE ALWAYS TRIGGER append_only;

-- As in the migration of approvable acts. Whether a replacement needs an approval depends on numbers that are known only
-- at the end of the transaction; see require_second_official().
CREATE OR REPLACE FUNCTION approvable_act(action text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE
    WHEN action ~ '^(law|election)\.(schedule|unschedule|open|extend|close|certify)$' THEN split_part(action, '.', 2)
    WHEN action = 'candidate.withdraw' THEN 'withdrawal'
    WHEN action = 'lot.record' THEN 'lot'
    WHEN action IN ('tabulation.publish', 'tabulation.supersede', 'tabulation.reinstate') THEN 'publication'
    WHEN action IN ('roll.replace', 'roll.revoke') THEN 'replacing'
    WHEN action IN ('official.create', 'official.set-password') THEN 'accounts'
    WHEN action = 'policy.change' THEN 'policy'
  END
$$;

DO $skip$
DECLARE
  before constant text := pg_get_functiondef('check_approval()'::regprocedure);
  first constant text := 'IF word IS NOT NULL';
BEGIN
  IF position(first IN before) = 0 THEN
    RAISE EXCEPTION 'check_approval() is not as this migration expects it';
  END IF;
  EXECUTE replace(before, first, $text$IF word <> 'replacing'$text$);
END
$skip$;

-- On a contest of two officials one of them alone makes no more credentials void than the policy allows. Checked at the
-- end of the transaction, one transaction of a contest after the other.
CREATE FUNCTION require_second_official() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.credentials - NEW.approved <= (CASE TG_OP WHEN 'UPDATE' THEN OLD.credentials - OLD.approved ELSE 0 END) THEN
    RETURN NULL;
  END IF;
  PERFORM pg_advisory_xact_lock(hashtext('scrutin.void:' || NEW.roll_key));
  IF EXISTS (SELECT FROM approval_policy AS p
              WHERE 'replacing' = ANY (p.acts)
                AND p.replacing_above < (SELECT sum(t.credentials - t.approved) FROM void_totals AS t
                                          WHERE t.roll_key = NEW.roll_key))
     AND EXISTS (SELECT FROM laws WHERE 'law:' || id = NEW.roll_key AND approval = 'two-officials'
                 UNION ALL
                 SELECT FROM elections WHERE 'election:' || id = NEW.roll_key AND approval = 'two-officials') THEN
    RAISE EXCEPTION 'making so many credentials of % void needs the approval of a second official', NEW.roll_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER second_official AFTER INSERT OR UPDATE ON void_totals
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_second_official();
ALTER TABLE void_totals ENABLE ALWAYS TRIGGER second_official;

-- As in the migration of void credentials. What an approval makes void has the act of this approval.
CREATE OR REPLACE FUNCTION require_void_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid AND a.subject = NEW.roll_key
       AND a.action = CASE NEW.kind WHEN 'replaced' THEN 'roll.replace' ELSE 'roll.revoke' END
       AND a.proposal_id IS NOT DISTINCT FROM NEW.proposal_id) THEN
    RAISE EXCEPTION 'a void credential needs its act in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;

-- As in the migration of void credentials, with the proposal whose approval makes them void.
GRANT CREATE ON SCHEMA public TO scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('GRANT scrutin_settler TO %I', current_user);
END
$membership$;
DROP FUNCTION make_void(text, text, text, text[], text[], text[], text[], text[], boolean[]);
CREATE FUNCTION make_void(
  roll text, how text, why text, hashes text[], regions text[], successors text[], new_regions text[], claims text[],
  on_roll boolean[], approval uuid DEFAULT NULL
) RETURNS TABLE (credential text, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  fresh text[];
  outcomes jsonb;
BEGIN
  -- Not while a result becomes final; see lock_contests().
  PERFORM lock_contests(ARRAY[roll], false);
  -- A second official approves exactly the list that was proposed.
  IF approval IS NOT NULL AND (
    NOT EXISTS (SELECT FROM proposals AS p WHERE p.id = approval AND p.decision IS NULL AND p.subject = roll
                   AND p.action = CASE how WHEN 'replaced' THEN 'roll.replace' ELSE 'roll.revoke' END)
    OR EXISTS (
      SELECT FROM (SELECT decode(g.hash, 'hex') AS credential_hash, g.region,
                          decode(nullif(g.successor, ''), 'hex') AS replaced_by,
                          CASE g.successor WHEN '' THEN NULL ELSE g.new_region END AS new_region_id
                     FROM unnest(hashes, regions, successors, new_regions) AS g (hash, region, successor, new_region)) AS g
        FULL JOIN (SELECT * FROM proposed_credentials AS c WHERE c.proposal_id = approval) AS c
          ON c.credential_hash = g.credential_hash
       WHERE c.credential_hash IS NULL OR g.credential_hash IS NULL OR g.region IS DISTINCT FROM c.region_id
          OR g.replaced_by IS DISTINCT FROM c.replaced_by OR g.new_region_id IS DISTINCT FROM c.new_region_id)) THEN
    RAISE EXCEPTION 'the approval is not that of these credentials' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  BEGIN
    WITH inserted AS (
      INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, reason, submission_id, hour)
      SELECT roll || CASE g.region WHEN '' THEN '' ELSE ':' || g.region END, roll, decode(g.hash, 'hex'), 'void', how,
             '00000000-0000-0000-0000-000000000000', to_timestamp(floor(extract(epoch FROM clock_timestamp()) / 3600) * 3600)
        FROM unnest(hashes, regions) AS g (hash, region)
       ORDER BY 3
      ON CONFLICT (roll_key, credential_hash) WHERE status IN ('counted', 'void') DO NOTHING
      RETURNING credential_hash
    ) SELECT coalesce(array_agg(encode(inserted.credential_hash, 'hex')), '{}') INTO fresh FROM inserted;

    SELECT jsonb_object_agg(g.hash,
             CASE WHEN a.status = 'counted' THEN 'voted'
                  WHEN g.hash <> ALL (fresh) THEN
                    CASE WHEN v.kind = how AND v.replaced_by IS NOT DISTINCT FROM decode(nullif(g.successor, ''), 'hex')
                         THEN 'repeated' ELSE 'void-already' END
                  WHEN g.claim <> '' AND NOT EXISTS (
                         SELECT FROM rejected_submissions AS r WHERE r.submission_id = g.claim::uuid) THEN 'on-its-way'
                  WHEN EXISTS (SELECT FROM vote_audit AS s
                                WHERE s.roll_key = roll AND s.credential_hash = decode(nullif(g.successor, ''), 'hex')
                                  AND s.status = 'void') THEN 'successor-void'
                  WHEN g.on_roll
                    OR EXISTS (SELECT FROM vote_audit AS s
                                WHERE s.roll_key = roll AND s.credential_hash = decode(nullif(g.successor, ''), 'hex')
                                  AND s.status = 'counted')
                    OR EXISTS (SELECT FROM void_credentials AS o
                                WHERE o.roll_key = roll AND o.replaced_by = decode(nullif(g.successor, ''), 'hex'))
                    THEN 'successor-on-roll'
                  ELSE 'void'
             END) INTO outcomes
      FROM unnest(hashes, successors, claims, on_roll) AS g (hash, successor, claim, on_roll)
      LEFT JOIN vote_audit AS a ON a.roll_key = roll AND a.credential_hash = decode(g.hash, 'hex') AND a.status = 'counted'
      LEFT JOIN void_credentials AS v ON v.roll_key = roll AND v.credential_hash = decode(g.hash, 'hex');

    IF EXISTS (SELECT FROM jsonb_each_text(outcomes) AS o (key, value) WHERE o.value NOT IN ('void', 'repeated')) THEN
      RAISE EXCEPTION USING ERRCODE = 'SCV01';
    END IF;

    INSERT INTO void_credentials (roll_key, credential_hash, region_id, kind, replaced_by, new_region_id, reason, proposal_id)
    SELECT roll, decode(g.hash, 'hex'), g.region, how, decode(nullif(g.successor, ''), 'hex'),
           CASE g.successor WHEN '' THEN NULL ELSE g.new_region END, why, approval
      FROM unnest(hashes, regions, successors, new_regions) AS g (hash, region, successor, new_region)
     WHERE g.hash = ANY (fresh);
    INSERT INTO void_totals AS t (roll_key, region_id, kind, credentials, approved)
    SELECT roll, g.region COLLATE "C", how, count(*), CASE WHEN approval IS NULL THEN 0 ELSE count(*) END
      FROM unnest(hashes, regions) AS g (hash, region)
     WHERE g.hash = ANY (fresh)
     GROUP BY 2 ORDER BY 2
    ON CONFLICT (roll_key, region_id, kind) DO UPDATE
      SET credentials = t.credentials + excluded.credentials, approved = t.approved + excluded.approved;
  EXCEPTION
    WHEN SQLSTATE 'SCV01' THEN NULL; -- Takes back what the block wrote, and keeps its variables.
  END;
  RETURN QUERY SELECT o.key, o.value FROM jsonb_each_text(outcomes) AS o (key, value) ORDER BY 1;
END
$$;


REVOKE ALL ON proposed_credentials FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION make_void, guard_proposed_credentials, require_second_official FROM PUBLIC;
ALTER FUNCTION make_void OWNER TO scrutin_settler;
GRANT EXECUTE ON FUNCTION make_void TO scrutin_operator, scrutin_admin;
DO $owner$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION make_void TO %I', current_user);
END
$owner$;
GRANT SELECT (id, action, subject, decision) ON proposals TO scrutin_settler;
GRANT SELECT ON proposed_credentials TO scrutin_settler, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT INSERT ON proposed_credentials TO scrutin_operator, scrutin_admin;
GRANT SELECT (proposal_id) ON void_credentials TO scrutin_auditor;
REVOKE CREATE ON SCHEMA public FROM scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_settler FROM %I', current_user);
END
$membership$;

SET CONSTRAINTS ALL DEFERRED;
UPDATE approval_policy SET acts = acts || 'replacing'::text WHERE NOT 'replacing' = ANY (acts);
