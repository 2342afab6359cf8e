/**
 * The version of a law or an election: a hash of everything that officials configure in it, races and candidates
 * included. No row if there is no such contest. $1 `law:ID` or `election:ID`
 */
export const CONTEST_VERSION = `
SELECT encode(sha256(convert_to(concat_ws(E'\\n', to_jsonb(c.record), c.races, c.candidates), 'UTF8')), 'hex') AS version
  FROM (SELECT 'law:' || l.id AS subject, to_jsonb(l) AS record, NULL::jsonb AS races, NULL::jsonb AS candidates
          FROM laws AS l WHERE $1 = 'law:' || l.id
        UNION ALL
        SELECT 'election:' || e.id, to_jsonb(e),
               (SELECT jsonb_agg(to_jsonb(r) ORDER BY r.region_id) FROM election_regions AS r WHERE r.election_id = e.id),
               (SELECT jsonb_agg(to_jsonb(x) ORDER BY x.region_id, x.candidate_id) FROM candidates AS x
                 WHERE x.election_id = e.id)
          FROM elections AS e WHERE $1 = 'election:' || e.id) AS c`;
