import type { IncomingHttpHeaders } from 'node:http';
import type { SubmittedVote } from '@scrutin/contracts/messages';
import { idempotencyKeyFault } from '@scrutin/contracts/public';
import type { CredentialHasher } from '@scrutin/credentials';
import type { OpenContest, Selection, SubmissionId } from '@scrutin/election';
import { issueSubmissionId } from '@scrutin/election';
import { limitedAddress } from '@scrutin/http-edge';
import type { Submission } from './intake.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/** A vote that its contest takes, and the credential it was cast with. */
export interface CheckedVote {
  readonly contest: OpenContest;
  /** The bare law or election identifier that the credential is for. */
  readonly scopeId: string;
  /** Normalised. */
  readonly nas: string;
  readonly code: string;
  readonly selection: Selection;
  readonly acceptedAtMs: number;
}

interface Sender {
  readonly ip?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const FINGERPRINT_BYTES = 9;
/** Bytes of the entropy that the submission's id does not show. */
const RECORD_OFFSET = 16;
const RECORD_BYTES = 9;

/**
 * The submission of a vote. NAS and code end here: what leaves is their keyed hash (P6, P7).
 *
 * @returns undefined when the sender's Idempotency-Key header is no key
 */
export function submissionOfVote(
  deps: Pick<VoteDependencies, 'hashers' | 'entropy'>,
  sender: Sender,
  checked: CheckedVote,
): Submission | undefined {
  const hasher = deps.hashers[checked.contest.rollScheme ?? 'hmac-sha256'];
  const credentialHash = hasher.credentialHash(checked.nas, checked.code, checked.scopeId);
  const guessKey = base64url(hasher.guessKey(checked.nas, checked.scopeId));
  const address = limitedAddress(sender.ip ?? '');
  const header = sender.headers['idempotency-key'];
  if (header === undefined) {
    const submissionId = issueSubmissionId(deps.entropy(), hasher.submissionTag);
    return { address, guessKey, vote: submitted(checked, submissionId, credentialHash, guessKey) };
  }
  const key = Array.isArray(header) ? header.join() : header;
  if (idempotencyKeyFault(key) !== undefined) return undefined;
  const idempotency = repeatable(hasher, key, credentialHash, checked);
  const vote = submitted(checked, idempotency.submissionId, credentialHash, guessKey);
  return { address, guessKey, idempotency, vote };
}

/**
 * The same key with the same credential in the same contest is the same submission, on any replica: who sends the
 * vote again in the right region makes another. What is kept, for two minutes at most, is a fingerprint of the choice,
 * so that another one under the key is refused. Keys are too long to be guessed, and with them the choice (P6).
 */
function repeatable(
  hasher: CredentialHasher,
  key: string,
  credentialHash: Uint8Array,
  { contest, selection }: CheckedVote,
): { readonly submissionId: SubmissionId; readonly record: string; readonly fingerprint: string } {
  const entropy = hasher.idempotentEntropy(key, credentialHash, contest.key);
  const submissionId = issueSubmissionId(entropy, hasher.submissionTag);
  const record = base64url(entropy.subarray(RECORD_OFFSET, RECORD_OFFSET + RECORD_BYTES));
  const fingerprint = hasher.idempotentFingerprint(key, credentialHash, selection);
  return { submissionId, record, fingerprint: base64url(fingerprint.subarray(0, FINGERPRINT_BYTES)) };
}

function submitted(
  { contest, acceptedAtMs, selection }: CheckedVote,
  submissionId: SubmissionId,
  credentialHash: Uint8Array,
  guessKey: string,
): SubmittedVote {
  return {
    submissionId,
    contest: contest.key,
    credentialHash: base64url(credentialHash),
    guessKey,
    acceptedAtMs,
    selection,
  };
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64url');
}
