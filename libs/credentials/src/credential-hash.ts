import type { RollScheme } from '@scrutin/election';
import { derivedDigest } from './derived-digest.ts';
import type { Digest } from './digest.ts';

/**
 * How a credential becomes 32 bytes.
 *
 * - `hmac-sha256` (default, P7): keyed with a secret that no database holds, so a stolen roll tells nothing.
 * - `sha256`: SHA-256("NAS|CODE|ID"), for credential files made elsewhere in that form. A stolen roll falls
 *   to brute force: a NAS has 30 bits, a code 31, and a voter's NAS is often known.
 */
export type CredentialScheme = RollScheme;
export const CREDENTIAL_SCHEMES: readonly CredentialScheme[] = ['hmac-sha256', 'sha256'];

export function isCredentialScheme(word: string): word is CredentialScheme {
  return word === 'hmac-sha256' || word === 'sha256';
}

/** NAS, code (both normalised) and bare law or election identifier -> 32 bytes. */
export type CredentialHash = (nas: string, code: string, rollScopeId: string) => Uint8Array;

export type CredentialHashOptions =
  | { readonly scheme: 'sha256'; readonly digest: Digest }
  | { readonly scheme: CredentialScheme; readonly digest: Digest; readonly pepper: Uint8Array };

const SHORTEST_PEPPER_BYTES = 32;

/** @throws RangeError when a pepper is given that is shorter than 32 bytes */
export function createCredentialHash(options: CredentialHashOptions): CredentialHash {
  const { digest } = options;
  if ('pepper' in options && options.pepper.length < SHORTEST_PEPPER_BYTES) {
    throw new RangeError(`The pepper must have at least ${SHORTEST_PEPPER_BYTES} bytes.`);
  }
  if (options.scheme === 'sha256') {
    return (nas, code, rollScopeId) => digest.sha256(material(nas, code, rollScopeId));
  }
  const keyed = derivedDigest(digest, options.pepper, 'scrutin/v1/credential');
  return (nas, code, rollScopeId) => keyed(material(nas, code, rollScopeId));
}

function material(nas: string, code: string, rollScopeId: string): string {
  if (rollScopeId.includes(':')) {
    throw new RangeError('A credential is hashed with a law or election identifier, not with a roll key.');
  }
  return `${nas}|${code}|${rollScopeId}`;
}
