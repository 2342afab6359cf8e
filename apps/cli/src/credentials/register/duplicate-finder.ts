import { hash, randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';

const BUCKETS = 256;
const HASH_BYTES = 12;
const ENTRY_BYTES = HASH_BYTES + 4;
const BUFFERED_BYTES = ENTRY_BYTES * 512;
const PRIVATE_FOLDER = 0o700;
const PRIVATE_FILE = 0o600;

/**
 * Finds texts that occur in more than one line, in constant memory for any number of lines: it keeps a hash of each
 * text in one of 256 files by the first byte of the hash, and then looks at one file at a time. The hashes have a key
 * that is forgotten, so files that a killed command leaves say nothing of a voter.
 *
 * Two different texts have the same hash of 96 bits in one of 10¹⁵ registers of 8 million lines.
 */
export class DuplicateFinder {
  readonly #folder: string;
  readonly #key = randomBytes(32).toString('base64');
  readonly #buffers = Array.from({ length: BUCKETS }, () => Buffer.allocUnsafe(BUFFERED_BYTES));
  readonly #used = new Array<number>(BUCKETS).fill(0);
  readonly #written = new Set<number>();

  /** @param folder a new folder, which is removed at the end */
  constructor(folder: string) {
    mkdirSync(folder, { mode: PRIVATE_FOLDER });
    this.#folder = folder;
  }

  add(text: string, line: number): void {
    const digest = hash('sha256', `${this.#key}${text}`, 'buffer');
    const bucket = digest[0] ?? 0;
    const buffer = this.#buffers[bucket];
    const at = this.#used[bucket] ?? 0;
    if (buffer === undefined) return;
    digest.copy(buffer, at, 0, HASH_BYTES);
    buffer.writeUInt32LE(line, at + HASH_BYTES);
    this.#used[bucket] = at + ENTRY_BYTES;
    if (at + ENTRY_BYTES === BUFFERED_BYTES) this.#flush(bucket);
  }

  /** Calls back for each line whose text stands in an earlier line, with the first of these, and removes the files. */
  async finish(onDuplicate: (line: number, firstLine: number) => void): Promise<void> {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      if (this.#used[bucket] === 0 && !this.#written.has(bucket)) continue;
      this.#flush(bucket);
      const entries = await readFile(this.#fileOf(bucket));
      const firstLines = new Map<string, number>();
      for (let at = 0; at < entries.length; at += ENTRY_BYTES) {
        const digest = entries.toString('latin1', at, at + HASH_BYTES);
        const line = entries.readUInt32LE(at + HASH_BYTES);
        const firstLine = firstLines.get(digest);
        if (firstLine === undefined) firstLines.set(digest, line);
        else onDuplicate(line, firstLine);
      }
    }
    await rm(this.#folder, { recursive: true });
  }

  #flush(bucket: number): void {
    const bytes = this.#buffers[bucket]?.subarray(0, this.#used[bucket]);
    if (bytes === undefined || bytes.length === 0) return;
    appendFileSync(this.#fileOf(bucket), bytes, { mode: PRIVATE_FILE });
    this.#written.add(bucket);
    this.#used[bucket] = 0;
  }

  #fileOf(bucket: number): string {
    return path.join(this.#folder, `${bucket}`);
  }
}
