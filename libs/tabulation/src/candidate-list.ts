import type { Candidate } from './contest.ts';

/** The positions of the named candidates in the contest. Identifiers that no candidate has are left out. */
export function indicesOf(ids: readonly string[], candidates: readonly Candidate[]): number[] {
  return ids.flatMap((id) => {
    const index = candidates.findIndex((candidate) => candidate.id === id);
    return index === -1 ? [] : [index];
  });
}

/** The given order, followed by the candidates that it leaves out, in the order of the contest. */
export function completeOrder(ids: readonly string[], candidates: readonly Candidate[]): number[] {
  return [...new Set([...indicesOf(ids, candidates), ...candidates.keys()])];
}
