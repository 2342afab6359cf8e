import type { Hash } from 'node:crypto';
import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

const BUFFER_BYTES = 1 << 20;
const PRIVATE_FILE = 0o600;

/**
 * A new file that is written through a buffer of 1 MiB, and that only its owner can read. It writes synchronously, which
 * is the fastest way in a thread of its own.
 */
export class ByteFile {
  readonly #bytes = Buffer.allocUnsafe(BUFFER_BYTES);
  #at = 0;
  readonly #descriptor: number;
  readonly #sum: Hash = createHash('sha256');
  #isClosed = false;

  /** @throws the error of the system if the file exists */
  constructor(file: string) {
    this.#descriptor = openSync(file, 'wx', PRIVATE_FILE);
  }

  /** Makes room for this many bytes, at most 1 MiB. It must be called before they are added. */
  reserve(length: number): void {
    if (this.#at + length > BUFFER_BYTES) this.#flush();
  }

  /** Adds one byte, for which there must be room. */
  byte(byte: number): void {
    this.#bytes[this.#at++] = byte;
  }

  /** Adds some of the bytes of another buffer, for which there must be room. */
  copy(from: Uint8Array, start: number, length: number): void {
    // A loop is faster than a call of the system for the few bytes of a field.
    const bytes = this.#bytes;
    const to = this.#at;
    for (let i = 0; i < length; i++) bytes[to + i] = from[start + i] ?? 0;
    this.#at = to + length;
  }

  /** Adds an ASCII text, for which there must be room. */
  ascii(text: string): void {
    this.#at += this.#bytes.write(text, this.#at, 'latin1');
  }

  /** May be called more than once. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    try {
      this.#flush();
    } finally {
      closeSync(this.#descriptor);
    }
  }

  /** The SHA-256 of the whole file, as 64 hexadecimal digits. Must be called once, after `close`. */
  sha256(): string {
    return this.#sum.digest('hex');
  }

  #flush(): void {
    const full = this.#bytes.subarray(0, this.#at);
    this.#at = 0;
    this.#sum.update(full);
    for (let written = 0; written < full.length;) written += writeSync(this.#descriptor, full, written);
  }
}
