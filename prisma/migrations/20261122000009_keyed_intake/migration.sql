-- P5: a retry under an Idempotency-Key is the same submission, and was received once: whichever API took it,
-- however often, and whatever Redis has forgotten. Submissions without a key cannot come twice; they are a
-- mere count.
CREATE TABLE keyed_submissions (
  submission_id uuid PRIMARY KEY
);

ALTER TABLE intake ADD COLUMN keyed bigint NOT NULL DEFAULT 0 CHECK (keyed >= 0);

-- `unkeyed` is cumulative and never goes back; of `keyed_ids` those count that were never reported. Safe to repeat.
CREATE FUNCTION report_intake(intake uuid, unkeyed bigint, keyed_ids uuid[]) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  WITH first_time AS (
    INSERT INTO keyed_submissions (submission_id)
    SELECT DISTINCT id FROM unnest(keyed_ids) AS id ORDER BY id
    ON CONFLICT DO NOTHING
    RETURNING submission_id
  )
  INSERT INTO intake AS i (intake_id, received, keyed)
  VALUES (report_intake.intake, report_intake.unkeyed, (SELECT count(*) FROM first_time))
  ON CONFLICT (intake_id) DO UPDATE
    SET received = greatest(i.received, excluded.received),
        keyed = i.keyed + excluded.keyed,
        reported_at = now()
$$;

REVOKE ALL ON keyed_submissions FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION report_intake FROM PUBLIC;
REVOKE INSERT, UPDATE ON intake FROM scrutin_ingestion;
REVOKE INSERT (intake_id, received), UPDATE (received, reported_at) ON intake FROM scrutin_ingestion;
GRANT EXECUTE ON FUNCTION report_intake TO scrutin_ingestion;
