import type { ResultFile } from '@scrutin/exports';

/** A file of results, and the tag of the results that it has. */
export interface MadeFile {
  readonly tag: string;
  readonly file: ResultFile;
}

/** Which file is asked for. */
export interface WantedFile {
  /** Of a contest, a format and a language that exist: one file is kept for each. */
  readonly key: string;
  /** The tag of the results as they are now. */
  readonly tag: string;
  /** How old a file with earlier results may be, in milliseconds; 0 if it must have these. */
  readonly maxAgeMs: number;
  /** True if making it takes milliseconds: then it waits for no other file. */
  readonly isQuick: boolean;
  readonly make: () => Promise<ResultFile>;
}

interface KeptFile extends MadeFile {
  readonly madeAt: number;
}

/** How many files that take long may wait to be made. One is made at a time. */
const MOST_WAITING = 8;
/** How many bytes of files are kept. */
const MOST_BYTES = 64 * 1_024 * 1_024;

/**
 * The files that were made last. One file that takes long is made at a time, whoever asks, and whoever asks for a file
 * that is being made waits for it. So exports take at most one processor from the votes, however many people download them.
 */
export class MadeFiles {
  readonly #now: () => number;
  readonly #kept = new Map<string, KeptFile>();
  readonly #underway = new Map<string, Promise<KeptFile>>();
  #bytes = 0;
  /** How many files that take long are being made or wait for that. */
  #waiting = 0;
  #turn: Promise<unknown> = Promise.resolve();

  /** @param now a monotonic clock in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Returns a file, and makes it if there is none. Undefined if too many files wait to be made. */
  async get(wanted: WantedFile): Promise<MadeFile | undefined> {
    const { key, tag, maxAgeMs } = wanted;
    const kept = this.#kept.get(key);
    if (kept !== undefined && (kept.tag === tag || this.#now() - kept.madeAt < maxAgeMs)) {
      // It is now the one that was used last.
      this.#kept.delete(key);
      this.#kept.set(key, kept);
      return kept;
    }
    const work = `${key} ${tag}`;
    const underway = this.#underway.get(work);
    if (underway !== undefined) return underway;
    if (!wanted.isQuick && this.#waiting > MOST_WAITING) return undefined;
    const making = (wanted.isQuick ? this.#make(wanted) : this.#makeInTurn(wanted)).finally(() =>
      this.#underway.delete(work),
    );
    this.#underway.set(work, making);
    return making;
  }

  #makeInTurn(wanted: WantedFile): Promise<KeptFile> {
    this.#waiting += 1;
    const making = this.#turn
      .then(() => this.#make(wanted))
      .finally(() => {
        this.#waiting -= 1;
      });
    this.#turn = making.catch(() => undefined);
    return making;
  }

  async #make({ key, tag, make }: WantedFile): Promise<KeptFile> {
    const file = { tag, file: await make(), madeAt: this.#now() };
    this.#keep(key, file);
    return file;
  }

  #keep(key: string, file: KeptFile): void {
    this.#drop(key);
    this.#kept.set(key, file);
    this.#bytes += file.file.content.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= MOST_BYTES || oldest === key) break;
      this.#drop(oldest);
    }
  }

  #drop(key: string): void {
    const kept = this.#kept.get(key);
    if (kept === undefined) return;
    this.#kept.delete(key);
    this.#bytes -= kept.file.content.length;
  }
}
