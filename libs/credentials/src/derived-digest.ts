import type { Digest, KeyedDigest } from './digest.ts';

/**
 * HMAC-SHA-256 under a key of its own for one use, derived from the pepper as HKDF-Expand (RFC 5869) does: what one
 * use reveals is worthless in another.
 */
export function derivedDigest(digest: Digest, pepper: Uint8Array, use: `scrutin/v1/${string}`): KeyedDigest {
  return digest.hmacSha256(digest.hmacSha256(pepper)(use));
}
