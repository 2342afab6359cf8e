-- P5 by contest: what was received is known group by group, so that no surplus can hide a loss.
--
-- An ingestion process numbers the groups of votes that it publishes. The number, the votes before the group and its
-- votes by contest are its receipt. The receipt reaches the database on two ways: with the votes themselves, through
-- the queues, in the transaction that settles the first of them; and in the report that the process sends every second.
-- Either way is enough, both together count once. So a process that is killed takes nothing of the count with it: its
-- receipts are in the queue, beside its votes.
--
-- A group that was answered 503 because no confirm came in time may be in the queue all the same. It is `unknown`
-- until one of its votes arrives; from then on it is received like any other.

-- ---------------------------------------------------------------- what was received

CREATE TABLE intake_groups (
  intake_id uuid NOT NULL,
  number bigint NOT NULL CHECK (number >= 1),
  -- Votes that the process published in groups before this one.
  votes_before bigint NOT NULL CHECK (votes_before >= 0),
  votes integer NOT NULL CHECK (votes >= 1),
  -- Votes by contest of a group whose fate is unknown: [[contest, votes], ...]; empty for one that was never sent.
  -- Null: received.
  unknown jsonb,
  PRIMARY KEY (intake_id, number)
);
CREATE INDEX intake_groups_unknown ON intake_groups (intake_id) WHERE unknown IS NOT NULL;

CREATE TABLE intake_received (
  intake_id uuid NOT NULL,
  contest_key text COLLATE "C" NOT NULL,
  -- Submissions; one that was sent again under its Idempotency-Key counts once.
  received bigint NOT NULL CHECK (received >= 0),
  -- Votes in the groups, those that were sent again included.
  votes bigint NOT NULL CHECK (votes >= 0),
  PRIMARY KEY (intake_id, contest_key)
) WITH (fillfactor = 50);

-- What was received before there were receipts is not known by contest: it is taken to be what was settled, and the
-- difference stays visible under no contest.
INSERT INTO intake_received (intake_id, contest_key, received, votes)
SELECT '00000000-0000-0000-0000-000000000000', contest_key, sum(n), sum(n)
  FROM (SELECT contest_key, counted AS n FROM contest_totals
        UNION ALL
        SELECT contest_key, count FROM rejection_counts) AS settled
 GROUP BY contest_key
HAVING sum(n) > 0;
INSERT INTO intake_received AS i (intake_id, contest_key, received, votes)
SELECT '00000000-0000-0000-0000-000000000000', '', n, n
  FROM (SELECT (SELECT coalesce(sum(received + keyed), 0) FROM intake)
             - (SELECT coalesce(sum(received), 0) FROM intake_received) AS n) AS difference
 WHERE n > 0
ON CONFLICT (intake_id, contest_key) DO UPDATE
  SET received = i.received + excluded.received, votes = i.votes + excluded.votes;

-- One row for each life of an ingestion process.
DROP FUNCTION report_intake;
TRUNCATE intake;
ALTER TABLE intake
  DROP COLUMN received,
  DROP COLUMN keyed,
  ADD COLUMN started_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- Every vote that the process accepted before this time has its answer, and the process has told of it.
  ADD COLUMN complete_through timestamptz(3) NOT NULL DEFAULT 'epoch',
  -- An orderly end: nothing of this process can be outstanding any more.
  ADD COLUMN ended_at timestamptz(3);

