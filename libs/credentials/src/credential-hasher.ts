import type { ContestKey, KeyedTag, RollKey } from '@scrutin/election';
import { createCredentialHash } from './credential-hash.ts';
import type { CredentialScheme } from './credential-hash.ts';
import { derivedDigest } from './derived-digest.ts';
import type { Digest } from './digest.ts';
import { hexOf } from './hex.ts';

/** Everything the pipeline derives from a credential or from the pepper; NAS and code stop here (P6). */
export interface CredentialHasher {
  /**
   * 32 bytes that stand for the credential from here on.
   *
   * @param nas as {@link normaliseNas} returns it
   * @param code as {@link normaliseCode} returns it
   * @param rollScopeId the bare law or election identifier (see {@link rollScopeIdOf}), never a roll key
   * @throws RangeError when given a roll key, since every credential would then be unknown
   */
  credentialHash(nas: string, code: string, rollScopeId: string): Uint8Array;
  /** 16 bytes under which the failed guesses against one NAS are counted, per roll. Keyed in both schemes. */
  guessKey(nas: string, rollScopeId: string): Uint8Array;
  /** The tag by which Scrutin knows its own submission ids again. */
  readonly submissionTag: KeyedTag;
  /**
   * 32 bytes for `issueSubmissionId`: the same Idempotency-Key with the same credential in the same contest is the
   * same submission, and the key alone tells nobody which. Never of the choice: a submission's id would then be a
   * receipt of it for ever (P6).
   */
  idempotentEntropy(idempotencyKey: string, credentialHash: Uint8Array, contest: ContestKey): Uint8Array;
  /**
   * 32 bytes that differ for two choices of one credential under one key. They tell no choice to anybody, nor whether
   * two voters chose alike (P6).
   */
  idempotentFingerprint(idempotencyKey: string, credentialHash: Uint8Array, selection: string): Uint8Array;
}

export interface CredentialHasherOptions {
  readonly scheme: CredentialScheme;
  /** At least 32 secret bytes, the same on every replica, never in the database (P7). */
  readonly pepper: Uint8Array;
  readonly digest: Digest;
}

/** @throws RangeError when the pepper is shorter than 32 bytes */
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
    // The hash has a fixed length and no contest holds a bar, so that no two triples make the same text.
    idempotentEntropy: (idempotencyKey, credentialHash, contest) =>
      repeating(`${hexOf(credentialHash)}|${contest}|${idempotencyKey}`),
    // Nor does a selection.
    idempotentFingerprint: (idempotencyKey, credentialHash, selection) =>
      fingerprinting(`${hexOf(credentialHash)}|${selection}|${idempotencyKey}`),
  };
}

/** `law:L2025-001` -> `L2025-001`, `election:PROV-2025` -> `PROV-2025`: what a credential is hashed with. */
export function rollScopeIdOf(rollKey: RollKey): string {
  return rollKey.slice(rollKey.indexOf(':') + 1);
}
