import { randomBytes } from 'node:crypto';
import type { RollKey } from '@scrutin/election';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { streamInPipelines } from './command-stream.ts';
import { EXTEND_LEASE_LUA } from './lua/extend-lease.lua.ts';
import { MARK_BUCKET_LUA } from './lua/mark-bucket.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys, RollPlace } from './roll-layout.ts';
import { integersBelow, markerOf, MAX_GROWN_MEAN_FIELDS } from './roll-layout.ts';
import { editionField, loadField, readRollMeta } from './roll-meta.ts';
import { removeEdition, removeStaged } from './roll-removal.ts';
import type { RollSurvey } from './roll-survey.ts';
import { entriesOf, surveyRoll } from './roll-survey.ts';
import { addEntries, ENTRY_CALLS, packed, RollWriter } from './roll-writer.ts';

/** One entry of a roll that is being loaded. */
export interface RollEntry {
  /** 32 bytes. */
  readonly hash: Uint8Array;
  /** The region in which the voter votes. It is absent for a law. */
  readonly region?: string;
}

/** What the roll will be with the entries of a load. Votes do not find these entries yet. */
export interface StagedRoll extends Pick<RollSurvey, 'credentials' | 'regions' | 'digest'> {
  /** Entries that the roll did not have. */
  readonly added: number;
  /** Entries that the roll already had. They keep their region and their claim. */
  readonly alreadyThere: number;
  /** Entries that the roll already had, but with another region. */
  readonly otherRegion: {
    readonly entries: number;
    /** The positions of the first of them in the source, counted from 1. */
    readonly first: readonly number[];
  };
  /**
   * Whether the roll has outgrown its buckets. It still works, but each vote searches hundreds of entries, and a
   * credential needs four times the memory.
   */
  readonly crowded: boolean;
}

/**
 * A load of a roll. No other load of the same roll can run at the same time. The entries are written to keys that votes
 * do not read (`stage`). They become part of the roll once they are on record (`adopt`), or are removed (`discard`).
 */
export interface RollLoad {
  readonly mode: RollLoadMode;
  /**
   * Writes the entries of a source, and returns what the roll will be with them.
   *
   * @throws ConfigurationError for an entry without a region in an election, or with a region for a law
   * @throws TransientError when Redis is unavailable, or when this load was delayed and another one has begun
   */
  stage(
    entries: AsyncIterable<RollEntry> | Iterable<RollEntry>,
    onProgress?: (entries: number) => void,
  ): Promise<StagedRoll>;
  /**
   * Makes the staged entries part of the roll, and then writes the markers of the generation. From then on, a
   * credential that is not found is unknown. It is safe to repeat.
   *
   * @throws TransientError when Redis lost entries in the meantime; votes wait until the roll is loaded again
   */
  adopt(generation: string): Promise<void>;
  /** Removes the staged entries. */
  discard(): Promise<void>;
  /** Lets other loads begin. Staged entries stay, for the next load that repairs the roll (mode `repair`). */
  end(): Promise<void>;
}

/**
 * The purpose of a load:
 *
 * - `new`: the edition is not on record, so no vote reads it. The entries are written to its final keys at once.
 * - `grow`: the roll is complete and gets more entries.
 * - `repair`: Redis has lost a part of the roll. Entries of an earlier load that could not repair it alone are kept.
 */
export type RollLoadMode = 'new' | 'grow' | 'repair';

/** Says what a load is for, while no other load of the roll can run. Undefined if it need not begin. */
export type DecideMode = () => Promise<RollLoadMode | undefined>;

const extendLease = luaScript(EXTEND_LEASE_LUA);
const markBucket = luaScript(MARK_BUCKET_LUA);

const LEASE_MS = 60_000;
const EXTEND_AFTER_MS = 10_000;

/**
 * Begins a load of a roll.
 *
 * @param mode may be asked for once no other load of the roll can run; without one, the load does not begin
 * @returns undefined if it did not begin, while another load of the roll is in progress, and for a minute after another
 *   one was killed
 */