-- Receipts: [[intake, number, votes before, [[contest, submissions without key, [ids of those with one]], ...]], ...].
-- Safe to repeat, at the same time and in any order. For the functions below alone.
CREATE FUNCTION record_receipts(receipts jsonb, fate text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  fresh jsonb;
BEGIN
  IF jsonb_array_length(receipts) = 0 THEN
    RETURN;
  END IF;
  WITH given AS (
    SELECT DISTINCT ON (1, 2)
           (g ->> 0)::uuid AS intake_id, (g ->> 1)::bigint AS number, (g ->> 2)::bigint AS votes_before,
           (SELECT sum((c ->> 1)::integer + jsonb_array_length(c -> 2))::integer
              FROM jsonb_array_elements(g -> 3) AS c) AS votes,
           CASE fate
             WHEN 'unknown' THEN
               (SELECT jsonb_agg(jsonb_build_array(c -> 0, (c ->> 1)::integer + jsonb_array_length(c -> 2)))
                  FROM jsonb_array_elements(g -> 3) AS c)
             WHEN 'unsent' THEN '[]'::jsonb
           END AS unknown,
           g -> 3 AS contests
      FROM jsonb_array_elements(receipts) AS g
     ORDER BY 1, 2
  ), written AS (
    INSERT INTO intake_groups AS i (intake_id, number, votes_before, votes, unknown)
    SELECT intake_id, number, votes_before, votes, unknown FROM given ORDER BY intake_id, number
    ON CONFLICT (intake_id, number) DO UPDATE SET unknown = NULL
      WHERE i.unknown IS NOT NULL AND excluded.unknown IS NULL
    RETURNING i.intake_id, i.number
  )
  SELECT jsonb_agg(jsonb_build_array(g.intake_id, g.contests)) INTO fresh
    FROM written JOIN given AS g USING (intake_id, number);
  IF fate <> 'received' OR fresh IS NULL THEN
    RETURN;
  END IF;

  WITH contests AS (
    SELECT (f ->> 0)::uuid AS intake_id, c ->> 0 AS contest, (c ->> 1)::bigint AS unkeyed, c -> 2 AS keyed
      FROM jsonb_array_elements(fresh) AS f, jsonb_array_elements(f -> 1) AS c
  ), keyed AS (
    SELECT DISTINCT ON (1) k::uuid AS submission_id, c.intake_id, c.contest
      FROM contests AS c, jsonb_array_elements_text(c.keyed) AS k
     ORDER BY 1
  ), first_time AS (
    INSERT INTO keyed_submissions (submission_id)
    SELECT submission_id FROM keyed ORDER BY submission_id
    ON CONFLICT DO NOTHING
    RETURNING submission_id
  ), counted AS (
    SELECT intake_id, contest, unkeyed AS received, unkeyed + jsonb_array_length(keyed) AS votes FROM contests
    UNION ALL
    SELECT k.intake_id, k.contest, 1, 0 FROM keyed AS k JOIN first_time USING (submission_id)
  )
  INSERT INTO intake_received AS i (intake_id, contest_key, received, votes)
  SELECT intake_id, contest COLLATE "C", sum(received), sum(votes) FROM counted
   GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (intake_id, contest_key) DO UPDATE
    SET received = i.received + excluded.received, votes = i.votes + excluded.votes;
END
$$;

-- What became of the groups that a process published since its last report, and that it lives: accepted (202), of
-- unknown fate (503, but perhaps in the queue), never sent (503). `through`: milliseconds since the epoch, as in
-- complete_through. `ended`: it accepts nothing more.
CREATE FUNCTION report_intake(
  intake uuid, accepted jsonb, unknown jsonb, unsent jsonb, through bigint, ended boolean
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(accepted || unknown || unsent) AS g
              WHERE (g ->> 0)::uuid IS DISTINCT FROM report_intake.intake) THEN
    RAISE EXCEPTION 'a process reports its own receipts' USING ERRCODE = 'check_violation';
  END IF;
  PERFORM record_receipts(accepted, 'received');
  PERFORM record_receipts(unknown, 'unknown');
  PERFORM record_receipts(unsent, 'unsent');
  INSERT INTO intake AS i (intake_id, reported_at, complete_through, ended_at)
  VALUES (report_intake.intake, clock_timestamp(), to_timestamp(through / 1000.0),
          CASE WHEN ended THEN clock_timestamp() END)
  ON CONFLICT (intake_id) DO UPDATE
    SET reported_at = excluded.reported_at,
        complete_through = greatest(i.complete_through, excluded.complete_through),
        ended_at = coalesce(i.ended_at, excluded.ended_at);
END
$$;

-- ---------------------------------------------------------------- settling

-- Whether there is a law or an election of this contest's name, of whatever status.
CREATE FUNCTION contest_exists(contest text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT CASE split_part(contest, ':', 1)
    WHEN 'law' THEN EXISTS (SELECT FROM laws WHERE id = split_part(contest, ':', 2))
    WHEN 'election' THEN EXISTS (SELECT FROM elections WHERE id = split_part(contest, ':', 2))
    ELSE false
  END
$$;

-- As before, but a vote in a contest that does not take it, and that an API took for it, is rejected under that contest:
-- otherwise one would miss a vote that another shows too many of. Contests that nobody knows stay under an empty key.
CREATE OR REPLACE FUNCTION record_rejections(
  submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[]
) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO vote_audit (contest_key, roll_key, credential_hash, status, reason, submission_id, hour)
  SELECT r.contest, (split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2)) COLLATE "C",
         decode(r.hash, 'hex'), 'rejected', r.reason, r.id, to_timestamp(r.hour * 3600.0)
    FROM unnest(submission_ids, contests, hashes, hours, reasons) AS r (id, contest, hash, hour, reason)
   WHERE r.reason IN ('already-voted', 'wrong-region')
   ORDER BY 2, 3, r.reason COLLATE "C"
  ON CONFLICT (roll_key, credential_hash, reason) WHERE status = 'rejected' DO NOTHING;

  INSERT INTO rejected_submissions (submission_id, contest_key, reason)
  SELECT r.id, CASE WHEN r.reason IN ('malformed', 'unknown-contest') AND NOT contest_exists(r.contest) THEN '' ELSE r.contest END, r.reason
    FROM unnest(submission_ids, contests, reasons) AS r (id, contest, reason)
   ORDER BY r.id;

  INSERT INTO duplicate_attempts AS d (roll_key, credential_hash, reason, attempts, first_hour, last_hour)
  SELECT CASE WHEN r.reason IN ('malformed', 'unknown-contest') THEN ''
              ELSE split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2) END COLLATE "C",
         CASE WHEN r.reason IN ('already-voted', 'wrong-region') THEN decode(r.hash, 'hex') ELSE '' END,
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


