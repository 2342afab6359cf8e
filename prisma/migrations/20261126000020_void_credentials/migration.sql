-- Void credentials: a letter that was lost is replaced by another, and somebody who may not vote any more is taken off.
-- The old credential is void from then on. It stays in the roll, which only grows, but no vote of it is counted.
--
-- P3: the unique index that allows a credential one counted vote also decides between a counted vote and a void
-- credential. Settling a vote and making its credential void insert the same key, so one of the two comes first and the
-- other finds the key taken, whatever is in flight. A batch of votes pays nothing for this.

ALTER TABLE vote_audit DROP CONSTRAINT vote_audit_status_check;
ALTER TABLE vote_audit ADD CONSTRAINT vote_audit_status_check CHECK (status IN ('counted', 'rejected', 'void'));
CREATE UNIQUE INDEX vote_audit_decided ON vote_audit (roll_key, credential_hash) WHERE status IN ('counted', 'void');
DROP INDEX vote_audit_counted;

ALTER TABLE rejected_submissions DROP CONSTRAINT rejected_submissions_reason_check;
ALTER TABLE rejected_submissions ADD CONSTRAINT rejected_submissions_reason_check CHECK (reason IN (
  'malformed', 'unknown-contest', 'not-open', 'closed', 'unknown-credential', 'wrong-region',
  'invalid-selection', 'unknown-candidate', 'withdrawn-candidate', 'repeated-candidate', 'too-many-ranks',
  'ranking-not-allowed', 'blank-not-allowed', 'already-voted', 'void-credential', 'rate-limited'));

CREATE TABLE void_credentials (
  roll_key text COLLATE "C" NOT NULL,
  credential_hash bytea NOT NULL CHECK (octet_length(credential_hash) = 32),
  -- The region of the credential; empty for a law.
  region_id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('replaced', 'revoked')),
  -- The credential that votes instead, and its region, which may be another one.
  replaced_by bytea CHECK (octet_length(replaced_by) = 32 AND replaced_by <> credential_hash),
  new_region_id text COLLATE "C",
  reason text NOT NULL CHECK (reason <> ''),
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (roll_key, credential_hash),
  UNIQUE (roll_key, replaced_by),
  CHECK ((kind = 'replaced') = (replaced_by IS NOT NULL) AND (kind = 'replaced') = (new_region_id IS NOT NULL))
);

-- How many credentials of a roll are void. Every process reads this each second, so it is not counted each time.
CREATE TABLE void_totals (
  roll_key text COLLATE "C" NOT NULL REFERENCES rolls ON DELETE RESTRICT ON UPDATE RESTRICT,
  region_id text COLLATE "C" NOT NULL,
  kind text NOT NULL CHECK (kind IN ('replaced', 'revoked')),
  credentials bigint NOT NULL CHECK (credentials > 0),
  PRIMARY KEY (roll_key, region_id, kind)
) WITH (fillfactor = 50);

