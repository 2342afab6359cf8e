import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError } from '@scrutin/service-runtime';

/** What a voter knows. */
export interface SentLetter {
  readonly nas: string;
  readonly code: string;
  /** Empty for a law. */
  readonly region: string;
}

const CHUNK_BYTES = 256 * 1024;

/**
 * Reads the letters of a credential set one by one, in their order. It holds one piece of one file at a time, so its
 * memory does not depend on the number of letters. It reads synchronously, because whoever sends votes at fixed times
 * needs the next letter at once, and a piece of a file takes less than a millisecond.
 */
export class LetterReader {
  readonly #files: string[];
  readonly #chunk = Buffer.allocUnsafe(CHUNK_BYTES);
  #file: number | undefined;
  #text = '';
  #at = 0;
  #withRegion = false;

  /** @throws ConfigurationError if the folder has no letters */
  constructor(set: string) {
    const folder = path.join(set, 'letters');
    this.#files = readdirSync(folder)
      .filter((name) => /^letters-\d+\.csv$/.test(name))
      .sort()
      .map((name) => path.join(folder, name));
    if (this.#files.length === 0) throw new ConfigurationError(`${folder} has no letters.`);
  }

  /** The next letter; undefined after the last. */
  next(): SentLetter | undefined {
    const line = this.#nextLine();
    if (line === undefined) return undefined;
    const nasEnd = line.indexOf(',');
    const codeEnd = line.indexOf(',', nasEnd + 1);
    const regionEnd = this.#withRegion ? line.indexOf(',', codeEnd + 1) : codeEnd;
    return {
      nas: line.slice(0, nasEnd),
      code: line.slice(nasEnd + 1, codeEnd),
      region: this.#withRegion ? line.slice(codeEnd + 1, regionEnd) : '',
    };
  }

  /** Passes over letters that are not wanted. */
  skip(letters: number): void {
    for (let i = 0; i < letters; i++) this.#nextLine();
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
    this.#files.length = 0;
    this.#text = '';
    this.#at = 0;
  }

  #nextLine(): string | undefined {
    for (;;) {
      const end = this.#text.indexOf('\n', this.#at);
      if (end >= 0) {
        const line = this.#text.slice(this.#at, end);
        this.#at = end + 1;
        if (line !== '') return line;
      } else if (!this.#readMore()) return undefined;
    }
  }

  /** Reads the next piece. False after the last file. */
  #readMore(): boolean {
    for (;;) {
      if (this.#file === undefined) {
        const name = this.#files.shift();
        if (name === undefined) return false;
        this.#file = openSync(name, 'r');
        this.#text = '';
        this.#at = 0;
        const header = this.#nextLine() ?? '';
        this.#withRegion = header.split(',')[2] === 'region';
        return true;
      }
      const bytes = readSync(this.#file, this.#chunk, 0, CHUNK_BYTES, null);
      if (bytes > 0) {
        this.#text = this.#text.slice(this.#at) + this.#chunk.toString('latin1', 0, bytes);
        this.#at = 0;
        return true;
      }
      closeSync(this.#file);
      this.#file = undefined;
    }
  }
}
