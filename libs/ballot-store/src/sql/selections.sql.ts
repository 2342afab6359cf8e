/**
 * The ballots of a race, grouped: those that were mixed and those that are arriving. In code point order,
 * which is that of the texts' UTF-8 bytes. $1 election · $2 region
 */
export const RACE_SELECTIONS = `
SELECT ranking AS selection, ballots
  FROM live_ranking_counts
 WHERE election_id = $1 AND region_id = $2
 ORDER BY ranking COLLATE "C"`;