-- Makes credentials void, all of them or none. `hashes` and `successors` are in hexadecimal. An empty text stands for no
-- region, no successor and no claim. `claims` are the submissions that have a claim in Redis, and `on_roll` says which
-- successors are on the roll already.
--
-- Returns what happened to each credential. If any of them has a problem, nothing was written:
--   void               it is void from now on
--   repeated           the same was done before
--   voted              its vote is counted
--   on-its-way         a vote of it was accepted and is not settled yet
--   void-already       it was made void in another way
--   successor-void     the credential that should replace it is void itself
--   successor-on-roll  the credential that should replace it is on the roll already, or replaces another one
CREATE FUNCTION make_void(
  roll text, how text, why text, hashes text[], regions text[], successors text[], new_regions text[], claims text[],
  on_roll boolean[]
) RETURNS TABLE (credential text, outcome text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  fresh text[];
  outcomes jsonb;
BEGIN
  -- Not while a result becomes final; see lock_contests().
  PERFORM lock_contests(ARRAY[roll], false);
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

    INSERT INTO void_credentials (roll_key, credential_hash, region_id, kind, replaced_by, new_region_id, reason)
    SELECT roll, decode(g.hash, 'hex'), g.region, how, decode(nullif(g.successor, ''), 'hex'),
           CASE g.successor WHEN '' THEN NULL ELSE g.new_region END, why
      FROM unnest(hashes, regions, successors, new_regions) AS g (hash, region, successor, new_region)
     WHERE g.hash = ANY (fresh);
    INSERT INTO void_totals AS t (roll_key, region_id, kind, credentials)
    SELECT roll, g.region COLLATE "C", how, count(*)
      FROM unnest(hashes, regions) AS g (hash, region)
     WHERE g.hash = ANY (fresh)
     GROUP BY 2 ORDER BY 2
    ON CONFLICT (roll_key, region_id, kind) DO UPDATE SET credentials = t.credentials + excluded.credentials;
  EXCEPTION
    WHEN SQLSTATE 'SCV01' THEN NULL; -- Takes back what the block wrote, and keeps its variables.
  END;
  RETURN QUERY SELECT o.key, o.value FROM jsonb_each_text(outcomes) AS o (key, value) ORDER BY 1;
END
$$;

-- The void credentials of a roll, for rebuilding a roll that Redis has lost. They say nothing about any vote.
CREATE FUNCTION void_among(roll text) RETURNS SETOF bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT v.credential_hash FROM void_credentials AS v WHERE v.roll_key = roll COLLATE "C"
$$;

-- ---------------------------------------------------------------- written once, by an act, and by make_void() alone

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON void_credentials
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('P3: a credential that was made void stays void.');
ALTER TABLE void_credentials ENABLE ALWAYS TRIGGER append_only;
CREATE TRIGGER only_settling BEFORE INSERT ON void_credentials FOR EACH STATEMENT
  WHEN (current_user <> 'scrutin_settler' OR session_user = 'scrutin_settler'
        OR current_setting('role') = 'scrutin_settler')
  EXECUTE FUNCTION refuse_outside_settling();
ALTER TABLE void_credentials ENABLE ALWAYS TRIGGER only_settling;
CREATE TRIGGER only_settling BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON void_totals FOR EACH STATEMENT
  WHEN (current_user <> 'scrutin_settler' OR session_user = 'scrutin_settler'
        OR current_setting('role') = 'scrutin_settler')
  EXECUTE FUNCTION refuse_outside_settling();
ALTER TABLE void_totals ENABLE ALWAYS TRIGGER only_settling;

CREATE FUNCTION require_void_act() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM admin_audit AS a
     WHERE a.at >= now() - interval '1 second' AND a.xmin = pg_current_xact_id()::xid AND a.subject = NEW.roll_key
       AND a.action = CASE NEW.kind WHEN 'replaced' THEN 'roll.replace' ELSE 'roll.revoke' END) THEN
    RAISE EXCEPTION 'a void credential needs its act in the same transaction'
      USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER recorded AFTER INSERT ON void_credentials
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION require_void_act();
ALTER TABLE void_credentials ENABLE ALWAYS TRIGGER recorded;

-- ---------------------------------------------------------------- settling

-- The functions below belong to scrutin_settler; see the migration of the privileges.
COMMENT ON ROLE scrutin_settler IS 'Owns functions of Scrutin. Nobody logs in as it and nobody is a member of it.';
GRANT CREATE ON SCHEMA public TO scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('GRANT scrutin_settler TO %I', current_user);
END
$membership$;

-- As in the migration of settling. `void-credential` says that a credential is on the roll, too.
CREATE OR REPLACE FUNCTION record_rejections(
  submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[]
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, reason, submission_id, hour)
  SELECT r.contest, (split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2)) COLLATE "C",
         decode(r.hash, 'hex'), 'rejected', r.reason, r.id, to_timestamp(r.hour * 3600.0)
    FROM unnest(submission_ids, contests, hashes, hours, reasons) AS r (id, contest, hash, hour, reason)
   WHERE r.reason IN ('already-voted', 'wrong-region', 'void-credential')
   ORDER BY 2, 3, r.reason COLLATE "C"
  ON CONFLICT (roll_key, credential_hash, reason) WHERE status = 'rejected' DO NOTHING;

  INSERT INTO rejected_submissions (submission_id, contest_key, reason)
  SELECT r.id, CASE WHEN r.reason IN ('malformed', 'unknown-contest') AND NOT contest_exists(r.contest) THEN '' ELSE r.contest END, r.reason
    FROM unnest(submission_ids, contests, reasons) AS r (id, contest, reason)
   ORDER BY r.id;

  INSERT INTO duplicate_attempts AS d (roll_key, credential_hash, reason, attempts, first_hour, last_hour)
  SELECT CASE WHEN r.reason IN ('malformed', 'unknown-contest') THEN ''
              ELSE split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2) END COLLATE "C",
         CASE WHEN r.reason IN ('already-voted', 'wrong-region', 'void-credential') THEN decode(r.hash, 'hex') ELSE '' END,
         r.reason COLLATE "C", count(*), to_timestamp(min(r.hour) * 3600.0), to_timestamp(max(r.hour) * 3600.0)
    FROM unnest(contests, hashes, hours, reasons) AS r (contest, hash, hour, reason)
   GROUP BY 1, 2, 3
   ORDER BY 1, 2, 3
  ON CONFLICT (roll_key, credential_hash, reason) DO UPDATE
    SET attempts = d.attempts + excluded.attempts,
        first_hour = least(d.first_hour, excluded.first_hour),
        last_hour = greatest(d.last_hour, excluded.last_hour);

  INSERT INTO rejection_counts AS c (contest_key, reason, count)
  SELECT CASE WHEN r.reason IN ('malformed', 'unknown-contest') AND NOT contest_exists(r.contest) THEN '' ELSE r.contest END COLLATE "C",
         r.reason COLLATE "C", count(*)
    FROM unnest(contests, reasons) AS r (contest, reason)
   GROUP BY 1, 2
   ORDER BY 1, 2
  ON CONFLICT (contest_key, reason) DO UPDATE SET count = c.count + excluded.count;
