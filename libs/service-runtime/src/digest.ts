import { hash } from 'node:crypto';
import { hmacBlocks } from './hmac-blocks.ts';

/** The longest message for which memory is kept. It has room for the material of a credential many times over. */
const KEPT_BYTES = 1_024;

/**
 * The digests that the domain takes as a parameter, computed by Node's OpenSSL.
 *
 * They are read as binary (latin1) text with one character for each byte: a Buffer from OpenSSL is more expensive than
 * one from Node's pool.
 */
export const nodeDigest = {
  sha256: (data: string | Uint8Array): Uint8Array => Buffer.from(hash('sha256', data, 'binary'), 'latin1'),
  hmacSha256: (key: Uint8Array) => {
    const { inner, messageAt, digest } = hmacBlocks(key, KEPT_BYTES);
    const binaryDigest = (data: string | Uint8Array): string => {
      // A character of a text has at most three bytes for each of its UTF-16 units.
      if (data.length * 3 > KEPT_BYTES) {
        const bytes = typeof data === 'string' ? Buffer.from(data) : data;
        return digest(Buffer.concat([inner.subarray(0, messageAt), bytes]), 'binary');
      }
      let end = messageAt;
      if (typeof data === 'string') end += inner.write(data, messageAt);
      else {
        inner.set(data, messageAt);
        end += data.length;
      }
      const found = digest(inner.subarray(0, end), 'binary');
      inner.fill(0, messageAt, end); // Nothing of the message stays in the memory of the key.
      return found;
    };
    return (data: string | Uint8Array): Uint8Array => Buffer.from(binaryDigest(data), 'latin1');
  },
};