export async function openRollLoad(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
  mode: RollLoadMode | DecideMode,
): Promise<RollLoad | undefined> {
  const { rollKey } = place;
  const token = randomBytes(6).toString('hex');
  const [taken] = await connection.pipeline('load-roll', [
    ['SET', keys.load(rollKey), token, 'NX', 'PX', String(LEASE_MS)],
  ]);
  if (taken !== 'OK') return undefined;
  const lease = new LoadLease(connection, keys.load(rollKey), token);
  try {
    const decided = typeof mode === 'string' ? mode : await mode();
    if (decided !== undefined) return await begin(connection, keys, place, decided, lease);
  } catch (error) {
    await lease.end().catch(() => undefined); // else it expires by itself
    throw error;
  }
  await lease.end();
  return undefined;
}

/** Whether a load of the roll is in progress, or was killed less than a minute ago. */
export async function isRollLoading(
  connection: RedisConnection,
  keys: RollKeys,
  rollKey: RollKey,
): Promise<boolean> {
  const [lease] = await connection.pipeline('roll-status', [['EXISTS', keys.load(rollKey)]]);
  return lease === 1;
}

async function begin(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
  mode: RollLoadMode,
  lease: LoadLease,
): Promise<RollLoad> {
  const { rollKey } = place;
  const { token } = lease;
  const { loads } = await readRollMeta(connection, keys, 'load-roll', rollKey);
  let load: string | undefined = mode === 'new' ? undefined : token;
  for (const [left, buckets] of loads) {
    if (mode === 'repair' && buckets === place.buckets && load === token) load = left;
    else await removeStaged(connection, keys, rollKey, left, buckets);
  }
  const note = load === undefined ? editionField(place.edition) : loadField(load);
  await connection.pipeline('load-roll', [['HSET', keys.meta(rollKey), note, String(place.buckets)]]);
  return new Loading(connection, keys, place, mode, load, lease);
}

/** The exclusive right to load a roll. It expires after {@link LEASE_MS} unless it is extended. */
class LoadLease {
  readonly #connection: RedisConnection;
  readonly #key: string;
  /** No other load has the same. */
  readonly token: string;
  #extendedAt = performance.now();

  constructor(connection: RedisConnection, key: string, token: string) {
    this.#connection = connection;
    this.#key = key;
    this.token = token;
  }