END
$$;

-- As in the migration of blank votes. A vote whose credential is void is rejected as `void-credential`.
CREATE OR REPLACE FUNCTION settle_votes(
  submission_ids uuid[], contests text[], hashes text[], accepted bigint[], selections text[],
  receipts jsonb DEFAULT '[]'
) RETURNS TABLE (outcome text, contest text, selection text, votes integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  counted uuid[];
  given integer := cardinality(submission_ids);
  unsettled jsonb;
BEGIN
  PERFORM lock_contests(contests, false);

  SELECT jsonb_object_agg(n.submission_id, jsonb_build_array(n.outcome, n.reason)) INTO unsettled
    FROM votes_not_settled(submission_ids, contests, accepted, selections) AS n
   WHERE n.outcome = 'rejected'
      OR NOT EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = n.submission_id);
  IF unsettled IS NOT NULL THEN
    RETURN QUERY SELECT 'refused', u.key, u.value ->> 1, 1 FROM jsonb_each(unsettled) AS u (key, value)
                  WHERE u.value ->> 0 = 'refused';
    receipts := receipts_outside(receipts, (
      SELECT coalesce(array_agg(split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)), '{}')
        FROM unnest(submission_ids, contests) AS v (id, contest) WHERE unsettled -> v.id::text ->> 1 = 'certified'));
    SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg(v.accepted), array_agg(v.selection)
      INTO submission_ids, contests, hashes, accepted, selections
      FROM unnest(submission_ids, contests, hashes, accepted, selections) AS v (id, contest, hash, accepted, selection)
     WHERE (unsettled -> v.id::text ->> 0) IS DISTINCT FROM 'refused';
    given := coalesce(cardinality(submission_ids), 0);
    IF given = 0 THEN
      RETURN;
    END IF;
  END IF;

  WITH gate AS (
    INSERT INTO settled_submissions (submission_id)
    SELECT id FROM unnest(submission_ids) AS id ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING submission_id
  ) SELECT coalesce(array_agg(gate.submission_id), '{}') INTO fresh FROM gate;

  IF cardinality(fresh) < given THEN
    RETURN QUERY SELECT 'repeated', ''::text, ''::text, given - cardinality(fresh);
    IF cardinality(fresh) = 0 THEN
      PERFORM record_receipts(receipts, 'received');
      RETURN;
    END IF;
    SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg(v.accepted), array_agg(v.selection)
      INTO submission_ids, contests, hashes, accepted, selections
      FROM (SELECT DISTINCT ON (u.id) u.*
              FROM unnest(submission_ids, contests, hashes, accepted, selections)
                   AS u (id, contest, hash, accepted, selection)
              JOIN unnest(fresh) AS f (id) ON f.id = u.id
             ORDER BY u.id) AS v;
  END IF;

  WITH audited AS (
    INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, submission_id, hour)
    SELECT v.contest, (split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) COLLATE "C",
           decode(v.hash, 'hex'), 'counted', v.id, to_timestamp(v.accepted / 3600000 * 3600.0)
      FROM unnest(submission_ids, contests, hashes, accepted) AS v (id, contest, hash, accepted)
     WHERE unsettled IS NULL OR NOT unsettled ? v.id::text
     ORDER BY 2, 3
    ON CONFLICT (roll_key, credential_hash) WHERE status IN ('counted', 'void') DO NOTHING
    RETURNING submission_id
  ) SELECT coalesce(array_agg(audited.submission_id), '{}') INTO counted FROM audited;

  IF cardinality(counted) < cardinality(fresh) THEN
    DECLARE
      late_ids uuid[];
      late_contests text[];
      late_hashes text[];
      late_hours integer[];
      late_reasons text[];
    BEGIN
      SELECT array_agg(v.id), array_agg(v.contest), array_agg(v.hash), array_agg((v.accepted / 3600000)::integer),
             array_agg(coalesce(unsettled -> v.id::text ->> 1,
                                CASE a.status WHEN 'void' THEN 'void-credential' ELSE 'already-voted' END))
        INTO late_ids, late_contests, late_hashes, late_hours, late_reasons
        FROM unnest(submission_ids, contests, hashes, accepted) AS v (id, contest, hash, accepted)
        LEFT JOIN unnest(counted) AS c (id) ON c.id = v.id
        LEFT JOIN vote_audit AS a
          ON a.roll_key = (split_part(v.contest, ':', 1) || ':' || split_part(v.contest, ':', 2)) COLLATE "C"
             AND a.credential_hash = decode(v.hash, 'hex') AND a.status = 'void'
       WHERE c.id IS NULL;
      PERFORM record_rejections(late_ids, late_contests, late_hashes, late_hours, late_reasons);
      RETURN QUERY SELECT 'rejected', l.contest, l.reason, count(*)::integer
                     FROM unnest(late_contests, late_reasons) AS l (contest, reason) GROUP BY l.contest, l.reason;
    END;
    IF cardinality(counted) = 0 THEN
      PERFORM record_receipts(receipts, 'received');
      RETURN;
    END IF;
    SELECT array_agg(v.contest), array_agg(v.accepted), array_agg(v.selection)
      INTO contests, accepted, selections
      FROM unnest(submission_ids, contests, accepted, selections) AS v (id, contest, accepted, selection)
      JOIN unnest(counted) AS c (id) ON c.id = v.id;
  END IF;

  INSERT INTO ballots_arriving (contest_key, selection)
  SELECT v.contest, v.selection FROM unnest(contests, selections) AS v (contest, selection)
   ORDER BY v.contest COLLATE "C", v.selection COLLATE "C";

  INSERT INTO turnout_arriving (contest_key, bucket_start, counted)
  SELECT v.contest, to_timestamp(v.accepted / 10000 * 10.0), count(*)
    FROM unnest(contests, accepted) AS v (contest, accepted)
   GROUP BY v.contest, v.accepted / 10000 ORDER BY v.contest COLLATE "C", v.accepted / 10000;

  -- Rows that every batch of a process or of a law writes come last: they are locked from here to the commit.
  PERFORM record_receipts(receipts, 'received');

  INSERT INTO vote_results AS r (law_id, oui, non, blank)
  SELECT split_part(v.contest, ':', 2),
         count(*) FILTER (WHERE v.selection = 'oui'), count(*) FILTER (WHERE v.selection = 'non'),
         count(*) FILTER (WHERE v.selection = '#blank')
    FROM unnest(contests, selections) AS v (contest, selection)
   WHERE starts_with(v.contest, 'law:')
   GROUP BY v.contest ORDER BY v.contest COLLATE "C"
  ON CONFLICT (law_id) DO UPDATE
    SET oui = r.oui + excluded.oui, non = r.non + excluded.non, blank = r.blank + excluded.blank,
        updated_at = greatest(r.updated_at, excluded.updated_at);

  RETURN QUERY SELECT 'counted', v.contest, v.selection, count(*)::integer
                 FROM unnest(contests, selections) AS v (contest, selection)
                GROUP BY v.contest, v.selection;
END
$$;

REVOKE EXECUTE ON FUNCTION make_void, void_among, require_void_act FROM PUBLIC;
ALTER FUNCTION make_void OWNER TO scrutin_settler;
GRANT SELECT, INSERT ON void_credentials TO scrutin_settler;
GRANT SELECT, INSERT, UPDATE ON void_totals TO scrutin_settler;
GRANT EXECUTE ON FUNCTION make_void TO scrutin_operator, scrutin_admin;
DO $owner$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION make_void TO %I', current_user);
END
$owner$;
GRANT EXECUTE ON FUNCTION void_among TO scrutin_operator;
GRANT SELECT ON void_totals TO
  scrutin_ingestion, scrutin_worker, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT SELECT (roll_key, credential_hash, region_id, kind, replaced_by, new_region_id, reason, at) ON void_credentials
  TO scrutin_auditor;

REVOKE CREATE ON SCHEMA public FROM scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_settler FROM %I', current_user);
END
$membership$;
