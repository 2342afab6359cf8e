import { createHmac, createSecretKey, hash } from 'node:crypto';

/**
 * The digests that the domain takes as a parameter, computed by Node's OpenSSL.
 *
 * The key is converted to a KeyObject once: on Node 24 `createHmac` costs 9.7 µs with the bytes of the key, and 2.0 µs
 * with a KeyObject. The digest is read as binary (latin1) text with one character for each byte, which lowers the cost
 * to 1.6 µs: a Buffer from OpenSSL is more expensive than one from Node's pool (docs/PERFORMANCE.md).
 */
export const nodeDigest = {
  sha256: (data: string | Uint8Array): Uint8Array => Buffer.from(hash('sha256', data, 'binary'), 'latin1'),
  hmacSha256: (key: Uint8Array) => {
    const secret = createSecretKey(key);
    return (data: string | Uint8Array): Uint8Array =>
      Buffer.from(createHmac('sha256', secret).update(data).digest('binary'), 'latin1');
  },
};
