import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from 'node:crypto';
import { ConfigurationError } from './errors.ts';

/** A key that seals messages, under the name that stands in front of what it sealed. */
export interface MessageKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

type OpenedMessage =
  | { readonly ok: true; readonly body: Buffer }
  /** Says nothing of what is inside. */
  | { readonly ok: false; readonly problem: string };

/** Seals the bodies of messages, so that the broker's disk and memory hold nothing that anybody could read (P6). */
export interface MessageSeal {
  /** @param purpose what the body is; a body that was sealed for another purpose does not open */
  seal(purpose: string, body: Uint8Array): Buffer;
  /** Never throws, whatever the bytes. */
  open(purpose: string, sealed: Uint8Array): OpenedMessage;
}

const CIPHER = 'aes-256-gcm';
/** The first byte of a sealed message. JSON begins with another one. */
const VERSION = 2;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce for each message. A sealed message is: version, length of the key's
 * id, the id, the nonce, the encrypted body, the tag. The version, the id and the purpose are authenticated as well. Each
 * purpose has a key of its own, derived from the given one by HKDF (RFC 5869).
 *
 * SP 800-38D allows 2^32 messages under one key with random nonces: that is more than four thousand million groups of
 * votes for each purpose. Take a fresh key for each contest or year, long before.
 *
 * @param keys the first seals, all of them open
 * @throws ConfigurationError when there is none, or one that is not 32 bytes
 */
export function createMessageSeal(keys: readonly MessageKey[]): MessageSeal {
  const [sealing] = keys;
  if (sealing === undefined || keys.some(({ bytes }) => bytes.length !== 32))
    throw new ConfigurationError('MESSAGE_KEYS: at least one key of 32 bytes is required');
  const ring = new Map(keys.map((key) => [key.id, key]));
  const derived = new Map<string, DerivedKey>();
  const derivedKey = (key: MessageKey, purpose: string): DerivedKey => {
    const name = `${key.id} ${purpose}`;
    let found = derived.get(name);
    if (found === undefined) derived.set(name, (found = derive(key, purpose)));
    return found;
  };
  return {
    seal(purpose, body) {
      const { key, header, authenticated } = derivedKey(sealing, purpose);
      const nonce = freshNonce();
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(authenticated);
      const encrypted = cipher.update(body);
      cipher.final(); // GCM is a stream: nothing is left
      return Buffer.concat([header, nonce, encrypted, cipher.getAuthTag()]);
    },
    open(purpose, sealed) {
      if (sealed[0] !== VERSION) return { ok: false, problem: 'the message is not sealed' };
      const idEnd = 2 + (sealed[1] ?? 0);
      if (sealed.length < idEnd + NONCE_BYTES + TAG_BYTES)
        return { ok: false, problem: 'the sealed message is cut short' };
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
      const found = ring.get(bytes.toString('latin1', 2, idEnd));
      if (found === undefined)
        return { ok: false, problem: 'the message is sealed with a key that is not among MESSAGE_KEYS' };
      const { key, authenticated } = derivedKey(found, purpose);
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(idEnd, idEnd + NONCE_BYTES))
        .setAAD(authenticated)
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const body = decipher.update(bytes.subarray(idEnd + NONCE_BYTES, -TAG_BYTES));
        decipher.final();
        return { ok: true, body };
      } catch {
        return { ok: false, problem: 'the message was altered, or sealed for another queue' };
      }
    },
  };
}

interface DerivedKey {
  readonly key: Uint8Array;
  readonly header: Buffer;
  readonly authenticated: Buffer;
}

function derive({ id, bytes }: MessageKey, purpose: string): DerivedKey {
  const header = Buffer.concat([Buffer.of(VERSION, id.length), Buffer.from(id, 'latin1')]);
  return {
    key: new Uint8Array(hkdfSync('sha256', bytes, '', `scrutin/v1/message/${purpose}`, 32)),
    header,
    authenticated: Buffer.concat([header, Buffer.from(purpose, 'utf8')]),
  };
}

const noncePool = Buffer.alloc(NONCE_BYTES * 512);
let nonceAt = noncePool.length;

/** Drawn many at a time: a draw alone costs as much as sealing a small message. */
function freshNonce(): Buffer {
  if (nonceAt === noncePool.length) {
    randomFillSync(noncePool);
    nonceAt = 0;
  }
  nonceAt += NONCE_BYTES;
  return noncePool.subarray(nonceAt - NONCE_BYTES, nonceAt);
}