-- Votes of a certified contest are not settled any more: no number of it moves (P5). Whoever certifies takes these
-- locks alone, whoever settles takes them together with others, so that none passes in between.
CREATE FUNCTION lock_contests(contests text[], alone boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  subject text;
BEGIN
  FOR subject IN
    SELECT DISTINCT (split_part(c, ':', 1) || ':' || split_part(c, ':', 2)) COLLATE "C" FROM unnest(contests) AS c ORDER BY 1
  LOOP
    IF alone THEN
      PERFORM pg_advisory_xact_lock(hashtext('scrutin.certify'), hashtext(subject));
    ELSE
      PERFORM pg_advisory_xact_lock_shared(hashtext('scrutin.certify'), hashtext(subject));
    END IF;
  END LOOP;
END
$$;

-- The receipts of groups without a vote in a certified contest. Of the others the report of their process tells, if
-- they were accepted.
CREATE FUNCTION receipts_outside(receipts jsonb, certified text[]) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(jsonb_agg(g), '[]') FROM jsonb_array_elements(receipts) AS g
   WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(g -> 3) AS c
                      WHERE split_part(c ->> 0, ':', 1) || ':' || split_part(c ->> 0, ':', 2) = ANY (certified))
$$;

-- Why a vote may not be settled as it came, for each of the votes for which there is a reason:
--   refused  `certified`: the result is final. `not-standing`: nobody of that name is on the ballot of the race.
--   rejected `not-open`, `closed`, `withdrawn-candidate`: by the time of acceptance, as the database has it now (P9).
CREATE FUNCTION votes_not_settled(submission_ids uuid[], contests text[], accepted bigint[], selections text[])
RETURNS TABLE (submission_id uuid, outcome text, reason text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  WITH known AS (
    SELECT c.contest, coalesce(l.status, e.status) AS status,
           coalesce(l.opens_at, e.opens_at) AS opens_at, coalesce(l.closes_at, e.closes_at) AS closes_at,
           x.named, x.withdrawn
      FROM (SELECT DISTINCT u AS contest FROM unnest(contests) AS u) AS c
      LEFT JOIN laws AS l ON c.contest = 'law:' || l.id AND l.id = split_part(c.contest, ':', 2)
      LEFT JOIN elections AS e ON starts_with(c.contest, 'election:') AND e.id = split_part(c.contest, ':', 2)
      LEFT JOIN LATERAL (
        SELECT array_agg(candidate_id) AS named, array_agg(candidate_id) FILTER (WHERE withdrawn_at IS NOT NULL) AS withdrawn
          FROM candidates WHERE election_id = e.id AND region_id = split_part(c.contest, ':', 3)) AS x ON true
  ), judged AS (
    SELECT v.id,
           CASE WHEN k.status = 'certified' THEN 'certified'
                WHEN to_timestamp(v.accepted / 1000.0) < k.opens_at OR k.status = 'draft' THEN 'not-open'
                WHEN to_timestamp(v.accepted / 1000.0) >= k.closes_at THEN 'closed'
                WHEN NOT string_to_array(v.selection, '>') <@ k.named THEN 'not-standing'
                WHEN string_to_array(v.selection, '>') && k.withdrawn AND EXISTS (
                       SELECT FROM candidates AS w
                        WHERE w.election_id = split_part(v.contest, ':', 2) AND w.region_id = split_part(v.contest, ':', 3)
                          AND w.candidate_id = ANY (string_to_array(v.selection, '>'))
                          AND w.withdrawn_at <= to_timestamp(v.accepted / 1000.0)) THEN 'withdrawn-candidate'
           END AS reason
      FROM unnest(submission_ids, contests, accepted, selections) AS v (id, contest, accepted, selection)
      JOIN known AS k ON k.contest = v.contest
  )
  SELECT id, CASE WHEN judged.reason IN ('certified', 'not-standing') THEN 'refused' ELSE 'rejected' END, judged.reason
    FROM judged WHERE judged.reason IS NOT NULL
$$;

DROP FUNCTION settle_votes(uuid[], text[], text[], integer[], integer[], text[]);

-- Counts votes, each once, whatever comes twice, at the same time or again (P2, P3, P4).
--
-- Arrays of equal length, one element per vote: hashes in hexadecimal, times of acceptance in milliseconds since the
-- epoch. `receipts` as record_receipts() takes them. Returns what happened, grouped: `counted` per contest and
-- selection, `rejected` per contest and reason (in the column of the selection), `repeated` (settled before: adds
-- zero) without contest; and, one by one, `refused` with the submission in the column of the contest and the reason in
-- that of the selection: nothing of it was written.
CREATE FUNCTION settle_votes(
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
    ON CONFLICT (roll_key, credential_hash) WHERE status = 'counted' DO NOTHING
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
             array_agg(coalesce(unsettled -> v.id::text ->> 1, 'already-voted'))
        INTO late_ids, late_contests, late_hashes, late_hours, late_reasons
        FROM unnest(submission_ids, contests, hashes, accepted) AS v (id, contest, hash, accepted)
        LEFT JOIN unnest(counted) AS c (id) ON c.id = v.id
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

  INSERT INTO vote_results AS r (law_id, oui, non)
  SELECT split_part(v.contest, ':', 2),
         count(*) FILTER (WHERE v.selection = 'oui'), count(*) FILTER (WHERE v.selection = 'non')
    FROM unnest(contests, selections) AS v (contest, selection)
   WHERE starts_with(v.contest, 'law:')
   GROUP BY v.contest ORDER BY v.contest COLLATE "C"
  ON CONFLICT (law_id) DO UPDATE
    SET oui = r.oui + excluded.oui, non = r.non + excluded.non,
        updated_at = greatest(r.updated_at, excluded.updated_at);

  RETURN QUERY SELECT 'counted', v.contest, v.selection, count(*)::integer
                 FROM unnest(contests, selections) AS v (contest, selection)
                GROUP BY v.contest, v.selection;
END
$$;

DROP FUNCTION settle_rejections(uuid[], text[], text[], integer[], text[]);

-- Records rejections, each submission once; what was settled before, counted or rejected, adds zero (P2). `receipts`
-- as record_receipts() takes them. Returns what happened: `rejected` per contest and reason, `repeated` without
-- either, and `refused` as settle_votes() does.
CREATE FUNCTION settle_rejections(
  submission_ids uuid[], contests text[], hashes text[], hours integer[], reasons text[],
  receipts jsonb DEFAULT '[]'
) RETURNS TABLE (outcome text, contest text, reason text, submissions integer)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE
  fresh uuid[];
  given integer := cardinality(submission_ids);
  certified text[];
BEGIN
  PERFORM lock_contests(contests, false);

  SELECT array_agg(subject) INTO certified
    FROM (SELECT 'law:' || id AS subject FROM laws WHERE status = 'certified'
          UNION ALL SELECT 'election:' || id FROM elections WHERE status = 'certified') AS c
   WHERE subject IN (SELECT split_part(u, ':', 1) || ':' || split_part(u, ':', 2) FROM unnest(contests) AS u);
  IF certified IS NOT NULL THEN
    RETURN QUERY
      SELECT 'refused', r.id::text, 'certified'::text, 1
        FROM unnest(submission_ids, contests) AS r (id, contest)
       WHERE split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2) = ANY (certified)
         AND NOT EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = r.id);
    receipts := receipts_outside(receipts, certified);
    SELECT array_agg(r.id), array_agg(r.contest), array_agg(r.hash), array_agg(r.hour), array_agg(r.reason)
      INTO submission_ids, contests, hashes, hours, reasons
      FROM unnest(submission_ids, contests, hashes, hours, reasons) AS r (id, contest, hash, hour, reason)
     WHERE split_part(r.contest, ':', 1) || ':' || split_part(r.contest, ':', 2) <> ALL (certified)
        OR EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = r.id);
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
    SELECT array_agg(r.id), array_agg(r.contest), array_agg(r.hash), array_agg(r.hour), array_agg(r.reason)
      INTO submission_ids, contests, hashes, hours, reasons
      FROM (SELECT DISTINCT ON (u.id) u.*
              FROM unnest(submission_ids, contests, hashes, hours, reasons)
                   AS u (id, contest, hash, hour, reason)
              JOIN unnest(fresh) AS f (id) ON f.id = u.id
             ORDER BY u.id) AS r;
  END IF;

  PERFORM record_rejections(submission_ids, contests, hashes, hours, reasons);
  PERFORM record_receipts(receipts, 'received');

  RETURN QUERY SELECT 'rejected', r.contest, r.reason, count(*)::integer
                 FROM unnest(contests, reasons) AS r (contest, reason)
                GROUP BY r.contest, r.reason;
