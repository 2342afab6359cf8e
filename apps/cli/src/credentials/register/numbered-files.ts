import path from 'node:path';
import type { RollShard } from '@scrutin/credentials';
import type { LineFile } from '../line-file.ts';
import { createLineFile } from '../line-file.ts';

export interface NumberedFilesOptions {
  readonly folder: string;
  readonly nameOf: (number: number) => string;
  /** The first line of every file. */
  readonly header: string;
  /** The most other lines of a file. */
  readonly mostLines: number;
}

/** Writes lines into files with numbers in their names, each with a line of column names. */
export class NumberedFiles {
  readonly #options: NumberedFilesOptions;
  readonly #finished: RollShard[] = [];
  #current: { readonly name: string; readonly file: LineFile; lines: number } | undefined;

  constructor(options: NumberedFilesOptions) {
    this.#options = options;
  }

  line(text: string): void {
    this.#current ??= this.#next();
    this.#current.file.line(text);
    this.#current.lines += 1;
    if (this.#current.lines === this.#options.mostLines) this.#finishCurrent();
  }

  /** Must be called after the last line. Returns the files, as a manifest lists them. */
  finish(): readonly RollShard[] {
    this.#finishCurrent();
    return this.#finished;
  }

  /** Closes the file that is being written, after a failure. */
  close(): void {
    this.#current?.file.close();
    this.#current = undefined;
  }

  #next(): { readonly name: string; readonly file: LineFile; lines: number } {
    const name = this.#options.nameOf(this.#finished.length + 1);
    const file = createLineFile(path.join(this.#options.folder, name));
    file.line(this.#options.header);
    return { name, file, lines: 0 };
  }

  #finishCurrent(): void {
    if (this.#current === undefined) return;
    const { name, file, lines } = this.#current;
    file.close();
    this.#finished.push({ file: name, credentials: lines, sha256: file.sha256() });
    this.#current = undefined;
  }
}
