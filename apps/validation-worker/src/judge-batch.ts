import type { EligibleVote, Rejection, SubmittedVote } from '@scrutin/contracts/messages';
import type {
  Catalogue,
  CatalogueContest,
  ContestKey,
  RecordedRoll,
  RejectionReason,
  VoteJudgement,
} from '@scrutin/election';
import { judgeVote, regionOf } from '@scrutin/election';
import type { Claim, ClaimDecision } from '@scrutin/voter-roll';

/** Where the contests and the claims come from. */
export interface JudgingDependencies {
  /** The contest as this process knows it. Before a vote is rejected by it, `freshContests` is called. */
  readonly contest: (key: ContestKey) => CatalogueContest | undefined;
  /** Contests as the database has them now. They decide whether a vote is rejected because of its contest (P9). */
  readonly freshContests: (keys: readonly ContestKey[]) => Promise<Catalogue>;
  /** Claims credentials with one round trip. The decisions are in the order of the claims. */
  readonly claim: (claims: readonly Claim[]) => Promise<readonly ClaimDecision[]>;
}

/** The judgement of one batch. Every vote is in exactly one of the three lists. */
export interface Judged {
  readonly eligible: EligibleVote[];
  readonly rejected: Rejection[];
  /** PostgreSQL must decide these votes. No vote is rejected because Redis does not know something (P3). */
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
 * Judges a batch. First each vote is judged by its contest. Then the credentials of all votes that their contests take
 * are claimed on the voter roll together. In this order, a vote that cannot count does not claim its credential.
 *
 * Only the decisions that a credential is claimed, belongs to another region or is void are final here. All others must be
 * confirmed by PostgreSQL.
 *
 * @throws RangeError if the number of decisions differs from the number of claims
 */
export async function judgeBatch(
  votes: readonly SubmittedVote[],
  deps: JudgingDependencies,
): Promise<Judged> {
  const rejected: Rejection[] = [];
  const undecided: UndecidedVote[] = [];
  const claimants: Claimant[] = [];
  for (const { vote, judgement } of await judgeByContests(votes, deps)) {
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
      case 'mine': // P2: this submission made the claim when it was delivered before.
        eligible.push(vote);
        break;
      case 'wrong-region':
      case 'void-credential':
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

interface JudgedByContest {
  readonly vote: SubmittedVote;
  readonly judgement: VoteJudgement;
}

/** Judges each vote by its contest. Contests that refuse a vote are read anew, all of them with one query. */
async function judgeByContests(
  votes: readonly SubmittedVote[],
  { contest, freshContests }: Pick<JudgingDependencies, 'contest' | 'freshContests'>,
): Promise<JudgedByContest[]> {
  const judged = votes.map((vote) => ({ vote, judgement: judgementOf(vote, contest(vote.contest)) }));
  const refused = judged.filter(({ judgement }) => judgement.verdict !== 'acceptable');
  if (refused.length === 0) return judged;
  const fresh = await freshContests([...new Set(refused.map(({ vote }) => vote.contest))]);
  return judged.map((one) =>
    one.judgement.verdict === 'acceptable'
      ? one
      : { vote: one.vote, judgement: judgementOf(one.vote, fresh.get(one.vote.contest)) },
  );
}

function judgementOf(vote: SubmittedVote, contest: CatalogueContest | undefined): VoteJudgement {
  return judgeVote(contest, vote.selection, vote.acceptedAtMs);
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

/** Creates a rejection, which does not contain the selection (P6). */
export function rejection(vote: SubmittedVote, reason: RejectionReason): Rejection {
  return {
    submissionId: vote.submissionId,
    contest: vote.contest,
    credentialHash: vote.credentialHash,
    acceptedAtMs: vote.acceptedAtMs,
    reason,
  };
}
