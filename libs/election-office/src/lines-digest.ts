import { createHash } from 'node:crypto';
import { formatRollLine } from '@scrutin/credentials';

interface RollEntry {
  readonly hash: Uint8Array;
  readonly region?: string;
}

/** Lines are joined before they are hashed, since a call for each of millions would take longer than the hashing. */
const JOINED = 1_000;

/**
 * Computes the SHA-256 of the lines of roll files while their entries are read: that of `cat roll/roll-*.txt` for files
 * that `scrutin credentials generate` wrote. It remembers nothing else of the entries.
 */
export class LinesDigest {
  readonly #sum = createHash('sha256');
  #lines: string[] = [];

  /** The same entries, which are hashed as they are read. They can be read once. */
  async *of(entries: AsyncIterable<RollEntry> | Iterable<RollEntry>): AsyncGenerator<RollEntry> {
    for await (const entry of entries) {
      this.#lines.push(`${formatRollLine(entry.hash, entry.region)}\n`);
      if (this.#lines.length >= JOINED) this.#hash();
      yield entry;
    }
  }

  /** In hexadecimal. Call it once, when all entries were read. */
  hex(): string {
    this.#hash();
    return this.#sum.digest('hex');
  }

  #hash(): void {
    this.#sum.update(this.#lines.join(''));
    this.#lines = [];
  }
}
