-- Which of some credentials have a counted vote. Each credential is looked up in the index by itself. As a join (EXISTS),
-- PostgreSQL read the votes of the whole roll as long as it had no statistics of the table, so in the first minutes of a
-- vote: 215 ms for 20 credentials beside 200,000 votes, instead of 0.1 ms.
CREATE OR REPLACE FUNCTION counted_among(roll text, hashes text[]) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT h.hash
    FROM unnest(hashes) AS h (hash)
   WHERE (SELECT true FROM vote_audit AS a
           WHERE a.roll_key = roll COLLATE "C" AND a.credential_hash = decode(h.hash, 'hex') AND a.status = 'counted'
           LIMIT 1)
$$;
