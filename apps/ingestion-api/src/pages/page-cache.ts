import { ShortCache } from '../read/short-cache.ts';

/** Addresses come from readers, so only so many are kept. */
const MAX_ENTRIES = 200;

interface Entry<T> {
  readonly cache: ShortCache<T>;
  /** When the value was last asked for, by a steady clock in milliseconds. */
  askedAtMs: number;
}

/** Keeps a value for each of the addresses that were asked for last, so that many readers cost one page. */
export class PageCache<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #maxAgeMs: number;

  constructor(maxAgeMs: number) {
    this.#maxAgeMs = maxAgeMs;
  }

  /** The value of an address, loaded if it is not kept or too old. */
  get(address: string, load: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const known = this.#entries.get(address);
    // The entry moves to the end, so the first entry is the one that nobody has asked for the longest time.
    this.#entries.delete(address);
    this.#forgetOld(now);
    const entry = known ?? { cache: new ShortCache(load, this.#maxAgeMs), askedAtMs: now };
    entry.askedAtMs = now;
    this.#entries.set(address, entry);
    return entry.cache.get();
  }

  /** A value that is too old is of no use, and its memory is given back. */
  #forgetOld(now: number): void {
    for (const [address, { askedAtMs }] of this.#entries) {
      if (this.#entries.size < MAX_ENTRIES && now - askedAtMs <= this.#maxAgeMs) return;
      this.#entries.delete(address);
    }
  }
}
