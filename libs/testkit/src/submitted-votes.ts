import { randomBytes } from 'node:crypto';
import type { SubmittedVote } from '@scrutin/contracts/messages';
import { contestKey, issueSubmissionId, lawSelection, rankingSelection } from '@scrutin/election';
import { hasherOf } from './hashing.ts';
import type { Planned } from './planned-votes.ts';
import type { Stack } from './stack.ts';

/** What the API would have sent of this vote, had it taken it now: for messages that come past it. */
export function submittedVote(stack: Stack, planned: Planned): SubmittedVote {
  const hasher = hasherOf(stack.pepper);
  const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
  const isLaw = 'lawId' in planned;
  const scopeId = isLaw ? planned.lawId : planned.electionId;
  const { nas, code } = planned.voter;
  return {
    submissionId: issueSubmissionId(randomBytes(12), hasher.submissionTag),
    contest: contestKey(isLaw ? { kind: 'law', ...planned } : { kind: 'election', ...planned }),
    credentialHash: base64url(hasher.credentialHash(nas, code, scopeId)),
    guessKey: base64url(hasher.guessKey(nas, scopeId)),
    acceptedAtMs: Date.now(),
    selection: isLaw ? lawSelection(planned.choice) : rankingSelection(planned.ranking),
  };
}
