import { createCipheriv, createDecipheriv, hkdfSync, randomFillSync } from 'node:crypto';
import { ConfigurationError } from './errors.ts';

/** A key that seals messages. Each sealed message names its key by the `id`. */
export interface MessageKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

type OpenedMessage =
  | { readonly ok: true; readonly body: Buffer }
  /** `problem` does not reveal anything of the content. */
  | { readonly ok: false; readonly problem: string };

/** Seals the bodies of messages, so that nobody can read them on the disk or in the memory of the broker (P6). */
export interface MessageSeal {
  /**
   * Seals a body.
   *
   * @param purpose what the body is. A body can only be opened with the purpose with which it was sealed.
   */
  seal(purpose: string, body: Uint8Array): Buffer;
  /** Opens a sealed body. Never throws, whatever the bytes are. */
  open(purpose: string, sealed: Uint8Array): OpenedMessage;
}

const CIPHER = 'aes-256-gcm';
/** The first byte of a sealed message. JSON begins with another one. */
const VERSION = 2;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Whether a body looks sealed, with any key and by any release: it begins with the number of a version, with which no text
 * begins. Services send nothing that is not sealed.
 */
export function isSealed(body: Uint8Array): boolean {
  const [version = 0] = body;
  return version > 0 && version < 0x20;
}

/**
 * Creates a seal with AES-256-GCM (NIST SP 800-38D) and a random nonce for each message. A sealed message consists of
 * the version, the length of the key's id, the id, the nonce, the encrypted body, and the tag. The version, the id and
 * the purpose are authenticated as well. Each purpose has a separate key, which is derived from the given key by HKDF
 * (RFC 5869).
 *
 * SP 800-38D allows 2^32 messages with one key and random nonces, which is more than four thousand million groups of
 * votes for each purpose. Take a new key for each contest or each year, long before that number is reached.
 *
 * @param keys the first one seals, and all of them open
 * @throws ConfigurationError if there is no key, or a key does not have 32 bytes
 */
export function createMessageSeal(keys: readonly MessageKey[]): MessageSeal {
  const [sealing] = keys;
  if (sealing === undefined || keys.some(({ bytes }) => bytes.length !== 32))
    throw new ConfigurationError('MESSAGE_KEYS: at least one key of 32 bytes is required');
  const ring = new Map(keys.map((key) => [key.id, key]));
  const derived = new Map<string, DerivedKey>();
  const derivedKey = (key: MessageKey, purpose: string): DerivedKey => {
    const name = `${key.id} ${purpose}`;
    let known = derived.get(name);
    if (known === undefined) derived.set(name, (known = derive(key, purpose)));
    return known;
  };
  return {
    seal(purpose, body) {
      const { key, header, authenticated } = derivedKey(sealing, purpose);
      const nonce = freshNonce();
      const cipher = createCipheriv(CIPHER, key, nonce).setAAD(authenticated);
      const encrypted = cipher.update(body);
      cipher.final(); // GCM is a stream cipher, so there are no more bytes.
      return Buffer.concat([header, nonce, encrypted, cipher.getAuthTag()]);
    },
    open(purpose, sealed) {
      if (sealed[0] !== VERSION) return { ok: false, problem: 'the message is not sealed' };
      const idEnd = 2 + (sealed[1] ?? 0);
      if (sealed.length < idEnd + NONCE_BYTES + TAG_BYTES)
        return { ok: false, problem: 'the sealed message is cut short' };
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.length);
      const opening = ring.get(bytes.toString('latin1', 2, idEnd));
      if (opening === undefined)
        return { ok: false, problem: 'the message is sealed with a key that is not among MESSAGE_KEYS' };
      const { key, authenticated } = derivedKey(opening, purpose);
      const decipher = createDecipheriv(CIPHER, key, bytes.subarray(idEnd, idEnd + NONCE_BYTES))
        .setAAD(authenticated)
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      try {
        const body = decipher.update(bytes.subarray(idEnd + NONCE_BYTES, -TAG_BYTES));
        decipher.final();
        return { ok: true, body };
      } catch {
        return { ok: false, problem: 'the message was changed, or was sealed for another queue' };
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

/** Many nonces are drawn at a time, because drawing one alone costs as much as sealing a small message. */
function freshNonce(): Buffer {
  if (nonceAt === noncePool.length) {
    randomFillSync(noncePool);
    nonceAt = 0;
  }
  nonceAt += NONCE_BYTES;
  return noncePool.subarray(nonceAt - NONCE_BYTES, nonceAt);
}
