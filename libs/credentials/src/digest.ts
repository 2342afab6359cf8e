/**
 * The two hash functions that credentials need. The caller provides them, so that this code runs in Node.js and in
 * browsers. Text is hashed as UTF-8.
 */
export interface Digest {
  /** SHA-256 (FIPS 180-4): 32 bytes. */
  sha256(data: string | Uint8Array): Uint8Array;
  /** HMAC-SHA-256 (RFC 2104): returns a function that gives 32 bytes for each text. The key is read at once. */
  hmacSha256(key: Uint8Array): KeyedDigest;
}

/** Hashes a text under a fixed key to 32 bytes. */
export type KeyedDigest = (data: string | Uint8Array) => Uint8Array;
