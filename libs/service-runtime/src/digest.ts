import { hash } from 'node:crypto';

const BLOCK_BYTES = 64;
const DIGEST_BYTES = 32;
const MESSAGE_ROOM_BYTES = 1024;

/** The two padded keys of RFC 2104, each at the head of a buffer that the rest is written behind. */
interface PaddedKey {
  readonly inner: Buffer;
  readonly outer: Buffer;
}

const paddedKeys = new WeakMap<Uint8Array, PaddedKey>();

/**
 * The digests that the domain asks for as a parameter, by Node's own OpenSSL.
 *
 * HMAC is made here of two one-shot hashes (RFC 2104) rather than by `createHmac`: a request needs three
 * of them, and the native object behind each `Hmac` costs far more than its hashing (docs/PERFORMANCE.md).
 * The tests hold it against `createHmac` and RFC 4231. A key is recognised by its identity: do not change
 * the bytes of a key after its first use.
 */
export const nodeDigest = {
  sha256: (data: string | Uint8Array): Uint8Array => Buffer.from(hash('sha256', data, 'binary'), 'latin1'),
  hmacSha256: (key: Uint8Array, data: string | Uint8Array): Uint8Array => {
    let padded = paddedKeys.get(key);
    if (padded === undefined) paddedKeys.set(key, (padded = padKey(key)));
    const { inner, outer } = padded;
    // As binary (latin1) text, one character a byte: a digest handed over as a new Buffer costs twice as much.
    outer.write(hash('sha256', innerMessage(inner, data), 'binary'), BLOCK_BYTES, 'latin1');
    return Buffer.from(hash('sha256', outer, 'binary'), 'latin1');
  },
};

function innerMessage(inner: Buffer, data: string | Uint8Array): Buffer {
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;
  if (bytes > MESSAGE_ROOM_BYTES) return Buffer.concat([inner.subarray(0, BLOCK_BYTES), Buffer.from(data)]);
  if (typeof data === 'string') inner.write(data, BLOCK_BYTES);
  else inner.set(data, BLOCK_BYTES);
  return inner.subarray(0, BLOCK_BYTES + bytes);
}

function padKey(key: Uint8Array): PaddedKey {
  const short = key.byteLength > BLOCK_BYTES ? hash('sha256', key, 'buffer') : key;
  const inner = Buffer.alloc(BLOCK_BYTES + MESSAGE_ROOM_BYTES, 0x36);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, 0x5c);
  short.forEach((byte, i) => {
    inner[i] = byte ^ 0x36;
    outer[i] = byte ^ 0x5c;
  });
  return { inner, outer };
}
