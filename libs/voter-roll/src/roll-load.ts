import { randomBytes } from 'node:crypto';
import type { RollKey } from '@scrutin/election';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { streamInPipelines } from './command-stream.ts';
import type { Command } from './command.ts';
import { luaScript } from './lua-script.ts';
import { KEEP_TURN_LUA } from './lua/keep-turn.lua.ts';
import { MARK_BUCKET_LUA } from './lua/mark-bucket.lua.ts';
import type { RedisConnection } from './redis-connection.ts';
import {
  bucketOf,
  fieldOf,
  integersBelow,
  markerOf,
  MAX_GROWN_MEAN_FIELDS,
  regionOfEntry,
} from './roll-layout.ts';
import type { RollKeys, RollPlace } from './roll-layout.ts';
import { editionField, loadField, readRollMeta } from './roll-meta.ts';
import { removeEdition, removeStaged } from './roll-removal.ts';
import { entriesOf, surveyRoll } from './roll-survey.ts';
import type { RollSurvey } from './roll-survey.ts';

export interface RollEntry {
  /** 32 bytes. */
  readonly hash: Uint8Array;
  /** Where the voter votes; absent for a law. */
  readonly region?: string;
}

/** What the roll would be with the entries of a load, none of which a vote finds yet. */
export interface StagedRoll extends Pick<RollSurvey, 'credentials' | 'regions' | 'digest'> {
  /** Entries that the roll did not have. */
  readonly added: number;
  /** Entries that it had: they keep their region and their claim. */
  readonly alreadyThere: number;
  /** Those among them that name another region than the roll does. */
  readonly otherRegion: {
    readonly entries: number;
    /** The first of them, by their place in the source, from 1. */
    readonly first: readonly number[];
  };
  /**
   * The roll outgrew its buckets: it works, but each vote searches hundreds of entries and a credential
   * takes more memory.
   */
  readonly crowded: boolean;
}

/**
 * A load of a roll; no other load of this roll runs meanwhile. Its entries are written where no vote finds them
 * (`stage`), and become part of the roll once they are on record (`adopt`), or are removed (`discard`).
 */
export interface RollLoad {
  /**
   * @throws ConfigurationError for an entry of an election without region, or of a law with one
   * @throws TransientError when Redis is away, or another load took the turn of one that was held up
   */
  stage(
    entries: AsyncIterable<RollEntry> | Iterable<RollEntry>,
    onProgress?: (entries: number) => void,
  ): Promise<StagedRoll>;
  /**
   * Makes what was staged part of the roll, then writes the markers of the generation: from then on who is not
   * found is unknown. Safe to repeat.
   *
   * @throws TransientError when Redis lost entries meanwhile: votes wait, and the load must be done again
   */
  adopt(generation: string): Promise<void>;
  /** Removes what was staged. */
  discard(): Promise<void>;
  /** Ends the turn. What is staged stays for the next load that mends the roll. */
  end(): Promise<void>;
}

/**
 * - `new`: an edition that is not on record, so that no vote looks there: its own keys are written at once.
 * - `grow`: the roll is whole, and gets more.
 * - `mend`: Redis has lost some of the roll. Entries of an earlier load that could not mend it alone are kept.
 */
export type RollLoadMode = 'new' | 'grow' | 'mend';

const keepTurn = luaScript(KEEP_TURN_LUA);
const markBucket = luaScript(MARK_BUCKET_LUA);

const TURN_MS = 60_000;
const PROLONG_AFTER_MS = 10_000;
const MOST_PLACES_NAMED = 10;
/** Pipelines end in any order, so that a few more are kept than are named. */
const MOST_PLACES_KEPT = 10_000;

