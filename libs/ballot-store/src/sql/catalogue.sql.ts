/** Every contest that is no draft, closed ones too: votes accepted in time are still on their way (P9). */
export const CATALOGUE = `
SELECT c.contest, c.opens_at, c.closes_at, r.scheme
  FROM (SELECT 'law:' || id AS contest, 'law:' || id AS roll, opens_at, closes_at
          FROM laws WHERE status <> 'draft'
        UNION ALL
        SELECT 'election:' || e.id || ':' || er.region_id, 'election:' || e.id, e.opens_at, e.closes_at
          FROM elections AS e JOIN election_regions AS er ON er.election_id = e.id
         WHERE e.status <> 'draft') AS c
  LEFT JOIN rolls AS r ON r.roll_key = c.roll`;
