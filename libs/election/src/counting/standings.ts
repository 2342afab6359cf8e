import type { Candidate } from '../contests/candidate.ts';

/** The members of a candidate that the standings need. */
type StandingCandidate = Pick<Candidate, 'id' | 'withdrawnAtMs'>;

/** The place of a candidate by the votes counted so far. */
export interface Standing<C extends StandingCandidate = StandingCandidate> {
  readonly candidate: C;
  readonly votes: bigint;
  /** The place, from 1. Candidates with equal votes share a place. Undefined for a candidate who has withdrawn. */
  readonly rank: number | undefined;
  /** Whether another candidate has the same place. */
  readonly tied: boolean;
  readonly withdrawn: boolean;
}

const LAST = Number.MAX_SAFE_INTEGER;

/**
 * The candidates of a race, ordered by their votes, most first. Candidates with equal votes keep the order of the
 * ballot. Candidates who have withdrawn by `nowMs` come last and have no place. Only the identifiers of candidates are
 * compared, not their names.
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
 * The candidates who would have the seats if only these votes decided. There are at most as many as seats, all with at
 * least one vote. Candidates who are tied for the last seat are not among them.
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
