/** About 400 photos. */
const MOST_BYTES = 32_000_000;

/**
 * Keeps photos in memory, those that were asked for last. They never change. Each is read once, however many ask for it
 * at the same time. A reading that fails, or finds nothing, is not kept.
 */
export class KeptPhotos {
  readonly #read: (sha256: string) => Promise<Uint8Array | undefined>;
  readonly #mostBytes: number;
  readonly #underway = new Map<string, Promise<Uint8Array | undefined>>();
  /** The one asked for longest ago comes first. */
  readonly #kept = new Map<string, Uint8Array>();
  #bytes = 0;

  constructor(read: (sha256: string) => Promise<Uint8Array | undefined>, mostBytes = MOST_BYTES) {
    this.#read = read;
    this.#mostBytes = mostBytes;
  }

  get(sha256: string): Promise<Uint8Array | undefined> {
    const kept = this.#kept.get(sha256);
    if (kept !== undefined) {
      this.#kept.delete(sha256);
      this.#kept.set(sha256, kept);
      return Promise.resolve(kept);
    }
    let reading = this.#underway.get(sha256);
    if (reading === undefined) {
      reading = this.#load(sha256).finally(() => this.#underway.delete(sha256));
      this.#underway.set(sha256, reading);
    }
    return reading;
  }

  async #load(sha256: string): Promise<Uint8Array | undefined> {
    const photo = await this.#read(sha256);
    if (photo === undefined) return undefined;
    this.#kept.set(sha256, photo);
    this.#bytes += photo.length;
    for (const [oldest, { length }] of this.#kept) {
      if (this.#bytes <= this.#mostBytes) break;
      this.#kept.delete(oldest);
      this.#bytes -= length;
    }
    return photo;
  }
}
