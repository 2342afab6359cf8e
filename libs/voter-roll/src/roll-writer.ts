import { streamInPipelines } from './command-stream.ts';
import { ADD_ENTRIES_LUA } from './lua/add-entries.lua.ts';
import { FIND_ENTRIES_LUA } from './lua/find-entries.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys, RollPlace } from './roll-layout.ts';
import { FIELD_BYTES } from './roll-layout.ts';
import type { RollEntry } from './roll-load.ts';
import type { BucketEntries } from './roll-window.ts';
import { RollWindow } from './roll-window.ts';
import { streamInWindows, windowFor } from './stream-in-windows.ts';

/** What was written. */
export interface WrittenEntries {
  /** The number of entries of the source. */
  readonly entries: number;
  /** How many of them the roll did not have. */
  readonly added: number;
  /** How many of them the roll had with another region. */
  readonly otherRegion: number;
  /** The positions of the first of those in the source, from 1. */
  readonly firstOtherRegion: readonly number[];
}

export interface RollWriterOptions {
  readonly connection: RedisConnection;
  readonly keys: RollKeys;
  readonly place: RollPlace;
  /** The name under which entries are staged. Undefined for a new edition, whose final keys are written at once. */
  readonly load: string | undefined;
  /** Runs before each pipeline. If it rejects, nothing more is written. */
  readonly beforePipeline: () => Promise<void>;
}

export const addEntries = luaScript(ADD_ENTRIES_LUA);
const findEntries = luaScript(FIND_ENTRIES_LUA);

/** The calls of a pipeline, each for the entries of one bucket. */
export const ENTRY_CALLS = 500;
const MOST_POSITIONS_RETURNED = 10;
/** Pipelines end in any order, so more positions are kept than are returned. */
const MOST_POSITIONS_KEPT = 10_000;

/** Writes the entries of a source to a roll, by bucket, and overwrites nothing. */
export class RollWriter {
  readonly #options: RollWriterOptions;
  #added = 0;
  #written = 0;
  #otherRegion = 0;
  readonly #positions: number[] = [];

  constructor(options: RollWriterOptions) {
    this.#options = options;
  }

  /**
   * Writes all entries of a source. It can be called once.
   *
   * @param check runs for each entry before it is written, and throws for one that does not belong to the roll
   * @throws the error of the source, of `check` or of Redis, once nothing is in flight any more
   */
  async write(
    source: AsyncIterable<RollEntry> | Iterable<RollEntry>,
    check: (entry: RollEntry) => void,
    onProgress?: (entries: number) => void,
  ): Promise<WrittenEntries> {
    const { buckets } = this.#options.place;
    const entries = await streamInWindows(
      checked(source, check),
      () => new RollWindow(windowFor(buckets), buckets),
      (window) => this.#writeWindow(window, onProgress),
    );
    return {
      entries,
      added: this.#added,
      otherRegion: this.#otherRegion,
      firstOtherRegion: this.#positions.sort((a, b) => a - b).slice(0, MOST_POSITIONS_RETURNED),
    };
  }

  async #writeWindow(window: RollWindow, onProgress?: (entries: number) => void): Promise<void> {
    await streamInPipelines(
      window.byBucket(),
      async (chunk) => {
        await this.#options.beforePipeline();
        const absent = this.#options.load === undefined ? chunk : await this.#withoutKnown(chunk);
        await this.#add(absent);
        this.#written += chunk.reduce((sum, { positions }) => sum + positions.length, 0);
        onProgress?.(this.#written);
      },
      ENTRY_CALLS,
    );
  }

  /** Leaves out the entries that the roll has, beside those that are staged. */
  async #withoutKnown(chunk: readonly BucketEntries[]): Promise<readonly BucketEntries[]> {
    const { connection, keys, place } = this.#options;
    const calls = chunk.map(({ bucket, fields }) => findEntries.call(keys.bucket(place, bucket), fields));
    const replies = await connection.pipelineWithScript('load-roll', findEntries, calls);
    return chunk.flatMap((group, i) => {
      const found = replies[i] as readonly (number | string)[];
      if (found.length === 0) return [group];
      const known = new Set<number>();
      for (let at = 0; at < found.length; at += 2) {
        const which = Number(found[at]) - 1;
        known.add(which);
        if (found[at + 1] !== group.regions[which]) this.#noteOtherRegion(group.positions[which] ?? 0);
      }
      return known.size === group.positions.length ? [] : [without(group, known)];
    });
  }

  async #add(chunk: readonly BucketEntries[]): Promise<void> {
    if (chunk.length === 0) return;
    const { connection, keys, place, load } = this.#options;
    const calls = chunk.map(({ bucket, fields, regions }) => {
      const key = load === undefined ? keys.bucket(place, bucket) : keys.staged(place.rollKey, load, bucket);
      return regions[0] === '' ? addEntries.call(key, fields) : addEntries.call(key, fields, packed(regions));
    });
    const replies = await connection.pipelineWithScript('load-roll', addEntries, calls);
    for (const [i, reply] of replies.entries()) {
      const [added = 0, ...others] = Array.isArray(reply) ? (reply as number[]) : [Number(reply)];
      this.#added += added;
      for (const which of others) this.#noteOtherRegion(chunk[i]?.positions[which - 1] ?? 0);
    }
  }

  #noteOtherRegion(position: number): void {
    this.#otherRegion += 1;
    if (this.#positions.length < MOST_POSITIONS_KEPT) this.#positions.push(position);
  }
}

async function* checked(
  source: AsyncIterable<RollEntry> | Iterable<RollEntry>,
  check: (entry: RollEntry) => void,
): AsyncGenerator<RollEntry, void, undefined> {
  for await (const entry of source) {
    check(entry);
    yield entry;
  }
}

/** Packs regions as add-entries.lua expects them. They are identifiers, which are short and ASCII. */
export function packed(regions: readonly string[]): Buffer {
  const bytes = Buffer.allocUnsafe(regions.reduce((sum, { length }) => sum + 1 + length, 0));
  let at = 0;
  for (const region of regions) {
    bytes[at] = region.length;
    at += 1 + bytes.write(region, at + 1, 'latin1');
  }
  return bytes;
}

function without(
  { bucket, fields, regions, positions }: BucketEntries,
  left: ReadonlySet<number>,
): BucketEntries {
  const kept = [...positions.keys()].filter((i) => !left.has(i));
  return {
    bucket,
    fields: Buffer.concat(kept.map((i) => fields.subarray(i * FIELD_BYTES, (i + 1) * FIELD_BYTES))),
    regions: kept.map((i) => regions[i] ?? ''),
    positions: kept.map((i) => positions[i] ?? 0),
  };
}
