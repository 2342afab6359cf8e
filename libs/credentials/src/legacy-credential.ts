import { isIdentifier } from '@scrutin/election';
import type { CredentialHash } from './credential-hash.ts';
import { bytesOfHex, hexOf } from './hex.ts';
import { normaliseCode, normaliseNas } from './nas-and-code.ts';

/**
 * An entry in a credential file of the older system: `{nas, code, law_id, hash, vote}`. `hash` is
 * SHA-256("NAS|CODE|LAW_ID") in hexadecimal. `vote` is a choice for load tests and is ignored.
 */
export interface LegacyCredential {
  readonly lawId: string;
  /** 32 bytes. */
  readonly hash: Uint8Array;
  /** Whether a voter can type it. Most credentials of the older generator cannot be typed: their codes are too long. */
  readonly usable: boolean;
}

/** A parsed entry, or what is wrong with it. The problem completes a sentence whose subject is the entry. */
export type ParsedLegacyCredential =
  | { readonly ok: true; readonly credential: LegacyCredential }
  | { readonly ok: false; readonly problem: string };

/**
 * Reads one entry and checks its hash against NAS and code. The result contains neither of the two (P6).
 *
 * @param plainHash the hash function of the scheme `sha256`
 */
export function parseLegacyCredential(text: string, plainHash: CredentialHash): ParsedLegacyCredential {
  const { nas, code, law_id: lawId, hash } = parseEntry(text);
  if (typeof nas !== 'string' || typeof code !== 'string' || typeof hash !== 'string') {
    return { ok: false, problem: 'it lacks nas, code or hash' };
  }
  if (typeof lawId !== 'string' || !isIdentifier(lawId))
    return { ok: false, problem: 'its law_id is missing or not an identifier' };
  const bytes = bytesOfHex(hash);
  if (bytes?.length !== 32 || hexOf(plainHash(nas, code, lawId)) !== hash.toLowerCase()) {
    return { ok: false, problem: 'its hash is not SHA-256("NAS|CODE|LAW_ID")' };
  }
  const usable = normaliseNas(nas) === nas && normaliseCode(code) === code;
  return { ok: true, credential: { lawId, hash: bytes, usable } };
}

function parseEntry(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // the caller reports an entry without NAS, code and hash
  }
}