END
$$;

-- ---------------------------------------------------------------- the ledger

-- By contest: received, settled, and votes that were answered 503 and may have arrived all the same. Under no
-- contest: what is rejected without one, and votes that a process published and of which no receipt has come.
CREATE VIEW contest_ledger WITH (security_barrier = true) AS
  SELECT contest_key,
         sum(received)::bigint AS received, sum(counted)::bigint AS counted, sum(rejected)::bigint AS rejected,
         sum(unknown)::bigint AS unknown, sum(unreported)::bigint AS unreported
    FROM (
      SELECT contest_key, received, 0::bigint AS counted, 0::bigint AS rejected, 0::bigint AS unknown, 0::bigint AS unreported
        FROM intake_received
      UNION ALL
      SELECT contest_key, 0, counted, 0, 0, 0 FROM contest_totals
      UNION ALL
      SELECT contest_key, 0, 0, count, 0, 0 FROM rejection_counts
      UNION ALL
      SELECT (u ->> 0) COLLATE "C", 0, 0, 0, (u ->> 1)::bigint, 0
        FROM intake_groups AS g, jsonb_array_elements(g.unknown) AS u WHERE g.unknown IS NOT NULL
      UNION ALL
      SELECT '', 0, 0, 0, 0, i.reached - i.recorded
        FROM (SELECT (SELECT g.votes_before + g.votes FROM intake_groups AS g
                       WHERE g.intake_id = n.intake_id ORDER BY g.number DESC LIMIT 1)
                     AS reached,
                     (SELECT coalesce(sum(r.votes), 0)::bigint FROM intake_received AS r WHERE r.intake_id = n.intake_id)
                     + (SELECT coalesce(sum(g.votes), 0)::bigint FROM intake_groups AS g
                         WHERE g.intake_id = n.intake_id AND g.unknown IS NOT NULL) AS recorded
                FROM (SELECT intake_id FROM intake UNION SELECT intake_id FROM intake_received) AS n
               WHERE n.intake_id <> '00000000-0000-0000-0000-000000000000') AS i
       WHERE i.reached > i.recorded
    ) AS sides
   GROUP BY contest_key;

