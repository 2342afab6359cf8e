import type { EligibleVote, Rejection, SubmittedVote } from '@scrutin/contracts/messages';
import type { ContestKey, OpenContest, RecordedRoll, RejectionReason } from '@scrutin/election';
import { judgeVote, regionOf } from '@scrutin/election';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';

export interface JudgingDependencies {
  /** The contest as this process knows it. What it refuses is asked again of `freshContest`. */
  readonly contest: (key: ContestKey) => OpenContest | undefined;
  /** As the database has it now; asked before a vote is rejected on account of the contest (P9). */
  readonly freshContest: (key: ContestKey) => Promise<OpenContest | undefined>;
  /** One round trip; decisions in the order of the claims. */
  readonly claim: (claims: readonly Claim[]) => Promise<readonly ClaimDecision[]>;
}

/** What one batch of submissions came to. Every vote is in exactly one of the three lists. */
export interface Judged {
  readonly eligible: EligibleVote[];
  readonly rejected: Rejection[];
  /** A look into PostgreSQL must decide these: nobody is rejected for what Redis does not know (P3). */
  readonly undecided: readonly UndecidedVote[];
}

type UndecidedVote =
  | { readonly vote: SubmittedVote; readonly because: 'no-roll' }
  | {
      readonly vote: SubmittedVote;
      readonly because: 'already-voted' | 'unknown-credential' | 'roll-missing';
      readonly roll: RecordedRoll;
    };

/**
 * Judges a batch: first each vote by its contest, then together all votes that their contests take by the voter roll.
 * In that order, so that what can never count claims nothing.
 *
 * Of the answers of Redis only "yes" and "another region" are final here.
 *
 * @throws RangeError when Redis does not decide each claim
 */
export async function judgeBatch(
  votes: readonly SubmittedVote[],
  deps: JudgingDependencies,
): Promise<Judged> {
  const rejected: Rejection[] = [];
  const undecided: UndecidedVote[] = [];
  const claimants: Claimant[] = [];
  const fresh = new Map<ContestKey, Promise<OpenContest | undefined>>(); // asked once per batch
  for (const vote of votes) {
    let judgement = judgeVote(deps.contest(vote.contest), vote.selection, vote.acceptedAtMs);
    if (judgement.verdict !== 'acceptable') {
      const asked = fresh.get(vote.contest) ?? deps.freshContest(vote.contest);
      fresh.set(vote.contest, asked);
      judgement = judgeVote(await asked, vote.selection, vote.acceptedAtMs);
    }
    if (judgement.verdict !== 'acceptable') rejected.push(rejection(vote, judgement.reason));
    else if (judgement.contest.roll === undefined) undecided.push({ vote, because: 'no-roll' });
    else claimants.push({ vote, roll: judgement.contest.roll });
  }

  const eligible: EligibleVote[] = [];
  const decisions = claimants.length === 0 ? [] : await deps.claim(claimants.map(claimOf));
  if (decisions.length !== claimants.length) {
    throw new RangeError(`${claimants.length} claims got ${decisions.length} decisions`);
  }
  claimants.forEach(({ vote, roll }, i) => {
    const decision = decisions[i] as ClaimDecision;
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
        undecided.push({ vote, because: decision, roll });
    }
  });
  return { eligible, rejected, undecided };
}

/** A vote that its contest takes. */
interface Claimant {
  readonly vote: SubmittedVote;
  readonly roll: RecordedRoll;
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
