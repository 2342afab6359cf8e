/**
 * The two hash functions a credential needs, given from outside: domain code runs wherever a caller
 * has them. Text is hashed as UTF-8.
 */
export interface Digest {
  /** SHA-256 (FIPS 180-4): 32 bytes. */
  sha256(data: string | Uint8Array): Uint8Array;
  /** HMAC-SHA-256 (RFC 2104) under this key: 32 bytes of each text. The key is read once, when it is given. */
  hmacSha256(key: Uint8Array): KeyedDigest;
}

export type KeyedDigest = (data: string | Uint8Array) => Uint8Array;
