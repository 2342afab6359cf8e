/**
 * All contests that are not drafts, or those of them in $1, if that is not null. Closed ones are included, because votes
 * that were accepted in time may still be in flight (P9). Windows are in milliseconds since the epoch, which do not
 * depend on the time zone of a session. The candidacies of a race are an object from the candidate to the time of the
 * withdrawal in milliseconds, or null.
 */
export const CATALOGUE = `
SELECT 'law:' || l.id AS contest, floor(extract(epoch FROM l.opens_at) * 1000)::bigint AS opens_at_ms,
       floor(extract(epoch FROM l.closes_at) * 1000)::bigint AS closes_at_ms, l.time_zone, r.scheme, r.roll_key, r.edition, r.generation, r.buckets, r.pepper_check,
       l.blank_votes, l.purpose, NULL AS method, NULL::integer AS max_ranks, NULL::jsonb AS candidacies
  FROM laws AS l LEFT JOIN rolls AS r ON r.roll_key = 'law:' || l.id
 WHERE l.status <> 'draft' AND ($1::text[] IS NULL OR 'law:' || l.id = ANY ($1))
UNION ALL
SELECT 'election:' || e.id || ':' || er.region_id, floor(extract(epoch FROM e.opens_at) * 1000)::bigint,
       floor(extract(epoch FROM e.closes_at) * 1000)::bigint, e.time_zone, r.scheme, r.roll_key, r.edition, r.generation, r.buckets, r.pepper_check,
       e.blank_votes, e.purpose, er.method, er.max_ranks,
       coalesce(c.candidacies, '{}')
  FROM elections AS e
  JOIN election_regions AS er ON er.election_id = e.id
  LEFT JOIN rolls AS r ON r.roll_key = 'election:' || e.id
  LEFT JOIN (SELECT election_id, region_id,
                    jsonb_object_agg(candidate_id, floor(extract(epoch FROM withdrawn_at) * 1000)) AS candidacies
               FROM candidates
              WHERE $1::text[] IS NULL OR 'election:' || election_id || ':' || region_id = ANY ($1)
              GROUP BY election_id, region_id) AS c
    ON c.election_id = er.election_id AND c.region_id = er.region_id
 WHERE e.status <> 'draft' AND ($1::text[] IS NULL OR 'election:' || er.election_id || ':' || er.region_id = ANY ($1))`;