/** @returns undefined while another load of the roll is under way, or was killed less than a minute ago */
export async function openRollLoad(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
  mode: RollLoadMode,
): Promise<RollLoad | undefined> {
  const { rollKey } = place;
  const token = randomBytes(6).toString('hex');
  const [taken] = await connection.pipeline('load-roll', [
    ['SET', keys.load(rollKey), token, 'NX', 'PX', String(TURN_MS)],
  ]);
  if (taken !== 'OK') return undefined;
  const turn = new Turn(connection, keys.load(rollKey), token);
  const { loads } = await readRollMeta(connection, keys, 'load-roll', rollKey);
  let load: string | undefined = mode === 'new' ? undefined : token;
  for (const [left, buckets] of loads) {
    if (mode === 'mend' && buckets === place.buckets && load === token) load = left;
    else await removeStaged(connection, keys, rollKey, left, buckets);
  }
  const note = load === undefined ? editionField(place.edition) : loadField(load);
  await connection.pipeline('load-roll', [['HSET', keys.meta(rollKey), note, String(place.buckets)]]);
  return new Loading(connection, keys, place, load, turn);
}

class Turn {
  readonly #connection: RedisConnection;
  readonly #key: string;
  readonly #token: string;
  #prolongedAt = performance.now();

  constructor(connection: RedisConnection, key: string, token: string) {
    this.#connection = connection;
    this.#key = key;
    this.#token = token;
  }

  /** @throws TransientError when the turn has passed to another load */
  async keep(afterMs = PROLONG_AFTER_MS): Promise<void> {
    if (performance.now() - this.#prolongedAt < afterMs) return;
    this.#prolongedAt = performance.now();
    if ((await this.#ask(TURN_MS)) === 1) return;
    throw new TransientError('This load was held up, and its turn has ended: load the roll again.');
  }

  async end(): Promise<void> {
    await this.#ask(0);
  }

  async #ask(ms: number): Promise<unknown> {
    const call = keepTurn.call(this.#key, this.#token, String(ms));
    const [answer] = await this.#connection.pipelineWithScript('load-roll', keepTurn, [call]);
    return answer;
  }
}

class Loading implements RollLoad {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;
  readonly #place: RollPlace;
  /** Under which name entries are staged; undefined in an edition of their own. */
  readonly #load: string | undefined;
  readonly #turn: Turn;
  #survey: RollSurvey | undefined;

  constructor(
    connection: RedisConnection,
    keys: RollKeys,
    place: RollPlace,
    load: string | undefined,
    turn: Turn,
  ) {
    this.#connection = connection;
    this.#keys = keys;
    this.#place = place;
    this.#load = load;
    this.#turn = turn;
  }

  async stage(
    entries: AsyncIterable<RollEntry> | Iterable<RollEntry>,
    onProgress?: (entries: number) => void,
  ): Promise<StagedRoll> {
    const isOfElection = this.#place.rollKey.startsWith('election:');
    let added = 0;
    let taken = 0;
    let sent = 0;
    let otherEntries = 0;
    const first: number[] = [];
    await streamInPipelines(entries, async (chunk) => {
      const begin = taken;
      taken += chunk.length;
      for (const { region = '' } of chunk) {
        if ((region !== '') !== isOfElection) throw misplacedRegion(this.#place.rollKey, isOfElection);
      }
      await this.#turn.keep();
      const known = await this.#write(chunk);
      known.forEach((region, i) => {
        if (region === undefined) added += 1;
        else if (region !== (chunk[i]?.region ?? '')) {
          otherEntries += 1;
          if (first.length < MOST_PLACES_KEPT) first.push(begin + i + 1);
        }
      });
      sent += chunk.length;
      onProgress?.(sent);
    });
    await this.#turn.keep();
    const survey = await surveyRoll(this.#connection, this.#keys, 'load-roll', this.#place, this.#load);
    await this.#turn.keep(0);
    this.#survey = survey;
    const { credentials, regions, digest } = survey;
    first.sort((a, b) => a - b);
    return {
      ...{ credentials, regions, digest, added, alreadyThere: sent - added },
      otherRegion: { entries: otherEntries, first: first.slice(0, MOST_PLACES_NAMED) },
      crowded: credentials > this.#place.buckets * MAX_GROWN_MEAN_FIELDS,
    };
  }

  /**
   * Writes those that the roll does not have, without overwriting any: a credential that voted keeps its claim.
   *
   * @returns for each entry the region under which it was known, undefined when it is new
   */
  async #write(chunk: readonly RollEntry[]): Promise<(string | undefined)[]> {
    const { buckets } = this.#place;
    const places = chunk.map(({ hash, region = '' }) => {
      const bucket = bucketOf(hash, buckets);
      const main = this.#keys.bucket(this.#place, bucket);
      const key =
        this.#load === undefined ? main : this.#keys.staged(this.#place.rollKey, this.#load, bucket);
      return { main, key, field: fieldOf(hash), region };
    });
    const known: (string | undefined)[] = chunk.map(() => undefined);
    if (this.#load !== undefined) {
      await this.#ask(
        places,
        ({ main, field }) => ['HGET', main, field],
        (i, reply) => {
          if (typeof reply === 'string') known[i] = regionOfEntry(reply);
        },
      );
    }
    const absent = places.flatMap((place, i) => (known[i] === undefined ? [{ ...place, i }] : []));
    const twice: typeof absent = [];
    await this.#ask(
      absent,
      ({ key, field, region }) => ['HSETNX', key, field, region],
      (at, reply) => {
        if (reply === 0 && absent[at] !== undefined) twice.push(absent[at]);
      },
    );
    await this.#ask(
      twice,
      ({ key, field }) => ['HGET', key, field],
      (at, reply) => {
        const place = twice[at];
        if (place !== undefined && typeof reply === 'string') known[place.i] = regionOfEntry(reply);
      },
    );
    return known;
  }

  async #ask<T>(
    items: readonly T[],
    command: (item: T) => Command,
    take: (i: number, reply: unknown) => void,
  ) {
    if (items.length === 0) return;
    const replies = await this.#connection.pipeline('load-roll', items.map(command));
    replies.forEach((reply, i) => {
      take(i, reply);
    });
  }

