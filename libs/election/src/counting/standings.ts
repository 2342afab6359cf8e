import type { Candidate } from '../contests/candidate.ts';

/** What of a candidate decides where it stands. */
type StandingCandidate = Pick<Candidate, 'id' | 'withdrawnAtMs'>;

/** Where a candidate stands by the votes counted so far. */
export interface Standing<C extends StandingCandidate = StandingCandidate> {
  readonly candidate: C;
  readonly votes: bigint;
  /** Place among those who stand, from 1; equal votes share it. Undefined for who withdrew. */
  readonly rank: number | undefined;
  /** Whether another candidate has the same place. */
  readonly tied: boolean;
  readonly withdrawn: boolean;
}

const LAST = Number.MAX_SAFE_INTEGER;

/**
 * The candidates of a race by votes, most first; of equal votes in the order of the ballot; who has withdrawn by
 * `nowMs` comes last, without a place. Candidates are told apart by their identifiers alone, whatever their names.
 */
export function standingsOf<C extends StandingCandidate>(
  candidates: readonly C[],
  votes: ReadonlyMap<string, bigint>,
  nowMs: number,
): Standing<C>[] {
  const counted = candidates.map((candidate) => ({
    candidate,
    votes: votes.get(candidate.id) ?? 0n,
    withdrawn: hasWithdrawn(candidate, nowMs),
  }));
  const standing = counted.filter(({ withdrawn }) => !withdrawn);
  return counted
    .map((entry): Standing<C> => {
      if (entry.withdrawn) return { ...entry, rank: undefined, tied: false };
      const ahead = standing.filter((other) => other.votes > entry.votes).length;
      const equal = standing.filter((other) => other.votes === entry.votes).length;
      return { ...entry, rank: ahead + 1, tied: equal > 1 };
    })
    .sort((a, b) => (a.rank ?? LAST) - (b.rank ?? LAST));
}

/**
 * Who would have the seats if nothing but these votes decided: as many as there are seats, and nobody without a
 * vote. Those tied for the last seat are not among them.
 */
export function leadersOf<S extends Standing>(standings: readonly S[], seats: number): S[] {
  return standings.filter(({ rank, votes }) => {
    if (rank === undefined || votes === 0n) return false;
    const equal = standings.filter((other) => other.rank === rank).length;
    return rank + equal - 1 <= seats;
  });
}

export function hasWithdrawn(candidate: StandingCandidate, nowMs: number): boolean {
  return candidate.withdrawnAtMs !== undefined && candidate.withdrawnAtMs <= nowMs;
}
