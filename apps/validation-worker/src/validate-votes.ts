import type { EligibleVote, Rejection, SubmittedVote } from '@scrutin/contracts/messages';
import type { JudgingDependencies } from './judge-batch.ts';
import { judgeBatch } from './judge-batch.ts';

/** The outcome of one batch of submissions. Every vote is in exactly one of the three lists. */
export interface Validated {
  readonly eligible: readonly EligibleVote[];
  readonly rejected: readonly Rejection[];
  /** Redis alone cannot decide these votes, so they wait for {@link lookAgain}, which asks PostgreSQL (P3). */
  readonly inDoubt: readonly SubmittedVote[];
}

/** Judges a batch for the first time, by the catalogue of this process and by Redis. */
export async function validateVotes(
  votes: readonly SubmittedVote[],
  deps: JudgingDependencies,
): Promise<Validated> {
  const { eligible, rejected, undecided } = await judgeBatch(votes, deps);
  return { eligible, rejected, inDoubt: undecided.map(({ vote }) => vote) };
}
