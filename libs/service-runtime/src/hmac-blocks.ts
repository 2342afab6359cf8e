import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;

/** The two buffers that HMAC-SHA-256 hashes, for one key and any number of messages. */
export interface HmacBlocks {
  /** The block of the key for the inner hash, and after it the bytes for messages, which are 0 at first. */
  readonly inner: Buffer;
  /** Where a message begins in `inner`. */
  readonly messageAt: number;
  /**
   * The HMAC of a message.
   *
   * @param keyedMessage the first `messageAt` bytes of `inner`, followed by the message
   * @returns 32 bytes, in base64url or as latin1 text with one character for each byte ('binary')
   */
  readonly digest: (keyedMessage: Uint8Array, encoding: 'base64url' | 'binary') => string;
}

/**
 * Prepares HMAC-SHA-256 under a key. It is the formula of RFC 2104, H(K ⊕ opad ‖ H(K ⊕ ipad ‖ message)), with two
 * one-shot hashes. `createHmac` gives the same bytes, but it creates an object of OpenSSL for each call and costs nearly
 * twice as much (docs/PERFORMANCE.md, "HMAC"). The key is copied.
 *
 * @param messageBytes how many bytes for messages `inner` has
 */
export function hmacBlocks(key: Uint8Array, messageBytes: number): HmacBlocks {
  const blockKey = Buffer.alloc(BLOCK_BYTES);
  blockKey.set(key.length > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key);
  const inner = Buffer.alloc(BLOCK_BYTES + messageBytes);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES);
  for (const [i, byte] of blockKey.entries()) {
    inner[i] = byte ^ INNER_PAD;
    outer[i] = byte ^ OUTER_PAD;
  }
  return {
    inner,
    messageAt: BLOCK_BYTES,
    digest(keyedMessage, encoding) {
      outer.write(hash('sha256', keyedMessage, 'binary'), BLOCK_BYTES, 'latin1');
      return hash('sha256', outer, encoding);
    },
  };
}
