import type { BallotStore } from '@scrutin/ballot-store';
import type { RegisteredRoll, RollKey } from '@scrutin/election';
import { LOAD_PATIENCE_MS, rollInRedis } from '@scrutin/election-office';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { RestoredClaims, StoredClaim, VoterRoll } from '@scrutin/voter-roll';
import { bucketOf, fieldOf } from '@scrutin/voter-roll';

export interface RebuildReport extends RestoredClaims {
  readonly roll: RollKey;
  /** Void credentials, whose votes are rejected. */
  readonly void: number;
  /** Credentials that Redis had as void, but PostgreSQL has not: they can vote again. */
  readonly noLongerVoid: number;
  /** Claims whose submissions PostgreSQL has not counted. Their votes are in flight or lost. */
  readonly withoutVote: number;
  /** How many of these claims were released, so that their voters can vote again. */
  readonly released: number;
}

/** Puts on record that this number of claims of a roll is about to be released. If it fails, none is released. */
export type RecordRelease = (roll: RollKey, claims: number) => Promise<void>;

/**
 * Makes the claims in Redis agree with PostgreSQL, which decides who has voted (P3): claims of counted votes are put
 * back, the credentials that were replaced or revoked are void again and no others, and claims without a counted vote are
 * reported by their number, or released. It is not needed for a right result: a second vote is rejected by PostgreSQL in any case.
 *
 * @param only rolls to rebuild; all registered ones when empty
 * @param recordRelease given to release claims without a counted vote; it puts this on record first. The queues must be
 *   empty then.
 * @throws ConfigurationError for a roll that is not on record, or that is not complete in Redis
 */
export async function rebuildClaims(
  only: readonly RollKey[],
  store: Pick<BallotStore, 'rolls' | 'countedCredentials' | 'voidCredentials' | 'uncountedAmong'>,
  roll: Pick<
    VoterRoll,
    'status' | 'isLoading' | 'restoreClaims' | 'markVoid' | 'storedClaims' | 'releaseClaims'
  >,
  onProgress: (roll: RollKey, claims: number) => void,
  recordRelease?: RecordRelease,
): Promise<RebuildReport[]> {
  const registered = await store.rolls();
  const known = registered.map(({ rollKey }) => rollKey);
  const unknown = only.find((rollKey) => !known.includes(rollKey));
  if (unknown !== undefined) {
    throw new ConfigurationError(
      `No roll ${unknown} is registered. Registered: ${known.join(', ') || 'none'}.`,
    );
  }
  const chosen = registered.filter(({ rollKey }) => only.length === 0 || only.includes(rollKey));
  const whole: RegisteredRoll[] = [];
  for (const each of chosen) whole.push(await requireWhole(each, store, roll));
  const reports: RebuildReport[] = [];
  for (const each of whole) {
    const { rollKey } = each;
    // If a bucket has as many claims as were put into it, it has no others, and PostgreSQL need not be asked about them.
    const known = new Int32Array(each.buckets);
    const restored = await roll.restoreClaims(
      each,
      store.countedCredentials(rollKey),
      (claims) => {
        onProgress(rollKey, claims);
      },
      known,
    );
    // Last, because no vote of a void credential can be counted, whatever claim it has.
    const voidHashes = await store.voidCredentials(rollKey);
    const voided = await roll.markVoid(each, voidHashes);
    for (const hash of voidHashes) known[bucketOf(hash, each.buckets)] = -1; // one of its claims may be gone
    const unvoted = { each, known, store, roll };
    const isVoid = new Set(voidHashes.map((hash) => fieldOf(hash).toString('hex')));
    let noLongerVoid = 0;
    let withoutVote = 0;
    for await (const page of roll.storedClaims(each, known)) {
      // A restored database may have forgotten who was made void. If somebody is made void meanwhile, PostgreSQL knows it.
      const wrong = page.filter((claim) => claim.isVoid && !isVoid.has(claim.field.toString('hex')));
      noLongerVoid += await roll.releaseClaims(each, wrong);
      withoutVote += (await withoutVoteAmong(page, store)).length;
    }
    let released = 0;
    if (recordRelease !== undefined && withoutVote > 0) {
      await recordRelease(rollKey, withoutVote);
      released = await releaseClaims(unvoted, withoutVote);
    }
    reports.push({ roll: rollKey, ...restored, void: voided, noLongerVoid, withoutVote, released });
  }
  return reports;
}

/**
 * The roll as it is on record once Redis has all of it. A load or a replacement of letters that is running is waited for.
 *
 * @throws ConfigurationError if Redis does not have all of it, or not in time because it is being loaded
 */
async function requireWhole(
  registered: RegisteredRoll,
  store: Pick<BallotStore, 'rolls'>,
  roll: Pick<VoterRoll, 'status' | 'isLoading'>,
): Promise<RegisteredRoll> {
  const found = await rollInRedis(registered, { store, roll }, LOAD_PATIENCE_MS);
  const { registered: now, redis, isLoading } = found;
  if (redis.state === 'present' && redis.missingBuckets === 0) return now;
  throw new ConfigurationError(
    isLoading
      ? `The roll ${now.rollKey} is being loaded: wait until it is, then try again.`
      : `Redis does not hold the roll ${now.rollKey} whole: load its files first (roll load).`,
  );
}

interface Unvoted {
  readonly each: RegisteredRoll;
  /** The number of claims of counted votes of each bucket, or -1. */
  readonly known: Int32Array;
  readonly store: Pick<BallotStore, 'uncountedAmong'>;
  readonly roll: Pick<VoterRoll, 'storedClaims' | 'releaseClaims'>;
}

/** Those of these claims whose submissions PostgreSQL has not counted. */
async function withoutVoteAmong(
  page: readonly StoredClaim[],
  store: Pick<BallotStore, 'uncountedAmong'>,
): Promise<readonly StoredClaim[]> {
  const claims = page.filter(({ isVoid }) => !isVoid);
  if (claims.length === 0) return [];
  const uncounted = await store.uncountedAmong(claims.map(({ submission }) => submission));
  return claims.filter(({ submission }) => uncounted.has(submission));
}

/** Releases claims without a vote, but never more than are on record. Returns their number. */
async function releaseClaims({ each, known, store, roll }: Unvoted, onRecord: number): Promise<number> {
  let released = 0;
  for await (const page of roll.storedClaims(each, known)) {
    const claims = await withoutVoteAmong(page, store);
    released += await roll.releaseClaims(each, claims.slice(0, onRecord - released));
  }
  return released;
}
