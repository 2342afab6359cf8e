import type { EligibleVote, Rejection, SubmittedVote } from '@scrutin/contracts';
import { regionOf, rollKeyOf, selectionReason, windowStateAt } from '@scrutin/election';
import type { ContestKey, OpenContest, RejectionReason } from '@scrutin/election';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';

/** What one batch of submissions came to. Every vote is in exactly one of the three lists. */
export interface Validated {
  readonly eligible: readonly EligibleVote[];
  readonly rejected: readonly Rejection[];
  /** Their roll is registered but missing from Redis: to be tried again, never rejected for it (P3). */
  readonly postponed: readonly SubmittedVote[];
  /** Guess keys of those whose credential is not on the roll. */
  readonly failedGuesses: readonly string[];
}

export interface ValidationDependencies {
  readonly contest: (key: ContestKey) => OpenContest | undefined;
  /** As the database has it now; asked before a vote is rejected on account of the contest (P9). */
  readonly freshContest: (key: ContestKey) => Promise<OpenContest | undefined>;
  /** One round trip; decisions in the order of the claims. */
  readonly claim: (claims: readonly Claim[]) => Promise<readonly ClaimDecision[]>;
}

/**
 * Known contest? Accepted inside its window? A possible selection? On the roll, and first? In that
 * order, so that what can never count claims nothing.
 */
export async function validateVotes(
  votes: readonly SubmittedVote[],
  deps: ValidationDependencies,
): Promise<Validated> {
  const rejected: Rejection[] = [];
  const claimants: SubmittedVote[] = [];
  const fresh = new Map<ContestKey, Promise<OpenContest | undefined>>(); // asked once per batch
  for (const vote of votes) {
    let reason = reasonAgainst(vote, deps.contest(vote.contest));
    if (reason !== undefined) {
      const asked = fresh.get(vote.contest) ?? deps.freshContest(vote.contest);
      fresh.set(vote.contest, asked);
      reason = reasonAgainst(vote, await asked);
    }
    if (reason === undefined) claimants.push(vote);
    else rejected.push(rejection(vote, reason));
  }

  const eligible: EligibleVote[] = [];
  const postponed: SubmittedVote[] = [];
  const failedGuesses: string[] = [];
  const decisions = claimants.length === 0 ? [] : await deps.claim(claimants.map(claimOf));
  claimants.forEach((vote, i) => {
    const decision = decisions[i];
    switch (decision) {
      case 'claimed':
      case 'mine': // P2: its own redelivery goes on
        eligible.push(vote);
        return;
      case 'roll-missing':
        if (deps.contest(vote.contest)?.rollScheme !== undefined) {
          postponed.push(vote);
          return;
        }
        rejected.push(rejection(vote, 'unknown-credential'));
        failedGuesses.push(vote.guessKey);
        return;
      case 'unknown-credential':
        rejected.push(rejection(vote, decision));
        failedGuesses.push(vote.guessKey);
        return;
      case 'already-voted':
      case 'wrong-region':
        rejected.push(rejection(vote, decision));
        return;
      case undefined:
        throw new RangeError(`${claimants.length} claims got ${decisions.length} decisions`);
    }
  });
  return { eligible, rejected, postponed, failedGuesses };
}

function reasonAgainst(vote: SubmittedVote, contest: OpenContest | undefined): RejectionReason | undefined {
  if (contest === undefined) return 'unknown-contest';
  const state = windowStateAt(contest.window, vote.acceptedAtMs);
  return state === 'open' ? selectionReason(contest.ballot, vote.selection, vote.acceptedAtMs) : state;
}

function claimOf(vote: SubmittedVote): Claim {
  const region = regionOf(vote.contest);
  return {
    rollKey: rollKeyOf(vote.contest),
    ...(region === undefined ? {} : { region }),
    credentialHash: Buffer.from(vote.credentialHash, 'base64url'),
    submissionId: vote.submissionId,
  };
}

function rejection(vote: SubmittedVote, reason: RejectionReason): Rejection {
  return {
    submissionId: vote.submissionId,
    contest: vote.contest,
    credentialHash: vote.credentialHash,
    acceptedAtMs: vote.acceptedAtMs,
    reason,
  };
}
