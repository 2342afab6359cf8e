import type { EligibleVote, Rejection, SubmittedVote } from '@scrutin/contracts/messages';
import type { RollKey } from '@scrutin/election';
import type { DoubtClock } from './doubt-clock.ts';
import type { JudgingDependencies } from './judge-batch.ts';
import { judgeBatch, rejection } from './judge-batch.ts';

/** What a batch of votes in doubt came to. Every vote is in exactly one of the lists, or still waits. */
export interface LookedAgain {
  readonly eligible: readonly EligibleVote[];
  readonly rejected: readonly Rejection[];
  /** Redis does not hold the roll that is on record: to be tried again, never rejected for it (P3). */
  readonly missing: readonly SubmittedVote[];
  /** Another submission has the claim, and PostgreSQL has no vote of the credential: its vote is on its way, or lost. */
  readonly contested: readonly SubmittedVote[];
  /** Guess keys of those whose credential is not on the roll. */
  readonly failedGuesses: readonly string[];
}

export interface SecondLookDependencies extends Pick<JudgingDependencies, 'freshContest' | 'claim'> {
  /** Of credentials of a roll (hashes in hexadecimal) those that PostgreSQL has a counted vote of. */
  readonly countedAmong: (rollKey: RollKey, hashes: readonly string[]) => Promise<ReadonlySet<string>>;
  /** Whether votes that are on their way can arrive at all now: without an aggregator none does. */
  readonly isCounting: () => Promise<boolean>;
  readonly doubts: DoubtClock;
}

/**
 * Decides what Redis alone could not, by what PostgreSQL says now.
 *
 * A credential that is not found is unknown only if its bucket holds the generation that is on record: a Redis that
 * lost some of the roll, is older than the record, or is being loaded, makes the vote wait (P3).
 *
 * A credential that another submission claimed has voted already only if PostgreSQL counted its vote. If not, the
 * vote is on its way, and this one waits for it; when it has not arrived after the time of the doubt clock, it is
 * lost, and this one goes on in its place. PostgreSQL still counts one of the two (P3).
 */
export async function lookAgain(
  votes: readonly SubmittedVote[],
  deps: SecondLookDependencies,
): Promise<LookedAgain> {
  const known = (): undefined => undefined; // every contest is asked of the database
  const { eligible, rejected, undecided } = await judgeBatch(votes, { ...deps, contest: known });
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
    const hashes = new Map(claimedByOthers.map((vote) => [vote, hexOf(vote.credentialHash)]));
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

function hexOf(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('hex');
}
