-- P5 after a restore. A database that was restored to a point in time has lost the receipts of all votes that were
-- accepted after this point, so its ledger balances without them. The ingestion processes keep a second count outside
-- of the database, by process, contest and minute, with the numbers of the groups. These functions compare the two.

-- How many groups of each range are on record as received. Ranges: [[intake, first number, last number], ...].
CREATE FUNCTION groups_on_record(ranges jsonb) RETURNS TABLE (place bigint, groups bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.place,
         (SELECT count(*) FROM intake_groups AS g
           WHERE g.intake_id = (r.range ->> 0)::uuid AND g.unknown IS NULL
             AND g.number BETWEEN (r.range ->> 1)::bigint AND (r.range ->> 2)::bigint)
    FROM jsonb_array_elements(ranges) WITH ORDINALITY AS r (range, place)
$$;

-- What is on record of each process, by contest: votes in groups, and how many groups of the process were received.
CREATE FUNCTION received_on_record(intakes uuid[])
RETURNS TABLE (intake_id uuid, contest_key text, votes bigint, groups bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT n.id, r.contest_key, r.votes,
         (SELECT count(*) FROM intake_groups AS g WHERE g.intake_id = n.id AND g.unknown IS NULL)
    FROM unnest(intakes) AS n (id) LEFT JOIN intake_received AS r ON r.intake_id = n.id
$$;

-- Puts votes that only the second count knows on record as received. Counts: [[intake, contest, votes], ...], where
-- `votes` is the number that the second count has. Only the difference is added, so it may be repeated.
CREATE FUNCTION receive_second_count(counts jsonb) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  added bigint;
BEGIN
  LOCK TABLE intake_received IN SHARE ROW EXCLUSIVE MODE;
  WITH given AS (
    SELECT (c ->> 0)::uuid AS intake_id, (c ->> 1) COLLATE "C" AS contest_key, (c ->> 2)::bigint AS votes
      FROM jsonb_array_elements(counts) AS c
  ), lost AS (
    SELECT g.intake_id, g.contest_key, g.votes - coalesce(r.votes, 0) AS votes
      FROM given AS g LEFT JOIN intake_received AS r USING (intake_id, contest_key)
     WHERE g.votes > coalesce(r.votes, 0)
  ), written AS (
    INSERT INTO intake_received AS i (intake_id, contest_key, received, votes)
    SELECT intake_id, contest_key, votes, votes FROM lost ORDER BY intake_id, contest_key
    ON CONFLICT (intake_id, contest_key) DO UPDATE
      SET received = i.received + excluded.received, votes = i.votes + excluded.votes
  )
  SELECT coalesce(sum(votes), 0) INTO added FROM lost;
  RETURN added;
END
$$;

REVOKE EXECUTE ON FUNCTION groups_on_record, received_on_record, receive_second_count FROM PUBLIC;
GRANT EXECUTE ON FUNCTION groups_on_record, received_on_record TO scrutin_operator, scrutin_auditor;
GRANT EXECUTE ON FUNCTION receive_second_count TO scrutin_operator;

-- receive_second_count() belongs to scrutin_settler; see the migration of the privileges.
COMMENT ON ROLE scrutin_settler IS 'Owns functions of Scrutin. Nobody logs in as it and nobody is a member of it.';
GRANT CREATE ON SCHEMA public TO scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('GRANT scrutin_settler TO %I', current_user);
END
$membership$;
ALTER FUNCTION receive_second_count OWNER TO scrutin_settler;
DO $owner$
BEGIN
  EXECUTE format('GRANT EXECUTE ON FUNCTION receive_second_count TO %I', current_user);
END
$owner$;
REVOKE CREATE ON SCHEMA public FROM scrutin_settler;
DO $membership$
BEGIN
  EXECUTE format('REVOKE scrutin_settler FROM %I', current_user);
END
$membership$;
