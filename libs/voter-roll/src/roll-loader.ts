import type { RollKey, SubmissionId } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import { submissionField } from './claim.ts';
import { streamInPipelines } from './command-stream.ts';
import { RESTORE_CLAIM_LUA } from './lua/restore-claim.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import { bucketOf, fieldOf, integersBelow, MARKER_FIELD, MAX_GROWN_MEAN_FIELDS } from './roll-layout.ts';
import type { RollKeys } from './roll-layout.ts';
import { census, censusByRegion } from './roll-census.ts';
import { readRollMeta } from './roll-meta.ts';

export interface RollEntry {
  /** 32 bytes. */
  readonly hash: Uint8Array;
  /** Where the voter votes; absent for a law. */
  readonly region?: string;
}

export interface LoadRollOptions {
  /** See `bucketsFor`. A roll that is already there keeps the number it has. */
  readonly buckets: number;
  /** Called every few thousand entries with how many Redis has taken. */
  readonly onProgress?: (entries: number) => void;
}

export interface LoadedRoll {
  readonly buckets: number;
  /** On the roll now. */
  readonly credentials: number;
  /** Entries that were not on the roll before. */
  readonly added: number;
  /** Entries that were: they keep their region and their claim. */
  readonly alreadyThere: number;
  /**
   * The roll outgrew its buckets: it works, but each vote searches hundreds of entries and a credential
   * takes more memory. Cure: delete its keys, load all its files at once, `roll rebuild`.
   */
  readonly crowded: boolean;
  /** On the roll now, by region; empty for a law. Sums up to `credentials` but for loads at the same time. */
  readonly regions: ReadonlyMap<string, number>;
}

export interface RestorableClaim {
  readonly credentialHash: Uint8Array;
  readonly submissionId: SubmissionId;
}

export interface RestoredClaims {
  readonly restored: number;
  readonly alreadyThere: number;
  /** Claimed by another submission meanwhile; PostgreSQL will reject that one (P3). */
  readonly claimedByAnother: number;
  /** Counted, but on no roll in this Redis: the wrong roll files were loaded, or not all of them. */
  readonly notOnRoll: number;
}

export type RollStatus =
  | { readonly state: 'absent' }
  | { readonly state: 'loading'; readonly buckets: number }
  | {
      readonly state: 'complete';
      readonly credentials: number;
      readonly buckets: number;
      /** Buckets without their marker: lost after the loading. Their voters wait for `roll load` and `roll rebuild`. */
      readonly missingBuckets: number;
    };

const restoreScript = luaScript(RESTORE_CLAIM_LUA);

/** Writes rolls, puts claims back, and says what is there. */
export class RollLoader {
  readonly #connection: RedisConnection;
  readonly #keys: RollKeys;

  constructor(connection: RedisConnection, keys: RollKeys) {
    this.#connection = connection;
    this.#keys = keys;
  }

