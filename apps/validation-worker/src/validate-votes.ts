import type { EligibleVote, Rejection, SubmittedVote } from '@scrutin/contracts/messages';
import type { JudgingDependencies } from './judge-batch.ts';
import { judgeBatch } from './judge-batch.ts';

/** What one batch of submissions came to. Every vote is in exactly one of the three lists. */
export interface Validated {
  readonly eligible: readonly EligibleVote[];
  readonly rejected: readonly Rejection[];
  /** Votes that wait for {@link lookAgain}, which asks PostgreSQL: Redis alone cannot decide them (P3). */
  readonly inDoubt: readonly SubmittedVote[];
}

/** The first look at a batch, by the contests that this process knows and by Redis. */
export async function validateVotes(
  votes: readonly SubmittedVote[],
  deps: JudgingDependencies,
): Promise<Validated> {
  const { eligible, rejected, undecided } = await judgeBatch(votes, deps);
  return { eligible, rejected, inDoubt: undecided.map(({ vote }) => vote) };
}
