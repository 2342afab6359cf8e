-- A lot that breaks a tie is an act of its own, and so is every publication of a count. Both only grow.

-- A lot that was drawn for a tie of a count that is on record. There is one for each tie of a contest: the same
-- candidates, tied for the same purpose. Later counts of the contest use it.
CREATE TABLE lots (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  contest_key text COLLATE "C" NOT NULL,
  -- The count that asked for the lot.
  tabulation_id uuid NOT NULL,
  purpose text NOT NULL CHECK (purpose IN ('elect', 'eliminate', 'transfer-first')),
  -- Everybody between whom the lot was drawn, sorted.
  tied text[] NOT NULL,
  -- The same candidates in the order in which they were drawn. The first one is whom the lot fell on.
  drawn text[] NOT NULL,
  method text NOT NULL CHECK (method <> ''),
  drawn_by text NOT NULL CHECK (drawn_by <> ''),
  witnesses text NOT NULL CHECK (witnesses <> ''),
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT lots_drawn_among_the_tied CHECK (
    cardinality(tied) > 1 AND cardinality(drawn) = cardinality(tied) AND drawn @> tied AND tied @> drawn),
  CONSTRAINT lots_one_for_each_tie UNIQUE (contest_key, purpose, tied)
);

-- Every publication of a count. The count of the last publication of a contest is the one that stands.
CREATE TABLE publications (
  id bigserial PRIMARY KEY,
  contest_key text COLLATE "C" NOT NULL,
  tabulation_id uuid NOT NULL,
  published_at timestamptz(3) NOT NULL,
  -- The count that stood before, and why it does not stand any more.
  supersedes uuid,
  reason text CHECK (reason <> ''),
  CONSTRAINT publications_say_why CHECK ((supersedes IS NULL) = (reason IS NULL)),
  CONSTRAINT publications_supersede_another CHECK (supersedes <> tabulation_id)
);
CREATE INDEX publications_contest_key_id_idx ON publications (contest_key, id);

-- Until now, the newest of the published counts stood.
INSERT INTO publications (contest_key, tabulation_id, published_at, supersedes, reason)
SELECT contest_key, id, published_at, before,
       CASE WHEN before IS NOT NULL THEN 'Published before publications took a reason.' END
  FROM (SELECT contest_key, id, published_at, computed_at,
               lag(id) OVER (PARTITION BY contest_key ORDER BY computed_at, id DESC) AS before
          FROM tabulations WHERE published_at IS NOT NULL) AS published
 ORDER BY contest_key, computed_at, id DESC;

-- ---------------------------------------------------------------- who may do what

GRANT SELECT ON lots TO scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT SELECT ON publications TO scrutin_ingestion, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT INSERT (contest_key, tabulation_id, purpose, tied, drawn, method, drawn_by, witnesses, recorded_at) ON lots
  TO scrutin_operator, scrutin_admin;
GRANT INSERT (contest_key, tabulation_id, published_at, supersedes, reason) ON publications
  TO scrutin_operator, scrutin_admin;
GRANT USAGE ON SEQUENCE publications_id_seq TO scrutin_operator, scrutin_admin;

-- ---------------------------------------------------------------- triggers

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON lots
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P8: a lot that was drawn stays as it was drawn.');
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON publications
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P8: what was published stays on record.');
ALTER TABLE lots ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE publications ENABLE ALWAYS TRIGGER append_only;

-- After the certificate no lot is drawn and nothing is published. A publication is of a count of this contest that is
-- published, and supersedes the count that stands.
CREATE FUNCTION guard_count_record() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  problem text;
BEGIN
  IF session_is_owner() THEN
    RETURN NEW;
  END IF;
  problem := CASE
    WHEN EXISTS (SELECT FROM (SELECT 'law:' || id AS subject, status FROM laws
                              UNION ALL SELECT 'election:' || id, status FROM elections) AS c
                  WHERE c.status = 'certified'
                    AND c.subject = split_part(NEW.contest_key, ':', 1) || ':' || split_part(NEW.contest_key, ':', 2))
      THEN 'it is certified'
    WHEN NOT EXISTS (SELECT FROM tabulations AS t WHERE t.id = NEW.tabulation_id AND t.contest_key = NEW.contest_key
                        AND (TG_TABLE_NAME = 'lots' OR t.published_at IS NOT NULL))
      THEN 'it has no such count'
    WHEN TG_TABLE_NAME = 'publications'
     AND (to_jsonb(NEW) ->> 'supersedes')::uuid IS DISTINCT FROM
         (SELECT p.tabulation_id FROM publications AS p WHERE p.contest_key = NEW.contest_key ORDER BY p.id DESC LIMIT 1)
      THEN 'another count stands'
  END;
  IF problem IS NOT NULL THEN
    RAISE EXCEPTION '% takes no such row of %: %', NEW.contest_key, TG_TABLE_NAME, problem
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER life_cycle BEFORE INSERT ON lots FOR EACH ROW EXECUTE FUNCTION guard_count_record();
CREATE TRIGGER life_cycle BEFORE INSERT ON publications FOR EACH ROW EXECUTE FUNCTION guard_count_record();
ALTER TABLE lots ENABLE ALWAYS TRIGGER life_cycle;
ALTER TABLE publications ENABLE ALWAYS TRIGGER life_cycle;

-- Whoever records a lot or publishes a count records the act in the same transaction.
CREATE FUNCTION require_count_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid
       AND a.subject = NEW.contest_key
       AND CASE TG_TABLE_NAME WHEN 'lots' THEN a.action = 'lot.record' ELSE starts_with(a.action, 'tabulation.') END) THEN
    RAISE EXCEPTION 'a change of % needs an act on % in the same transaction', TG_TABLE_NAME, NEW.contest_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON lots
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_count_act();
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON publications
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_count_act();
ALTER TABLE lots ENABLE ALWAYS TRIGGER recorded;
ALTER TABLE publications ENABLE ALWAYS TRIGGER recorded;

-- A count becomes public by a publication, and not only by a date.
CREATE FUNCTION require_publication() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT session_is_owner() AND NOT EXISTS (SELECT FROM publications AS p WHERE p.tabulation_id = NEW.id) THEN
    RAISE EXCEPTION 'a count of % is published only by a publication', NEW.contest_key
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER publication_on_record AFTER UPDATE OF published_at ON tabulations
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_publication();
ALTER TABLE tabulations ENABLE ALWAYS TRIGGER publication_on_record;
REVOKE EXECUTE ON FUNCTION guard_count_record, require_count_act, require_publication FROM PUBLIC;
