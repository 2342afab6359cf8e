/**
 * How many ballots each race of an election has, and the SHA-256 of their text, as `ballotsText` of
 * @scrutin/tabulation writes it and docs/AUDITING.md gives it. No row for a race without ballots. $1 election
 *
 * With 6 races of 400,000 different rankings of 70 characters each: 7 to 9 s (PostgreSQL 15, two cores), one of them
 * alone 0.9 s. The text of a race is one value, of 1 GB at the most: some ten million different rankings.
 */
export const ELECTION_DIGESTS = `
SELECT region_id, sum(ballots)::bigint AS ballots,
       encode(sha256(convert_to(
         'election:' || $1 || ':' || region_id || E'\\n'
           || string_agg(ranking || ',' || ballots || E'\\n', '' ORDER BY ranking COLLATE "C"),
         'UTF8')), 'hex') AS digest
  FROM live_ranking_counts
 WHERE election_id = $1
 GROUP BY region_id`;
