-- An act that needs the approval of a second person is stored as a proposal until somebody else approves or refuses it.

-- Which acts need an approval, for how many seconds a proposal may be approved, and from how many replaced credentials
-- on a replacement needs an approval. There is exactly one row.
CREATE TABLE approval_policy (
  singleton boolean PRIMARY KEY DEFAULT true CONSTRAINT approval_policy_one_row CHECK (singleton),
  acts text[] NOT NULL,
  lifetime_s integer NOT NULL CONSTRAINT approval_policy_lifetime CHECK (lifetime_s BETWEEN 60 AND 2592000),
  replacing_above integer NOT NULL CONSTRAINT approval_policy_replacing CHECK (replacing_above >= 0)
);
INSERT INTO approval_policy (acts, lifetime_s, replacing_above)
VALUES (ARRAY['open', 'close', 'withdrawal', 'lot', 'publication', 'certify', 'replacing', 'accounts', 'policy'],
        86400, 10);

CREATE TABLE proposals (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  -- As in the record of acts.
  action text NOT NULL,
  subject text NOT NULL,
  -- What was asked for. It is done again when somebody approves.
  request jsonb NOT NULL,
  -- The hash of a password that the act sets. It is removed when the proposal is decided.
  secret text,
  -- The subject before the act. If it differs when somebody approves, the proposal is void.
  before jsonb,
  reason text,
  proposed_by text NOT NULL,
  official_id uuid,
  login text NOT NULL DEFAULT session_user,
  proposed_at timestamptz(3) NOT NULL,
  expires_at timestamptz(3) NOT NULL,
  decision text CONSTRAINT proposals_decision_known
    CHECK (decision IN ('approved', 'refused', 'withdrawn', 'expired', 'void')),
  decided_by text,
  decided_official_id uuid,
  decided_login text,
  decided_at timestamptz(3),
  decision_reason text,
  CONSTRAINT proposals_decided_or_not CHECK ((decision IS NULL) = (decided_by IS NULL)
    AND (decision IS NULL) = (decided_at IS NULL) AND (decision IS NULL OR secret IS NULL)),
  -- Two accounts, or an account and a command line, or two logins of the database on the command line.
  CONSTRAINT nobody_approves_their_own CHECK (decision IS DISTINCT FROM 'approved' OR (decided_by <> proposed_by
    AND (decided_official_id IS NOT NULL AND decided_official_id IS DISTINCT FROM official_id
         OR decided_official_id IS NULL AND official_id IS NULL AND decided_login <> login)))
);
CREATE INDEX proposals_proposed_at_idx ON proposals (proposed_at);

-- A proposal never changes except that it is decided once. The logins come from the database, whatever the writer says.
CREATE FUNCTION guard_proposals() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  fixed constant text[] := ARRAY['secret', 'decision', 'decided_by', 'decided_official_id', 'decided_login', 'decided_at',
                                 'decision_reason'];
  account uuid;
  name text;
BEGIN
  IF TG_OP IN ('DELETE', 'TRUNCATE') THEN
    RAISE EXCEPTION 'proposals is append-only: % refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  IF TG_OP = 'INSERT' THEN
    NEW.login := session_user;
    account := NEW.official_id;
    name := NEW.proposed_by;
    IF NEW.decision IS NOT NULL THEN
      RAISE EXCEPTION 'a proposal begins undecided' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  ELSE
    IF OLD.decision IS NOT NULL OR NEW.decision IS NULL OR to_jsonb(NEW) - fixed IS DISTINCT FROM to_jsonb(OLD) - fixed THEN
      RAISE EXCEPTION 'a proposal is decided once and never changes: UPDATE of proposals refused'
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.decided_login := session_user;
    account := NEW.decided_official_id;
    name := NEW.decided_by;
  END IF;
  IF NOT session_is_owner() THEN
    IF account IS NULL AND EXISTS (SELECT FROM officials AS o WHERE o.email = lower(name))
       OR account IS NOT NULL AND (NOT pg_has_role(session_user, 'scrutin_admin', 'MEMBER')
         OR NOT EXISTS (SELECT FROM officials AS o WHERE o.id = account AND o.email = name AND o.disabled_at IS NULL)) THEN
      RAISE EXCEPTION 'only the admin API proposes and decides for officials' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER decided_once BEFORE INSERT OR UPDATE OR DELETE ON proposals
  FOR EACH ROW EXECUTE FUNCTION guard_proposals();
CREATE TRIGGER never_emptied BEFORE TRUNCATE ON proposals FOR EACH STATEMENT EXECUTE FUNCTION guard_proposals();

