/** Candidates in the order of preference, the first choice first. None is in it twice. */
export type Ranking = readonly string[];

/** The rank of a candidate, from 1; undefined if the voter has not ranked it. */
export function rankOf(ranking: Ranking, id: string): number | undefined {
  const index = ranking.indexOf(id);
  return index < 0 ? undefined : index + 1;
}

/** Gives the next rank to a candidate. Nothing changes if the candidate has a rank, or if all `most` ranks are given. */
export function withNext(ranking: Ranking, id: string, most: number): Ranking {
  return ranking.includes(id) || ranking.length >= most ? ranking : [...ranking, id];
}

/** Takes a candidate out. Those behind it move up by one. */
export function without(ranking: Ranking, id: string): Ranking {
  return ranking.filter((each) => each !== id);
}

/**
 * Gives a candidate the rank, from 1, and keeps the order of the others. Ranks have no gaps, so a rank beyond the end is
 * the last. Nothing changes if the candidate has no rank and all `most` ranks are given.
 */
export function withRank(ranking: Ranking, id: string, rank: number, most: number): Ranking {
  if (!ranking.includes(id) && ranking.length >= most) return ranking;
  const others = without(ranking, id);
  const place = Math.max(0, rank - 1);
  return [...others.slice(0, place), id, ...others.slice(place)];
}