  /**
   * Extends the lease if it was last extended `afterMs` ago.
   *
   * @throws TransientError when it has expired
   */
  async extend(afterMs = EXTEND_AFTER_MS): Promise<void> {
    if (performance.now() - this.#extendedAt < afterMs) return;
    this.#extendedAt = performance.now();
    if ((await this.#ask(LEASE_MS)) === 1) return;
    throw new TransientError(
      'This load was delayed for too long and has lost its lease: load the roll again.',
    );
  }

  async end(): Promise<void> {
    await this.#ask(0);
  }

  async #ask(ms: number): Promise<unknown> {
    const call = extendLease.call(this.#key, this.token, String(ms));
    const [answer] = await this.#connection.pipelineWithScript('load-roll', extendLease, [call]);
    return answer;
  }
}

class Loading implements RollLoad {
  readonly mode: RollLoadMode;
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;
  readonly #place: RollPlace;
  /** The name under which entries are staged. Undefined for a new edition, whose final keys are written at once. */
  readonly #load: string | undefined;
  readonly #lease: LoadLease;
  #survey: RollSurvey | undefined;

  constructor(
    connection: RedisConnection,
    keys: RollKeys,
    place: RollPlace,
    mode: RollLoadMode,
    load: string | undefined,
    lease: LoadLease,
  ) {
    this.mode = mode;
    this.#connection = connection;
    this.#keys = keys;
    this.#place = place;
    this.#load = load;
    this.#lease = lease;
  }

  async stage(
    entries: AsyncIterable<RollEntry> | Iterable<RollEntry>,
    onProgress?: (entries: number) => void,
  ): Promise<StagedRoll> {
    const { rollKey } = this.#place;
    const isOfElection = rollKey.startsWith('election:');
    const writer = new RollWriter({
      connection: this.#connection,
      keys: this.#keys,
      place: this.#place,
      load: this.#load,
      beforePipeline: () => this.#lease.extend(),
    });
    const written = await writer.write(
      entries,
      ({ region = '' }) => {
        if ((region !== '') !== isOfElection) throw misplacedRegion(rollKey, isOfElection);
      },
      onProgress,
    );
    await this.#lease.extend();
    const survey = await surveyRoll(this.#connection, this.#keys, 'load-roll', this.#place, this.#load);
    await this.#lease.extend(0);
    this.#survey = survey;
    const { credentials, regions, digest } = survey;
    return {
      credentials,
      regions,
      digest,
      added: written.added,
      alreadyThere: written.entries - written.added,
      otherRegion: { entries: written.otherRegion, first: written.firstOtherRegion },
      crowded: credentials > this.#place.buckets * MAX_GROWN_MEAN_FIELDS,
    };
  }

  async adopt(generation: string): Promise<void> {
    const survey = this.#survey;
    if (survey === undefined) throw new RangeError('A roll must be staged before it is adopted.');
    const { rollKey, edition, buckets } = this.#place;
    const load = this.#load;
    await this.#lease.extend(0);
    if (load !== undefined) {
      await this.#connection.pipeline('load-roll', [
        ['HSET', this.#keys.meta(rollKey), editionField(edition), String(buckets)],
      ]);
      await this.#merge(load);
    }
    const marker = markerOf({ generation, buckets });
    let lost = 0;
    await streamInPipelines(integersBelow(buckets), async (chunk) => {
      await this.#lease.extend();
      const calls = chunk.map((bucket) =>
        markBucket.call(this.#keys.bucket(this.#place, bucket), marker, String(survey.byBucket[bucket])),
      );
      const replies = await this.#connection.pipelineWithScript('load-roll', markBucket, calls);
      lost += replies.filter((reply) => reply !== 1).length;
    });
    if (lost > 0) {
      throw new TransientError(
        `Redis lost entries of ${lost} buckets while the roll was being loaded: load it again.`,
      );
    }
    if (load !== undefined) await removeStaged(this.#connection, this.#keys, rollKey, load, buckets);
  }

  async #merge(load: string): Promise<void> {
    const merge = async (chunk: readonly number[]): Promise<void> => {
      await this.#lease.extend();
      const replies = (await this.#connection.readBytes(
        'load-roll',
        chunk.map((bucket) => ['HGETALL', this.#keys.staged(this.#place.rollKey, load, bucket)]),
      )) as (readonly Buffer[])[];
      const calls = chunk.flatMap((bucket, i) => {
        const entries = entriesOf(replies[i] ?? []);
        if (entries.length === 0) return [];
        const fields = Buffer.concat(entries.map(({ field }) => field));
        // With regions, also empty ones, the script keeps what the bucket has: votes may have claimed it already.
        const regions = packed(entries.map(({ region }) => region));
        return [addEntries.call(this.#keys.bucket(this.#place, bucket), fields, regions)];
      });
      if (calls.length > 0) await this.#connection.pipelineWithScript('load-roll', addEntries, calls);
    };
    await streamInPipelines(integersBelow(this.#place.buckets), merge, ENTRY_CALLS);
  }

  async discard(): Promise<void> {
    const { rollKey, edition, buckets } = this.#place;
    if (this.#load === undefined) {
      await removeEdition(this.#connection, this.#keys, { rollKey, edition, buckets });
    } else await removeStaged(this.#connection, this.#keys, rollKey, this.#load, buckets);
  }

  end(): Promise<void> {
    return this.#lease.end();
  }
}

function misplacedRegion(roll: RollKey, isOfElection: boolean): ConfigurationError {
  return new ConfigurationError(
    isOfElection
      ? `An entry for the roll ${roll} has no region, but in an election everybody votes in a region.`
      : `An entry for the roll ${roll} has a region, but a law has no regions.`,
  );
}
