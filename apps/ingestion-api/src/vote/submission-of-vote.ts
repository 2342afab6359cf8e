import type { IncomingHttpHeaders } from 'node:http';
import { idempotencyKey } from '@scrutin/contracts';
import type { SubmittedVote } from '@scrutin/contracts';
import type { CredentialHasher } from '@scrutin/credentials';
import { issueSubmissionId } from '@scrutin/election';
import type { OpenContest, Selection, SubmissionId } from '@scrutin/election';
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
  /** What may not differ under one Idempotency-Key: the selection, and in an election its region with it. */
  readonly choice: string;
  readonly acceptedAtMs: number;
}

interface Sender {
  readonly ip?: string | undefined;
  readonly headers: IncomingHttpHeaders;
}

const UNGUESSABLE_KEY_LENGTH = 16;
const FINGERPRINT_BYTES = 12;

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
  const key = idempotencyKey.safeParse(header);
  if (!key.success) return undefined;
  const idempotency = repeatable(hasher, key.data, credentialHash, checked.choice);
  const vote = submitted(checked, idempotency.submissionId, credentialHash, guessKey);
  return { address, guessKey, idempotency, vote };
}

/**
 * The same key with the same credential is the same submission, on any replica. What is kept, for an hour,
 * is a fingerprint of the choice, so that another one under the key is refused. Not for a key so short that
 * whoever holds the pepper could guess it, and with it the choice (P6).
 */
function repeatable(
  hasher: CredentialHasher,
  key: string,
  credentialHash: Uint8Array,
  choice: string,
): { readonly submissionId: SubmissionId; readonly fingerprint: string } {
  const entropy = hasher.idempotentEntropy(key, credentialHash);
  const submissionId = issueSubmissionId(entropy, hasher.submissionTag);
  if (key.length < UNGUESSABLE_KEY_LENGTH) return { submissionId, fingerprint: '' };
  const fingerprint = hasher.idempotentFingerprint(key, choice).subarray(0, FINGERPRINT_BYTES);
  return { submissionId, fingerprint: base64url(fingerprint) };
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
