import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';

const CHUNK_LINES = 10_000;
const PRIVATE_FILE = 0o600;

/** A new file of lines, which only its owner can read. */
export interface LineFile {
  /** Adds a line. It gets a line feed at its end. */
  line(text: string): void;
  /** May be called more than once. */
  close(): void;
  /** The SHA-256 of the whole file, as 64 hexadecimal digits. Must be called once, after `close`. */
  sha256(): string;
}

/**
 * Creates a file of lines. It writes synchronously, which is the fastest way in a thread of its own.
 *
 * @throws the error of the system if the file exists
 */
export function createLineFile(file: string): LineFile {
  const descriptor = openSync(file, 'wx', PRIVATE_FILE);
  const sum = createHash('sha256');
  let held: string[] = [];
  let isClosed = false;
  const flush = (): void => {
    const bytes = Buffer.from(held.join(''));
    held = [];
    sum.update(bytes);
    for (let at = 0; at < bytes.length;) at += writeSync(descriptor, bytes, at);
  };
  return {
    line(text) {
      held.push(`${text}\n`);
      if (held.length === CHUNK_LINES) flush();
    },
    close() {
      if (isClosed) return;
      isClosed = true;
      try {
        flush();
      } finally {
        closeSync(descriptor);
      }
    },
    sha256: () => sum.digest('hex'),
  };
}
