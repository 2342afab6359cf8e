import { createHash } from 'node:crypto';
import type { EligibleVote, Receipt, Rejection, SubmittedVote } from '@scrutin/contracts/messages';
import type { Selection } from '@scrutin/election';
import {
  BLANK_SELECTION,
  contestKey,
  issueSubmissionId,
  rankingSelection,
  REJECTION_REASONS,
} from '@scrutin/election';

const LAW = contestKey({ kind: 'law', lawId: 'L-2026.1' });
const RACE = contestKey({ kind: 'election', electionId: 'E-2026', regionId: 'QC-03' });
const ACCEPTED_AT_MS = Date.UTC(2026, 9, 5, 14, 30);

function bytes(name: string, length: number): Buffer {
  return createHash('sha256').update(name).digest().subarray(0, length);
}

function idOf(name: string): SubmittedVote['submissionId'] {
  return issueSubmissionId(bytes(`submission ${name}`, 12), (body) =>
    bytes(Buffer.from(body).toString('hex'), 4),
  );
}

function sample(name: string, contest: SubmittedVote['contest'], selection: Selection): SubmittedVote {
  return {
    submissionId: idOf(name),
    contest,
    credentialHash: bytes(`credential ${name}`, 32).toString('base64url'),
    guessKey: bytes(`guess ${name}`, 16).toString('base64url'),
    acceptedAtMs: ACCEPTED_AT_MS + name.length,
    selection,
  };
}

/** One vote of each kind: oui, non, blank, a ranking of several candidates and of one. */
const VOTES = [
  sample('yes', LAW, 'oui' as Selection),
  sample('no', LAW, 'non' as Selection),
  sample('blank', LAW, BLANK_SELECTION),
  sample('ranking', RACE, rankingSelection(['c-1', 'c.2', 'c_3'])),
  sample('one candidate', RACE, rankingSelection(['c-1'])),
];

const RECEIPTS: readonly Receipt[] = [
  [
    '3f0c9f3e-0b54-4c1e-9f43-0d1f6a4f2b11',
    7,
    118,
    [
      [LAW, 2, [idOf('blank')]],
      [RACE, 2, []],
    ],
  ],
];

/** The first vote carries the receipts of the message, as a decoder gives them. */
export const SAMPLE_VOTES: readonly SubmittedVote[] = VOTES.map((vote, i) =>
  i === 0 ? { ...vote, receipts: RECEIPTS } : vote,
);

/** The same votes as a worker passes them on. */
export const SAMPLE_ELIGIBLE: readonly EligibleVote[] = SAMPLE_VOTES.map((vote) => ({
  submissionId: vote.submissionId,
  contest: vote.contest,
  credentialHash: vote.credentialHash,
  acceptedAtMs: vote.acceptedAtMs,
  selection: vote.selection,
  ...(vote.receipts === undefined ? {} : { receipts: vote.receipts }),
}));

/** One rejection for each reason. */
export const SAMPLE_REJECTIONS: readonly Rejection[] = REJECTION_REASONS.map((reason, i) => ({
  submissionId: idOf(reason),
  contest: i % 2 === 0 ? LAW : RACE,
  credentialHash: bytes(`credential ${reason}`, 32).toString('base64url'),
  acceptedAtMs: ACCEPTED_AT_MS,
  reason,
}));
