import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { RollFileNote } from '@scrutin/credentials';
import { RollLineSplitter } from '@scrutin/credentials';

const PRIVATE_FILE = 0o600;
const READ_BYTES = 262_144;

/** An uploaded roll in a file. The folder contains only this file, and is removed after the upload was used. */
export class RollSpool {
  readonly #folder: string;
  readonly #file: string;
  readonly #onRemoved: () => void;
  #notes: readonly RollFileNote[] = [];
  readonly #sum = createHash('sha256');

  constructor(folder: string, onRemoved: () => void) {
    this.#onRemoved = onRemoved;
    this.#folder = folder;
    this.#file = path.join(folder, 'roll.txt');
  }

  /**
   * Stores the upload and calls `onLine` for each of its lines. Returns false and stops reading if there are more than
   * `maxBytes` bytes.
   */
  async receive(
    source: AsyncIterable<Buffer>,
    maxBytes: number,
    onLine: (line: string) => void,
  ): Promise<boolean> {
    const file = await open(this.#file, 'wx', PRIVATE_FILE);
    try {
      const splitter = new RollLineSplitter();
      let bytes = 0;
      for await (const chunk of source) {
        bytes += chunk.length;
        if (bytes > maxBytes) return false;
        this.#sum.update(chunk);
        await file.writeFile(chunk);
        for (const line of splitter.push(chunk.toString('latin1'))) onLine(line);
      }
      for (const line of splitter.end()) onLine(line);
      this.#notes = splitter.notes();
      return true;
    } finally {
      await file.close();
    }
  }

  /** The lines, thousands at a time: an asynchronous step for each line would cost more than reading it. */
  async *lines(): AsyncGenerator<readonly string[], void, undefined> {
    const splitter = new RollLineSplitter();
    for await (const chunk of createReadStream(this.#file, { highWaterMark: READ_BYTES })) {
      yield splitter.push((chunk as Buffer).toString('latin1'));
    }
    yield splitter.end();
  }

  /** What the line splitter skipped in the file. */
  notes(): readonly RollFileNote[] {
    return this.#notes;
  }

  /** The SHA-256 of the upload, in hexadecimal. */
  sha256(): string {
    return this.#sum.copy().digest('hex');
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    this.#onRemoved();
  }
}