-- Differences that an official explained, on record: so many votes of a contest are known to be outside of the books,
-- or in them without having been received.
CREATE TABLE ledger_explanations (
  id bigserial PRIMARY KEY,
  at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  contest_key text COLLATE "C" NOT NULL,
  -- received - settled, as far as it is explained by this.
  votes bigint NOT NULL CHECK (votes <> 0),
  reason text NOT NULL
);

-- ---------------------------------------------------------------- ballots against tallies

-- Every selection of a contest with its ballots in the box and as the tallies have it (P4): what is counted, digested
-- and certified is read from the ballots, and a difference is seen. Voters: counted rows of the record of who voted.
CREATE FUNCTION ballots_and_tallies(contest text) RETURNS TABLE (selection text, ballots bigint, tallied bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 10000 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  WITH box AS (
    SELECT b.selection, count(*) AS n
      FROM (SELECT m.selection FROM ballots_mixed AS m WHERE m.contest_key = contest
            UNION ALL
            SELECT a.selection FROM ballots_arriving AS a WHERE a.contest_key = contest) AS b
     GROUP BY 1
  ), tallies AS (
    SELECT t.selection, sum(t.n)::bigint AS n
      FROM (SELECT v.selection, v.n FROM vote_results AS r,
                   LATERAL (VALUES ('oui', r.oui), ('non', r.non)) AS v (selection, n)
             WHERE contest = 'law:' || r.law_id AND v.n > 0
            UNION ALL
            SELECT r.ranking, r.ballots FROM ranking_counts AS r
             WHERE r.election_id = split_part(contest, ':', 2) AND r.region_id = split_part(contest, ':', 3)
               AND starts_with(contest, 'election:')
            UNION ALL
            SELECT a.selection, 1 FROM ballots_arriving AS a
             WHERE a.contest_key = contest AND starts_with(contest, 'election:')) AS t
     GROUP BY 1
  )
  SELECT coalesce(box.selection, tallies.selection) COLLATE "C", coalesce(box.n, 0), coalesce(tallies.n, 0)
    FROM box FULL JOIN tallies ON tallies.selection = box.selection
   ORDER BY 1
$$;

CREATE FUNCTION voters_counted(contest text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*) FROM vote_audit AS v
   WHERE v.roll_key = split_part(contest, ':', 1) || ':' || split_part(contest, ':', 2)
     AND v.contest_key = contest AND v.status = 'counted'
$$;

-- ---------------------------------------------------------------- privileges

REVOKE ALL ON intake_groups, intake_received, contest_ledger, ledger_explanations FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION contest_exists, record_receipts, report_intake, lock_contests, receipts_outside, votes_not_settled,
  settle_votes,
  settle_rejections, ballots_and_tallies, voters_counted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION settle_votes, settle_rejections TO scrutin_aggregator;
GRANT EXECUTE ON FUNCTION report_intake TO scrutin_ingestion;
GRANT SELECT ON contest_ledger, ledger_explanations TO
  scrutin_ingestion, scrutin_aggregator, scrutin_operator, scrutin_auditor, scrutin_admin;
GRANT INSERT (contest_key, votes, reason) ON ledger_explanations TO scrutin_operator, scrutin_admin;
GRANT USAGE ON SEQUENCE ledger_explanations_id_seq TO scrutin_operator, scrutin_admin;
GRANT EXECUTE ON FUNCTION ballots_and_tallies, voters_counted, lock_contests
  TO scrutin_operator, scrutin_auditor, scrutin_admin;
