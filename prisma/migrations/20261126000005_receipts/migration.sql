-- P5: what was received is known contest by contest and group by group, so that no surplus can hide a loss.
--
-- An ingestion process numbers the groups of votes that it publishes. The number, the votes before the group and the
-- group's votes by contest are its receipt. A receipt reaches the database in two ways: with the votes themselves,
-- through the queues, in the transaction that settles the first of them; and in the report that the process sends every
-- second. One way is enough, and both together count once. So nothing of the count is lost with a process that is
-- killed: its receipts are in the queue, beside its votes.
--
-- A group that was answered 503, because no confirm came in time, may be in the queue all the same. Its fate is
-- unknown until one of its votes arrives; from then on it is received like any other group.

-- One row for each life of an ingestion process.
CREATE TABLE intake (
  intake_id uuid PRIMARY KEY,
  reported_at timestamptz(3) NOT NULL DEFAULT now(),
  started_at timestamptz(3) NOT NULL DEFAULT clock_timestamp(),
  -- Every vote that the process accepted before this time has its answer, and the process has reported it.
  complete_through timestamptz(3) NOT NULL DEFAULT 'epoch',
  -- When the process ended in an orderly way. Nothing of it can be outstanding any more.
  ended_at timestamptz(3)
) WITH (fillfactor = 50);

CREATE TABLE intake_groups (
  intake_id uuid NOT NULL,
  number bigint NOT NULL CHECK (number >= 1),
  -- Votes that the process published in groups before this one.
  votes_before bigint NOT NULL CHECK (votes_before >= 0),
  votes integer NOT NULL CHECK (votes >= 1),
  -- Null: the group was received. Otherwise the votes by contest of a group whose fate is unknown, as
  -- [[contest, votes], ...]; empty for a group that was never sent.
  unknown jsonb,
  PRIMARY KEY (intake_id, number)
);
CREATE INDEX intake_groups_unknown ON intake_groups (intake_id) WHERE unknown IS NOT NULL;

CREATE TABLE intake_received (
  intake_id uuid NOT NULL,
  contest_key text COLLATE "C" NOT NULL,
  -- Submissions; one that was sent again under its Idempotency-Key counts once.
  received bigint NOT NULL CHECK (received >= 0),
  -- Votes in the groups, including those that were sent again.
  votes bigint NOT NULL CHECK (votes >= 0),
  PRIMARY KEY (intake_id, contest_key)
) WITH (fillfactor = 50);

-- A retry under an Idempotency-Key is the same submission and was received once, whichever API process took it, however
-- often, and whatever Redis has forgotten. A submission without a key cannot come twice and is only counted.
CREATE TABLE keyed_submissions (
  submission_id uuid PRIMARY KEY
);

-- Records receipts of one fate: 'received', 'unknown' or 'unsent'. Receipts:
-- [[intake, number, votes before, [[contest, submissions without a key, [ids of those with one]], ...]], ...].
-- It may be repeated, at the same time and in any order. Only the functions below call it.
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

-- Takes the report of a living process: what became of the groups that it published since its last report. They were
-- accepted (202), are of unknown fate (503, but perhaps in the queue) or were never sent (503). `through` is the
-- complete_through of intake in milliseconds since the epoch. `ended`: the process accepts nothing more.
CREATE FUNCTION report_intake(
  intake uuid, accepted jsonb, unknown jsonb, unsent jsonb, through bigint, ended boolean
) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM jsonb_array_elements(accepted || unknown || unsent) AS g
              WHERE (g ->> 0)::uuid IS DISTINCT FROM report_intake.intake) THEN
    RAISE EXCEPTION 'a process can report only its own receipts' USING ERRCODE = 'check_violation';
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

-- How many ballots each race has, whether its results are withheld or not.
CREATE FUNCTION counted_by_race() RETURNS TABLE (election_id text, region_id text, counted bigint)
LANGUAGE sql STABLE SECURITY DEFINER PARALLEL RESTRICTED ROWS 100 COST 10000
SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.election_id, p.region_id, sum(p.votes)::bigint
    FROM (SELECT election_id, region_id, votes FROM election_results
          UNION ALL
          SELECT split_part(contest_key, ':', 2), split_part(contest_key, ':', 3), 1
            FROM ballots_arriving WHERE starts_with(contest_key, 'election:')) AS p
   GROUP BY 1, 2 ORDER BY 1, 2
$$;

-- Votes counted by contest, from the results and without reading a ballot: one side of the ledger.
CREATE VIEW contest_totals WITH (security_barrier = true) AS
  SELECT 'law:' || law_id AS contest_key, oui + non AS counted FROM vote_results
  UNION ALL
  SELECT 'election:' || (election_id COLLATE "C") || ':' || (region_id COLLATE "C"), counted FROM counted_by_race();

-- The ledger by contest: what was received, what was settled, and the votes that were answered 503 and may have arrived
-- all the same. Under the empty contest: rejections that belong to no contest, and votes that a process published and of
-- which no receipt has come.
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