  /**
   * Adds the entries, then the markers, then says "complete": until its bucket's marker is there, a
   * credential that is not found is `roll-missing`, not unknown (P3). Loading the same entries again
   * changes nothing, so an interrupted load is mended by another one.
   *
   * @throws ConfigurationError for an entry of an election without region, or of a law with one
   */
  async load(
    roll: RollKey,
    entries: AsyncIterable<RollEntry> | Iterable<RollEntry>,
    options: LoadRollOptions,
  ): Promise<LoadedRoll> {
    const isOfElection = roll.startsWith('election:');
    const buckets = await this.#claimBuckets(roll, options.buckets);
    let added = 0;
    let sent = 0;
    await streamInPipelines(entries, async (chunk) => {
      const replies = await this.#connection.pipeline(
        'load-roll',
        // Never overwrites: a credential that voted keeps its claim when its roll is loaded again.
        chunk.map(({ hash, region = '' }) => {
          if ((region !== '') !== isOfElection) throw misplacedRegion(roll, isOfElection);
          return ['HSETNX', this.#keys.bucket(roll, bucketOf(hash, buckets)), fieldOf(hash), region];
        }),
      );
      for (const reply of replies) if (reply === 1) added += 1;
      sent += chunk.length;
      options.onProgress?.(sent);
    });
    await streamInPipelines(integersBelow(buckets), async (chunk) => {
      await this.#connection.pipeline(
        'load-roll',
        chunk.map((bucket) => ['HSET', this.#keys.bucket(roll, bucket), MARKER_FIELD, String(buckets)]),
      );
    });
    await this.#connection.pipeline('load-roll', [['HSET', this.#keys.meta(roll), 'complete', '1']]);
    const { credentials } = await census(this.#connection, this.#keys, 'load-roll', roll, buckets);
    const regions = isOfElection
      ? await censusByRegion(this.#connection, this.#keys, 'load-roll', roll, buckets)
      : new Map<string, number>();
    const crowded = credentials > buckets * MAX_GROWN_MEAN_FIELDS;
    return { buckets, credentials, added, alreadyThere: sent - added, crowded, regions };
  }

  async restoreClaims(
    roll: RollKey,
    claims: AsyncIterable<RestorableClaim> | Iterable<RestorableClaim>,
    onProgress?: (claims: number) => void,
  ): Promise<RestoredClaims> {
    const [meta] = await readRollMeta(this.#connection, this.#keys, 'restore-claims', [roll]);
    if (meta === undefined) {
      throw new ConfigurationError(`Redis holds no roll ${roll}. Load its roll files first (roll load).`);
    }
    const tally = [0, 0, 0, 0];
    let sent = 0;
    await streamInPipelines(claims, async (chunk) => {
      const commands = chunk.map(({ credentialHash, submissionId }) =>
        restoreScript.call(
          this.#keys.bucket(roll, bucketOf(credentialHash, meta.buckets)),
          fieldOf(credentialHash),
          submissionField(submissionId),
        ),
      );
      const replies = await this.#connection.pipelineWithScript('restore-claims', restoreScript, commands);
      for (const reply of replies) tally[reply as number] = (tally[reply as number] ?? 0) + 1;
      sent += chunk.length;
      onProgress?.(sent);
    });
    const [restored = 0, alreadyThere = 0, claimedByAnother = 0, notOnRoll = 0] = tally;
    return { restored, alreadyThere, claimedByAnother, notOnRoll };
  }

  /** Looks at every bucket's marker: for 8 M credentials about a second. */
  async status(roll: RollKey): Promise<RollStatus> {
    const [meta] = await readRollMeta(this.#connection, this.#keys, 'roll-status', [roll]);
    if (meta === undefined) return { state: 'absent' };
    if (!meta.complete) return { state: 'loading', buckets: meta.buckets };
    return {
      state: 'complete',
      buckets: meta.buckets,
      ...(await census(this.#connection, this.#keys, 'roll-status', roll, meta.buckets)),
    };
  }

  /** Forgets the roll and its claims. Nobody is rejected by it: its voters get `roll-missing` (P3). */
  async remove(roll: RollKey): Promise<void> {
    const [meta] = await readRollMeta(this.#connection, this.#keys, 'load-roll', [roll]);
    if (meta === undefined) return;
    await streamInPipelines(integersBelow(meta.buckets), async (chunk) => {
      await this.#connection.pipeline(
        'load-roll',
        chunk.map((bucket) => ['UNLINK', this.#keys.bucket(roll, bucket)]),
      );
    });
    await this.#connection.pipeline('load-roll', [['UNLINK', this.#keys.meta(roll)]]);
  }

  /** The first loader decides, so that two at once agree. */
  async #claimBuckets(roll: RollKey, wanted: number): Promise<number> {
    const key = this.#keys.meta(roll);
    const [, buckets] = await this.#connection.pipeline('load-roll', [
      ['HSETNX', key, 'buckets', String(wanted)],
      ['HGET', key, 'buckets'],
    ]);
    return Number(buckets);
  }
}

function misplacedRegion(roll: RollKey, isOfElection: boolean): ConfigurationError {
  return new ConfigurationError(
    isOfElection
      ? `An entry for the roll ${roll} has no region: in an election everybody votes in one.`
      : `An entry for the roll ${roll} has a region: a law is voted on by all in one contest.`,
  );
}
