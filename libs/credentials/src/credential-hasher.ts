import type { ContestKey, KeyedTag, RollKey } from '@scrutin/election';
import type { CredentialScheme } from './credential-hash.ts';
import { createCredentialHash } from './credential-hash.ts';
import { derivedDigest } from './derived-digest.ts';
import type { Digest } from './digest.ts';
import { hexOf } from './hex.ts';

/**
 * Everything that the system derives from a credential or from the pepper. NAS and code go no further than here (P6).
 */
export interface CredentialHasher {
  /**
   * The 32 bytes that identify the credential in the rest of the system.
   *
   * @param nas as {@link normaliseNas} returns it
   * @param code as {@link normaliseCode} returns it
   * @param rollScopeId the identifier of the law or election (see {@link rollScopeIdOf}), not a roll key
   * @throws RangeError for a roll key, because every credential would then be unknown
   */
  credentialHash(nas: string, code: string, rollScopeId: string): Uint8Array;
  /** The 16 bytes under which failed guesses against one NAS of a roll are counted. They are keyed in both schemes. */
  guessKey(nas: string, rollScopeId: string): Uint8Array;
  /** The tag by which Scrutin recognises its own submission ids. */
  readonly submissionTag: KeyedTag;
  /**
   * The 32 bytes for `issueSubmissionId`. The same Idempotency-Key with the same credential in the same contest gives
   * the same submission, and the key alone reveals nothing about it. The choice is not an input, because the id of a
   * submission would otherwise be a permanent proof of the choice (P6).
   */
  idempotentEntropy(idempotencyKey: string, credentialHash: Uint8Array, contest: ContestKey): Uint8Array;
  /**
   * The 32 bytes that differ for two choices of one credential under one Idempotency-Key. They reveal neither a choice
   * nor whether two voters chose the same (P6).
   */
  idempotentFingerprint(idempotencyKey: string, credentialHash: Uint8Array, selection: string): Uint8Array;
}

export interface CredentialHasherOptions {
  readonly scheme: CredentialScheme;
  /** At least 32 secret bytes, which are the same on every replica and in no database (P7). */
  readonly pepper: Uint8Array;
  readonly digest: Digest;
}

/**
 * Creates the hasher of a scheme. Each of its functions has a key of its own, which is derived from the pepper.
 *
 * @throws RangeError when the pepper is shorter than 32 bytes
 */
export function createCredentialHasher(options: CredentialHasherOptions): CredentialHasher {
  const { digest, pepper } = options;
  const hash = createCredentialHash(options);
  const guessing = derivedDigest(digest, pepper, 'scrutin/v1/guess-key');
  const tagging = derivedDigest(digest, pepper, 'scrutin/v1/submission-tag');
  const repeating = derivedDigest(digest, pepper, 'scrutin/v1/idempotency');
  const fingerprinting = derivedDigest(digest, pepper, 'scrutin/v1/idempotency-fingerprint');
  return {
    credentialHash: hash,
    guessKey: (nas, rollScopeId) => guessing(`${nas}|${rollScopeId}`).subarray(0, 16),
    submissionTag: (bytes) => tagging(bytes),
    // The hash has a fixed length and no contest key contains a bar, so two different triples never give the same text.
    idempotentEntropy: (idempotencyKey, credentialHash, contest) =>
      repeating(`${hexOf(credentialHash)}|${contest}|${idempotencyKey}`),
    // A selection contains no bar either.
    idempotentFingerprint: (idempotencyKey, credentialHash, selection) =>
      fingerprinting(`${hexOf(credentialHash)}|${selection}|${idempotencyKey}`),
  };
}

/**
 * The identifier with which credentials are hashed: `L2025-001` for `law:L2025-001`, `PROV-2025` for
 * `election:PROV-2025`.
 */
export function rollScopeIdOf(rollKey: RollKey): string {
  return rollKey.slice(rollKey.indexOf(':') + 1);
}
