import type { Digest, KeyedDigest } from './digest.ts';

/**
 * HMAC-SHA-256 under a separate key for one use. The key is derived from the pepper as in HKDF-Expand (RFC 5869), so
 * that the outputs of one use reveal nothing about another.
 */
export function derivedDigest(digest: Digest, pepper: Uint8Array, use: `scrutin/v1/${string}`): KeyedDigest {
  return digest.hmacSha256(derivedKey(digest, pepper, use));
}

/** The 32 bytes of that key. */
export function derivedKey(digest: Digest, pepper: Uint8Array, use: `scrutin/v1/${string}`): Uint8Array {
  return digest.hmacSha256(pepper)(use);
}