-- Whoever proposes, decides or changes the policy records it in the same transaction. Checked at its end.
CREATE FUNCTION require_proposal_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND CASE TG_TABLE_NAME
             WHEN 'proposals' THEN a.proposal_id = (to_jsonb(NEW) ->> 'id')::uuid
             ELSE a.action = 'policy.change' AND a.subject = 'policy'
           END) THEN
    RAISE EXCEPTION 'a change of % needs its act in the same transaction', TG_TABLE_NAME
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE ON proposals
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_proposal_act();
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT OR UPDATE ON approval_policy
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_proposal_act();

-- The record of acts: who approved an act, and the proposal that it belongs to.
ALTER TABLE admin_audit
  ADD COLUMN proposal_id uuid CONSTRAINT admin_audit_proposal REFERENCES proposals (id),
  ADD COLUMN approved_by text,
  ADD CONSTRAINT admin_audit_approved CHECK ((approved_by IS NOT NULL)
    = (proposal_id IS NOT NULL AND NOT starts_with(action, 'proposal.')));

-- The word of the policy for an action; null for one that never needs an approval.
CREATE FUNCTION approvable_act(action text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE
    WHEN action ~ '^(law|election)\.(schedule|unschedule|open|extend|close|certify)$' THEN split_part(action, '.', 2)
    WHEN action = 'candidate.withdraw' THEN 'withdrawal'
    WHEN action = 'tabulation.lot' THEN 'lot'
    WHEN action = 'tabulation.publish' THEN 'publication'
  END
$$;

-- An act on a contest of two officials cannot be recorded without its approval, and an approval on record is true. This
-- also binds somebody who has a login of the office but does not use its program. How many credentials a replacement
-- concerns, and whether there are other accounts that could approve, is judged by the program alone.
CREATE FUNCTION check_approval() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  word text;
  contest text := split_part(NEW.subject, ':', 1) || ':' || split_part(NEW.subject, ':', 2);
BEGIN
  IF NEW.approved_by IS NOT NULL THEN
    IF NOT EXISTS (
      SELECT FROM proposals AS p
       WHERE p.id = NEW.proposal_id AND p.decision = 'approved' AND p.action = NEW.action AND p.subject = NEW.subject
         AND p.decided_by = NEW.approved_by AND p.proposed_by = NEW.actor
         AND p.official_id IS NOT DISTINCT FROM NEW.official_id AND p.xmin = pg_current_xact_id()::xid) THEN
      RAISE EXCEPTION 'the approval of % on % is not that of a proposal', NEW.action, NEW.subject
        USING ERRCODE = 'integrity_constraint_violation';
    END IF;
  ELSIF NOT session_is_owner() THEN
    word := approvable_act(NEW.action);
    IF word IS NOT NULL
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
CREATE TRIGGER approved BEFORE INSERT ON admin_audit FOR EACH ROW EXECUTE FUNCTION check_approval();

ALTER TABLE proposals ENABLE ALWAYS TRIGGER decided_once;
ALTER TABLE proposals ENABLE ALWAYS TRIGGER never_emptied;
ALTER TABLE proposals ENABLE ALWAYS TRIGGER recorded;
ALTER TABLE approval_policy ENABLE ALWAYS TRIGGER recorded;
ALTER TABLE admin_audit ENABLE ALWAYS TRIGGER approved;

-- ---------------------------------------------------------------- rights

REVOKE ALL ON approval_policy, proposals FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION guard_proposals, require_proposal_act, approvable_act, check_approval FROM PUBLIC;
GRANT SELECT ON approval_policy TO scrutin_operator, scrutin_admin, scrutin_auditor;
GRANT UPDATE (acts, lifetime_s, replacing_above) ON approval_policy TO scrutin_operator, scrutin_admin;
-- Only the admin API, which approves accounts, reads the hash of a password.
GRANT SELECT ON proposals TO scrutin_admin;
GRANT SELECT (id, action, subject, request, before, reason, proposed_by, official_id, login, proposed_at, expires_at,
  decision, decided_by, decided_official_id, decided_login, decided_at, decision_reason) ON proposals
  TO scrutin_operator, scrutin_auditor;
GRANT INSERT (action, subject, request, secret, before, reason, proposed_by, official_id, proposed_at, expires_at),
  UPDATE (secret, decision, decided_by, decided_official_id, decided_at, decision_reason) ON proposals
  TO scrutin_operator, scrutin_admin;
GRANT INSERT (proposal_id, approved_by) ON admin_audit TO scrutin_operator, scrutin_admin;
