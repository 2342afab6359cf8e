import type { EligibleVote, Rejection, SubmittedVote } from '@scrutin/contracts/messages';
import { credentialHashHex } from '@scrutin/contracts/messages';
import type { RollKey } from '@scrutin/election';
import type { DoubtClock } from './doubt-clock.ts';
import type { JudgingDependencies } from './judge-batch.ts';
import { judgeBatch, rejection } from './judge-batch.ts';

/** The outcome of a batch of votes in doubt. Every vote is in exactly one of the first four lists. */
export interface LookedAgain {
  readonly eligible: readonly EligibleVote[];
  readonly rejected: readonly Rejection[];
  /** Redis does not have the roll that is on record. These votes are tried again and never rejected for that (P3). */
  readonly missing: readonly SubmittedVote[];
  /** Another submission has the claim, but PostgreSQL has not counted it. It is on its way, or it is lost. */
  readonly contested: readonly SubmittedVote[];
  /** The guess keys of rejected votes whose credential is not on the roll. */
  readonly failedGuesses: readonly string[];
}

/** What is needed to decide about votes in doubt. */
export interface SecondLookDependencies extends Pick<JudgingDependencies, 'freshContests' | 'claim'> {
  /** Which of these credentials of a roll (hashes in hexadecimal) have a vote that PostgreSQL has counted. */
  readonly countedAmong: (rollKey: RollKey, hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Whether an aggregator is running. Without one, votes that are on their way are not counted. */
  readonly isCounting: () => Promise<boolean>;
  readonly doubts: DoubtClock;
}

/**
 * Decides about votes that Redis alone could not decide, by the present state of PostgreSQL.
 *
 * A credential that is not in Redis is unknown only if its bucket has the generation that is on record. If Redis has
 * lost a part of the roll, is older than the record, or is being loaded, the vote waits (P3).
 *
 * A credential that another submission claimed has voted already only if PostgreSQL has counted a vote of it. If it has
 * not, the other vote is on its way, and this vote waits for it. If the other vote was not counted after the time of
 * the doubt clock, it is taken as lost and this vote is eligible. Should both arrive, PostgreSQL counts one of them
 * (P3).
 */
export async function lookAgain(
  votes: readonly SubmittedVote[],
  deps: SecondLookDependencies,
): Promise<LookedAgain> {
  const notCached = (): undefined => undefined; // Every contest is read from the database.
  const { eligible, rejected, undecided } = await judgeBatch(votes, { ...deps, contest: notCached });
  const failedGuesses: string[] = [];
  const missing: SubmittedVote[] = [];
  const claimed = new Map<RollKey, SubmittedVote[]>();
  for (const { vote, ...doubt } of undecided) {
    switch (doubt.because) {
      case 'no-roll':
      case 'unknown-credential':
        rejected.push(rejection(vote, 'unknown-credential'));
        failedGuesses.push(vote.guessKey);
        break;
      case 'roll-missing':
        missing.push(vote);
        break;
      case 'already-voted': {
        const { rollKey } = doubt.roll;
        claimed.set(rollKey, [...(claimed.get(rollKey) ?? []), vote]);
      }
    }
  }
  const contested: SubmittedVote[] = [];
  for (const [rollKey, claimedByOthers] of claimed) {
    const hashes = new Map(claimedByOthers.map((vote) => [vote, credentialHashHex(vote.credentialHash)]));
    const counted = await deps.countedAmong(rollKey, [...new Set(hashes.values())]);
    for (const [vote, hash] of hashes) {
      if (counted.has(hash)) rejected.push(rejection(vote, 'already-voted'));
      else contested.push(vote);
    }
  }
  if (contested.length > 0 && (await deps.isCounting())) {
    const waiting = contested.splice(0);
    for (const vote of waiting) {
      if (deps.doubts.hasLasted(vote.submissionId)) eligible.push(vote);
      else contested.push(vote);
    }
  }
  for (const { submissionId } of [...eligible, ...rejected]) deps.doubts.forget(submissionId);
  return { eligible, rejected, missing, contested, failedGuesses };
}
