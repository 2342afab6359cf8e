import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
/** The longest message for which memory is kept. It has room for the material of a credential many times over. */
const KEPT_BYTES = 1_024;

/**
 * The digests that the domain takes as a parameter, computed by Node's OpenSSL.
 *
 * HMAC-SHA-256 is the formula of RFC 2104, H(K ⊕ opad ‖ H(K ⊕ ipad ‖ message)), with two one-shot hashes.
 * `createHmac` gives the same bytes, but it creates an object of OpenSSL for each call and costs nearly twice as much
 * (docs/PERFORMANCE.md, "HMAC"). The digests are read as binary (latin1) text with one character for each byte: a Buffer
 * from OpenSSL is more expensive than one from Node's pool.
 */
export const nodeDigest = {
  sha256: (data: string | Uint8Array): Uint8Array => Buffer.from(hash('sha256', data, 'binary'), 'latin1'),
  hmacSha256: (key: Uint8Array) => {
    const blockKey = Buffer.alloc(BLOCK_BYTES);
    blockKey.set(key.length > BLOCK_BYTES ? nodeDigest.sha256(key) : key);
    const inner = Buffer.alloc(BLOCK_BYTES + KEPT_BYTES);
    const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
    for (const [i, byte] of blockKey.entries()) {
      inner[i] = byte ^ INNER_PAD;
      outer[i] = byte ^ OUTER_PAD;
    }
    const innerHash = (data: string | Uint8Array): string => {
      // A character of a text has at most three bytes for each of its UTF-16 units.
      if (data.length * 3 > KEPT_BYTES) {
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        return hash('sha256', Buffer.concat([inner.subarray(0, BLOCK_BYTES), bytes]), 'binary');
      }
      let end = BLOCK_BYTES;
      if (typeof data === 'string') end += inner.write(data, BLOCK_BYTES);
      else {
        inner.set(data, BLOCK_BYTES);
        end += data.length;
      }
      const digest = hash('sha256', inner.subarray(0, end), 'binary');
      inner.fill(0, BLOCK_BYTES, end); // Nothing of the message stays in the memory of the key.
      return digest;
    };
    return (data: string | Uint8Array): Uint8Array => {
      outer.write(innerHash(data), BLOCK_BYTES, 'latin1');
      return Buffer.from(hash('sha256', outer, 'binary'), 'latin1');
    };
  },
};
