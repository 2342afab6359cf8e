import type { Candidate } from './contest.ts';

/** Positions of the candidates named; names that no candidate has are left out. */
export function indicesOf(ids: readonly string[], candidates: readonly Candidate[]): number[] {
  return ids.flatMap((id) => {
    const index = candidates.findIndex((candidate) => candidate.id === id);
    return index === -1 ? [] : [index];
  });
}

/** The order given, then whoever is not in it, in the order of the contest. */
export function completeOrder(ids: readonly string[], candidates: readonly Candidate[]): number[] {
  return [...new Set([...indicesOf(ids, candidates), ...candidates.keys()])];
}
