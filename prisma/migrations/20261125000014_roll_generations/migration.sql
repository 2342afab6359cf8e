-- A roll on record says what Redis must hold before it may be believed that somebody is not on it (P3).
--
-- edition: another one for each roll that takes the place of a draft's. generation: another one each time the roll
-- grows; the marker of a bucket names it once the bucket has all of its credentials. Both are empty for a roll that
-- was loaded before; it goes on as it was, and `scrutin roll load` gives it a generation.
--
-- digest: SHA-256 of all entries, by which the same voters are told from others. pepper_check: by which a process
-- finds out that its pepper is not the one that the credentials were hashed with. Empty where nobody knows them.
ALTER TABLE rolls ADD COLUMN edition text COLLATE "C" NOT NULL DEFAULT '' CHECK (edition ~ '^[a-z0-9]{0,16}$');
ALTER TABLE rolls ADD COLUMN generation text COLLATE "C" NOT NULL DEFAULT '' CHECK (generation ~ '^[a-z0-9]{0,16}$');
ALTER TABLE rolls ADD COLUMN digest text COLLATE "C" NOT NULL DEFAULT '' CHECK (digest ~ '^([0-9a-f]{64})?$');
ALTER TABLE rolls ADD COLUMN pepper_check text COLLATE "C" NOT NULL DEFAULT '' CHECK (pepper_check ~ '^([0-9a-f]{16})?$');

-- Which of these credentials have a counted vote, for the worker that finds another submission's claim in Redis:
-- the claim alone does not say that the vote arrived (P3). Hashes in hexadecimal.
CREATE FUNCTION counted_among(roll text, hashes text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT h.hash
    FROM unnest(hashes) AS h (hash)
   WHERE EXISTS (SELECT FROM vote_audit AS a
                  WHERE a.roll_key = roll COLLATE "C" AND a.credential_hash = decode(h.hash, 'hex') AND a.status = 'counted')
$$;
REVOKE EXECUTE ON FUNCTION counted_among FROM PUBLIC;
GRANT EXECUTE ON FUNCTION counted_among TO scrutin_worker;

-- Which of these submissions were not counted, for the operator who compares the claims in Redis with the votes:
-- not settled, or rejected.
CREATE FUNCTION uncounted_among(submission_ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.id
    FROM unnest(submission_ids) AS u (id)
   WHERE NOT EXISTS (SELECT FROM settled_submissions AS s WHERE s.submission_id = u.id)
      OR EXISTS (SELECT FROM rejected_submissions AS r WHERE r.submission_id = u.id)
$$;
REVOKE EXECUTE ON FUNCTION uncounted_among FROM PUBLIC;
GRANT EXECUTE ON FUNCTION uncounted_among TO scrutin_operator;