  async adopt(generation: string): Promise<void> {
    const survey = this.#survey;
    if (survey === undefined) throw new RangeError('A roll is adopted after it was staged.');
    const { rollKey, edition, buckets } = this.#place;
    const load = this.#load;
    await this.#turn.keep(0);
    if (load !== undefined) {
      await this.#connection.pipeline('load-roll', [
        ['HSET', this.#keys.meta(rollKey), editionField(edition), String(buckets)],
      ]);
      await this.#merge(load);
    }
    const marker = markerOf({ generation, buckets });
    let lost = 0;
    await streamInPipelines(integersBelow(buckets), async (chunk) => {
      await this.#turn.keep();
      const calls = chunk.map((bucket) =>
        markBucket.call(this.#keys.bucket(this.#place, bucket), marker, String(survey.byBucket[bucket])),
      );
      const replies = await this.#connection.pipelineWithScript('load-roll', markBucket, calls);
      lost += replies.filter((reply) => reply !== 1).length;
    });
    if (lost > 0) {
      throw new TransientError(
        `Redis lost entries of ${lost} buckets while the roll was loaded: load it again.`,
      );
    }
    if (load !== undefined) await removeStaged(this.#connection, this.#keys, rollKey, load, buckets);
  }

  async #merge(load: string): Promise<void> {
    await streamInPipelines(integersBelow(this.#place.buckets), async (chunk) => {
      await this.#turn.keep();
      const replies = (await this.#connection.readBytes(
        'load-roll',
        chunk.map((bucket) => ['HGETALL', this.#keys.staged(this.#place.rollKey, load, bucket)]),
      )) as (readonly Buffer[])[];
      const commands = chunk.flatMap((bucket, i) =>
        entriesOf(replies[i] ?? []).map(({ field, region }): Command => [
          ...['HSETNX', this.#keys.bucket(this.#place, bucket)],
          field,
          region,
        ]),
      );
      if (commands.length > 0) await this.#connection.pipeline('load-roll', commands);
    });
  }

  async discard(): Promise<void> {
    const { rollKey, edition, buckets } = this.#place;
    if (this.#load === undefined) {
      await removeEdition(this.#connection, this.#keys, { rollKey, edition, buckets });
    } else await removeStaged(this.#connection, this.#keys, rollKey, this.#load, buckets);
  }

  end(): Promise<void> {
    return this.#turn.end();
  }
}

function misplacedRegion(roll: RollKey, isOfElection: boolean): ConfigurationError {
  return new ConfigurationError(
    isOfElection
      ? `An entry for the roll ${roll} has no region: in an election everybody votes in one.`
      : `An entry for the roll ${roll} has a region: a law is voted on by all in one contest.`,
  );
}
