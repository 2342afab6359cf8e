import type { EligibleVote, Rejection, SubmittedVote } from '@scrutin/contracts/messages';
import { regionOf, selectionReason, windowStateAt } from '@scrutin/election';
import type { ContestKey, OpenContest, RecordedRoll, RejectionReason } from '@scrutin/election';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';

/** What one batch of submissions came to. Every vote is in exactly one of the three lists. */
export interface Validated {
  readonly eligible: readonly EligibleVote[];
  readonly rejected: readonly Rejection[];
  /** Redis alone cannot decide them, and nobody is rejected for what it does not know: see `lookAgain` (P3). */
  readonly inDoubt: readonly SubmittedVote[];
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
 *
 * Of what Redis answers only "yes" and "another region" are final here: that a credential is not there, or has been
 * claimed by another submission, is decided with the help of PostgreSQL.
 */
export async function validateVotes(
  votes: readonly SubmittedVote[],
  deps: ValidationDependencies,
): Promise<Validated> {
  const rejected: Rejection[] = [];
  const inDoubt: SubmittedVote[] = [];
  const claimants: Claimant[] = [];
  const fresh = new Map<ContestKey, Promise<OpenContest | undefined>>(); // asked once per batch
  for (const vote of votes) {
    let contest = deps.contest(vote.contest);
    let reason = reasonAgainst(vote, contest);
    if (reason !== undefined) {
      const asked = fresh.get(vote.contest) ?? deps.freshContest(vote.contest);
      fresh.set(vote.contest, asked);
      contest = await asked;
      reason = reasonAgainst(vote, contest);
    }
    if (reason !== undefined) rejected.push(rejection(vote, reason));
    else if (contest?.roll === undefined) inDoubt.push(vote);
    else claimants.push({ vote, roll: contest.roll });
  }

  const eligible: EligibleVote[] = [];
  for (const { vote, decision } of await decide(claimants, deps.claim)) {
    switch (decision) {
      case 'claimed':
      case 'mine': // P2: its own redelivery goes on
        eligible.push(vote);
        break;
      case 'wrong-region':
        rejected.push(rejection(vote, decision));
        break;
      case 'already-voted':
      case 'unknown-credential':
      case 'roll-missing':
        inDoubt.push(vote);
        break;
    }
  }
  return { eligible, rejected, inDoubt };
}

/** A vote that nothing speaks against but, perhaps, the roll. */
export interface Claimant {
  readonly vote: SubmittedVote;
  readonly roll: RecordedRoll;
}

export async function decide(
  claimants: readonly Claimant[],
  claim: ValidationDependencies['claim'],
): Promise<{ readonly vote: SubmittedVote; readonly decision: ClaimDecision }[]> {
  if (claimants.length === 0) return [];
  const decisions = await claim(claimants.map(claimOf));
  return claimants.map(({ vote }, i) => {
    const decision = decisions[i];
    if (decision === undefined) {
      throw new RangeError(`${claimants.length} claims got ${decisions.length} decisions`);
    }
    return { vote, decision };
  });
}

export function reasonAgainst(
  vote: SubmittedVote,
  contest: OpenContest | undefined,
): RejectionReason | undefined {
  if (contest === undefined) return 'unknown-contest';
  const state = windowStateAt(contest.window, vote.acceptedAtMs);
  return state === 'open' ? selectionReason(contest.ballot, vote.selection, vote.acceptedAtMs) : state;
}

function claimOf({ vote, roll }: Claimant): Claim {
  const region = regionOf(vote.contest);
  return {
    roll,
    ...(region === undefined ? {} : { region }),
    credentialHash: Buffer.from(vote.credentialHash, 'base64url'),
    submissionId: vote.submissionId,
  };
}

export function rejection(vote: SubmittedVote, reason: RejectionReason): Rejection {
  return {
    submissionId: vote.submissionId,
    contest: vote.contest,
    credentialHash: vote.credentialHash,
    acceptedAtMs: vote.acceptedAtMs,
    reason,
  };
}
