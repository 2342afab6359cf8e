import { ShortCache } from '../read/short-cache.ts';

/** Addresses come from readers, so only so many are kept. */
const MAX_ENTRIES = 500;

/** Keeps a value for each of the addresses that were asked for last, so that many readers cost one page. */
export class PageCache<T> {
  readonly #entries = new Map<string, ShortCache<T>>();
  readonly #maxAgeMs: number;

  constructor(maxAgeMs: number) {
    this.#maxAgeMs = maxAgeMs;
  }

  /** The value of an address, loaded if it is not kept or too old. */
  get(address: string, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(address);
    if (known !== undefined) return known.get();
    const [oldest] = this.#entries.keys();
    if (this.#entries.size >= MAX_ENTRIES && oldest !== undefined) this.#entries.delete(oldest);
    const cache = new ShortCache(load, this.#maxAgeMs);
    this.#entries.set(address, cache);
    return cache.get();
  }
}
