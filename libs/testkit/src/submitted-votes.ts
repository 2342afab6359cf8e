import { randomBytes } from 'node:crypto';
import type { SubmittedVote } from '@scrutin/contracts/messages';
import { contestKey, issueSubmissionId } from '@scrutin/election';
import type { Vote } from '@scrutin/voting-load';
import { ballotOfVote } from '@scrutin/voting-load';
import { hasherOf } from './hashing.ts';
import type { Stack } from './stack.ts';

/** The message that the API would send if it accepted this vote now, for tests that put messages into queues. */
export function submittedVote(stack: Stack, vote: Vote): SubmittedVote {
  const hasher = hasherOf(stack.pepper);
  const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const scopeId = vote.kind === 'law' ? vote.lawId : vote.electionId;
  const { nas, code } = vote.voter;
  return {
    submissionId: issueSubmissionId(randomBytes(12), hasher.submissionTag),
    contest: contestKey(vote),
    credentialHash: base64url(hasher.credentialHash(nas, code, scopeId)),
    guessKey: base64url(hasher.guessKey(nas, scopeId)),
    acceptedAtMs: Date.now(),
    selection: ballotOfVote(vote).selection,
  };
}
