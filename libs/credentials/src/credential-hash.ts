import type { RollScheme } from '@scrutin/election';
import { ROLL_SCHEMES } from '@scrutin/election';
import { derivedKey } from './derived-digest.ts';
import type { Digest } from './digest.ts';

/**
 * How a credential is hashed to 32 bytes.
 *
 * - `hmac-sha256` (the default, P7) is keyed with a secret that is in no database, so that a stolen roll reveals
 *   nothing.
 * - `sha256` is SHA-256("NAS|CODE|ID"), for credential files that another system made in that form. A stolen roll can
 *   be broken by brute force: a NAS has 30 bits, a code about 35 (in older sets 26 to 31), and the NAS of a voter is
 *   often known.
 */
export type CredentialScheme = RollScheme;
export const CREDENTIAL_SCHEMES: readonly CredentialScheme[] = ROLL_SCHEMES;

/** Whether a word names a credential scheme. */
export function isCredentialScheme(word: string): word is CredentialScheme {
  return CREDENTIAL_SCHEMES.some((scheme) => scheme === word);
}

/** Hashes a normalised NAS, a normalised code, and the identifier of a law or an election, to 32 bytes. */
export type CredentialHash = (nas: string, code: string, rollScopeId: string) => Uint8Array;

export type CredentialHashOptions =
  | { readonly scheme: 'sha256'; readonly digest: Digest }
  | { readonly scheme: CredentialScheme; readonly digest: Digest; readonly pepper: Uint8Array };

const SHORTEST_PEPPER_BYTES = 32;

/**
 * Creates the hash function of a scheme. The function throws a RangeError if it is given a roll key (`law:ID`) in place
 * of an identifier.
 *
 * @throws RangeError when the given pepper is shorter than 32 bytes
 */
export function createCredentialHash(options: CredentialHashOptions): CredentialHash {
  const { digest } = options;
  if ('pepper' in options) requireLength(options.pepper);
  if (options.scheme === 'sha256') {
    return (nas, code, rollScopeId) => digest.sha256(material(nas, code, rollScopeId));
  }
  const keyed = digest.hmacSha256(credentialKey(digest, options.pepper));
  return (nas, code, rollScopeId) => keyed(material(nas, code, rollScopeId));
}

/**
 * The 32 bytes of the key with which `hmac-sha256` hashes the text "NAS|CODE|ID" of a credential.
 *
 * @throws RangeError when the pepper is shorter than 32 bytes
 */
export function credentialKey(digest: Digest, pepper: Uint8Array): Uint8Array {
  requireLength(pepper);
  return derivedKey(digest, pepper, 'scrutin/v1/credential');
}

function requireLength(pepper: Uint8Array): void {
  if (pepper.length >= SHORTEST_PEPPER_BYTES) return;
  throw new RangeError(`The pepper must have at least ${SHORTEST_PEPPER_BYTES} bytes.`);
}

function material(nas: string, code: string, rollScopeId: string): string {
  if (rollScopeId.includes(':')) {
    throw new RangeError(
      'A credential must be hashed with the identifier of a law or an election, not with a roll key.',
    );
  }
  return `${nas}|${code}|${rollScopeId}`;
}
