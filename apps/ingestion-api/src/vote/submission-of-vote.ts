import type { IncomingHttpHeaders } from 'node:http';
import type { SubmittedVote } from '@scrutin/contracts/messages';
import { idempotencyKeyFault } from '@scrutin/contracts/public';
import type { CredentialHasher } from '@scrutin/credentials';
import type { CatalogueContest, Selection, SubmissionId } from '@scrutin/election';
import { issueSubmissionId } from '@scrutin/election';
import { limitedAddress } from '@scrutin/http-edge';
import type { Submission } from './intake.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/** A vote that its contest takes, and the credential with which it was cast. */
export interface CheckedVote {
  readonly contest: CatalogueContest;
  /** The bare law or election identifier that the credential is for. */
  readonly scopeId: string;
  /** The region of a vote in an election, in its own spelling. */
  readonly regionId?: string;
  /** Nine digits, in the form that is hashed. */
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
/** Where the bytes of the entropy begin that the submission's id does not show. */
const RECORD_OFFSET = 16;
const RECORD_BYTES = 9;

/**
 * Creates the submission of a vote that has a request of its own. It contains the keyed hash of NAS and code, and
 * neither of the two (P6, P7).
 *
 * @returns undefined if the request has an Idempotency-Key header that is not a valid key
 */
export function submissionOfVote(
  deps: Pick<VoteDependencies, 'hashers' | 'entropy'>,
  sender: Sender,
  checked: CheckedVote,
): Submission | undefined {
  const header = sender.headers['idempotency-key'];
  const key = Array.isArray(header) ? header.join() : header;
  if (key !== undefined && idempotencyKeyFault(key) !== undefined) return undefined;
  return submissionFrom(deps, { address: limitedAddress(sender.ip ?? '') }, key, checked);
}

/**
 * Creates the submission of a vote.
 *
 * @param origin the address on the network, or the gateway that stands for one
 * @param key a valid Idempotency-Key, or undefined
 */
export function submissionFrom(
  { hashers, entropy }: Pick<VoteDependencies, 'hashers' | 'entropy'>,
  origin: Pick<Submission, 'address' | 'throughGateway'>,
  key: string | undefined,
  checked: CheckedVote,
): Submission {
  const hasher = hashers[checked.contest.rollScheme ?? 'hmac-sha256'];
  const credentialHash = hasher.credentialHash(checked.nas, checked.code, checked.scopeId);
  const guessKey = base64url(hasher.guessKey(checked.nas, checked.scopeId));
  if (key === undefined) {
    const submissionId = issueSubmissionId(entropy(), hasher.submissionTag, checked.contest.purpose);
    return { ...origin, guessKey, vote: submitted(checked, submissionId, credentialHash, guessKey) };
  }
  const idempotency = repeatable(hasher, key, credentialHash, checked);
  const vote = submitted(checked, idempotency.submissionId, credentialHash, guessKey);
  return { ...origin, guessKey, idempotency, vote };
}

/**
 * Derives the identifier of a submission from its key, credential and contest, so that the same three give the same
 * submission on every replica. A voter who sends a vote again in the right region makes another submission. Redis keeps
 * a fingerprint of the choice for two minutes at most, so that another choice under the same key is refused. Nobody
 * can find the choice from the fingerprint, because keys are too long to be guessed (P6).
 */
function repeatable(
  hasher: CredentialHasher,
  key: string,
  credentialHash: Uint8Array,
  { contest, selection }: CheckedVote,
): { readonly submissionId: SubmissionId; readonly record: string; readonly fingerprint: string } {
  const entropy = hasher.idempotentEntropy(key, credentialHash, contest.key);
  const submissionId = issueSubmissionId(entropy, hasher.submissionTag, contest.purpose);
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
