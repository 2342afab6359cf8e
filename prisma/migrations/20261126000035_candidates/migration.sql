-- Independent candidates have no party, and some people have only one name. Each place on the ballot of a race belongs to
-- one candidate.

ALTER TABLE candidates
  ALTER COLUMN first_name DROP NOT NULL,
  ALTER COLUMN party_code DROP NOT NULL,
  ALTER COLUMN position DROP DEFAULT;

UPDATE candidates SET first_name = NULL WHERE first_name = '';
ALTER TABLE candidates
  ADD CONSTRAINT candidates_names_not_empty CHECK (first_name <> '' AND last_name <> '');

-- Before this rule, two candidates could have one place, and were shown in the order of their identifiers. The races
-- where this is so keep the order that was shown.
UPDATE candidates AS c SET position = shown.place
  FROM (SELECT election_id, region_id, candidate_id,
               row_number() OVER (PARTITION BY election_id, region_id ORDER BY position, candidate_id COLLATE "C") - 1 AS place
          FROM candidates) AS shown
 WHERE (c.election_id, c.region_id, c.candidate_id) = (shown.election_id, shown.region_id, shown.candidate_id)
   AND EXISTS (SELECT FROM candidates AS x
                WHERE (x.election_id, x.region_id) = (c.election_id, c.region_id)
                GROUP BY x.position HAVING count(*) > 1);

-- It is deferred, so that one act can give all candidates of a race other places.
ALTER TABLE candidates
  ADD CONSTRAINT candidates_one_to_a_place UNIQUE (election_id, region_id, position) DEFERRABLE INITIALLY DEFERRED;
