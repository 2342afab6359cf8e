import type { SubmissionId, SubmissionPrefix } from '@scrutin/election';
import { ClaimWindow } from './claim-window.ts';
import { streamInPipelines } from './command-stream.ts';
import { RELEASE_CLAIM_LUA } from './lua/release-claim.lua.ts';
import { RESTORE_CLAIMS_LUA } from './lua/restore-claims.lua.ts';
import { luaScript } from './lua-script.ts';
import type { RedisConnection } from './redis-connection.ts';
import type { RollKeys, RollPlace } from './roll-layout.ts';
import { bucketOf, claimBytesOf, fieldOf } from './roll-layout.ts';
import type { StoredEntry } from './roll-survey.ts';
import { entriesOf } from './roll-survey.ts';
import { streamInWindows, windowFor } from './stream-in-windows.ts';

/** The claim of a counted vote, which can be restored in Redis. */
export interface RestorableClaim {
  /** 32 bytes. */
  readonly credentialHash: Uint8Array;
  readonly submissionId: SubmissionId;
}

/** The outcome of restoring claims. All members are numbers of claims. */
export interface RestoredClaims {
  readonly restored: number;
  readonly alreadyThere: number;
  /** Another submission had the claim. It can never be counted, so the counted submission has the claim now. */
  readonly claimedByAnother: number;
  /** Counted credentials that are not on the roll in Redis: the wrong files were loaded, or not all of them. */
  readonly notOnRoll: number;
}

/** A claim that Redis has stored. Of its credential, only the bucket and the field are known. */
export interface StoredClaim {
  /** The submission that has it, or no submission that exists if the credential is marked as void. */
  readonly submission: SubmissionPrefix;
  readonly isVoid: boolean;
  readonly bucket: number;
  /** 16 bytes. */
  readonly field: Buffer;
}

/** The claim of a void credential. No submission has this identifier. */
const VOID_CLAIM = '00000000-0000-0000-0000-000000000000' as SubmissionId;

/** A credential as the roll in Redis has it. */
export interface StoredCredential {
  /** Absent for a law. */
  readonly region?: string;
  /** The submission that has the claim. Absent if none has, or if the credential is void. */
  readonly claim?: SubmissionPrefix;
}

const restoreScript = luaScript(RESTORE_CLAIMS_LUA);
const releaseScript = luaScript(RELEASE_CLAIM_LUA);
const CHUNK_BUCKETS = 500;
const CHUNK_CREDENTIALS = 1_000;

/** Restores the claims of counted votes. See {@link VoterRoll.restoreClaims}. */
export async function restoreClaims(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
  claims: AsyncIterable<RestorableClaim> | Iterable<RestorableClaim>,
  onProgress?: (claims: number) => void,
  byBucket?: Int32Array,
): Promise<RestoredClaims> {
  const { buckets } = place;
  const claimBytes = claimBytesOf(place);
  const counts = [0, 0, 0, 0];
  let sent = 0;
  await streamInWindows(
    claims,
    () => new ClaimWindow(windowFor(buckets), buckets, claimBytes),
    (window) =>
      streamInPipelines(
        window.byBucket(),
        async (chunk) => {
          const calls = chunk.map((each) =>
            restoreScript.call(keys.bucket(place, each.bucket), each.claims, String(claimBytes)),
          );
          const replies = await connection.pipelineWithScript('restore-claims', restoreScript, calls);
          for (const [i, reply] of (replies as (readonly number[])[]).entries()) {
            for (const [outcome, count] of reply.entries()) counts[outcome] = (counts[outcome] ?? 0) + count;
            const [restored = 0, alreadyThere = 0, claimedByAnother = 0, notOnRoll = 0] = reply;
            const claimed = restored + alreadyThere + claimedByAnother;
            sent += claimed + notOnRoll;
            const bucket = chunk[i]?.bucket ?? 0;
            if (byBucket !== undefined) byBucket[bucket] = (byBucket[bucket] ?? 0) + claimed;
          }
          onProgress?.(sent);
        },
        CHUNK_BUCKETS,
      ),
  );
  const [restored = 0, alreadyThere = 0, claimedByAnother = 0, notOnRoll = 0] = counts;
  return { restored, alreadyThere, claimedByAnother, notOnRoll };
}

/** The claims of a roll that Redis has stored. See {@link VoterRoll.storedClaims}. */
export async function* storedClaims(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
  known?: Int32Array,
): AsyncGenerator<readonly StoredClaim[], void, undefined> {
  const read = (from: number): Promise<unknown[]> => {
    const buckets = Array.from({ length: Math.min(CHUNK_BUCKETS, place.buckets - from) }, (_, i) => from + i);
    return connection.readBytes(
      'list-claims',
      buckets.map((bucket) => ['HGETALL', keys.bucket(place, bucket)]),
    );
  };
  let next = read(0);
  for (let from = 0; from < place.buckets; from += CHUNK_BUCKETS) {
    const replies = (await next) as (readonly Buffer[])[];
    if (from + CHUNK_BUCKETS < place.buckets) {
      next = read(from + CHUNK_BUCKETS);
      next.catch(() => undefined); // it is awaited in the next iteration
    }
    const claims = replies.flatMap((reply, i) => {
      const bucket = from + i;
      if (known !== undefined && claimsIn(reply) === known[bucket]) return [];
      return entriesOf(reply).flatMap(({ field, claim }) =>
        claim === undefined ? [] : [{ bucket, field, submission: prefixOf(claim), isVoid: isVoid(claim) }],
      );
    });
    if (claims.length > 0) yield claims;
  }
}

/** The number of claims in a reply of HGETALL, with those of void credentials. */
function claimsIn(reply: readonly Buffer[]): number {
  let claims = 0;
  for (let i = 1; i < reply.length; i += 2) if ((reply[i] as Buffer).includes(0)) claims += 1;
  return claims;
}

/**
 * Releases claims, so that their credentials can be used again.
 *
 * @returns the number of released claims, without those that another submission has by now
 */
export async function releaseClaims(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
  claims: readonly StoredClaim[],
): Promise<number> {
  let released = 0;
  await streamInPipelines(claims, async (chunk) => {
    const calls = chunk.map(({ bucket, field, submission }) =>
      releaseScript.call(keys.bucket(place, bucket), field, Buffer.from(submission, 'hex')),
    );
    const replies = await connection.pipelineWithScript('release-claims', releaseScript, calls);
    released += replies.filter((reply) => reply === 1).length;
  });
  return released;
}

/**
 * Looks credentials up in a roll.
 *
 * @param hashes credential hashes of 32 bytes
 * @returns for each of them what Redis has stored, or undefined if the credential is not on the roll
 */
export async function lookUpCredentials(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
  hashes: readonly Uint8Array[],
): Promise<(StoredCredential | undefined)[]> {
  const found: (StoredCredential | undefined)[] = [];
  for (let from = 0; from < hashes.length; from += CHUNK_CREDENTIALS) {
    const chunk = hashes.slice(from, from + CHUNK_CREDENTIALS);
    const replies = await connection.readBytes(
      'look-up',
      chunk.map((hash) => ['HGET', keys.bucket(place, bucketOf(hash, place.buckets)), fieldOf(hash)]),
    );
    for (const [i, hash] of chunk.entries()) {
      const reply = replies[i] as Buffer | null | undefined;
      const [entry] = reply === null || reply === undefined ? [] : entriesOf([fieldOf(hash), reply]);
      found.push(entry === undefined ? undefined : storedCredential(entry));
    }
  }
  return found;
}

function storedCredential({ region, claim }: StoredEntry): StoredCredential {
  return {
    ...(region === '' ? {} : { region }),
    ...(claim === undefined || isVoid(claim) ? {} : { claim: prefixOf(claim) }),
  };
}

/** Marks credentials as void that PostgreSQL has made void. See {@link VoterRoll.markVoid}. */
export async function markVoid(
  connection: RedisConnection,
  keys: RollKeys,
  place: RollPlace,
  hashes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<number> {
  const { restored, alreadyThere, claimedByAnother } = await restoreClaims(
    connection,
    keys,
    place,
    voidClaims(hashes),
  );
  return restored + alreadyThere + claimedByAnother;
}

async function* voidClaims(
  hashes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<RestorableClaim, void, undefined> {
  for await (const credentialHash of hashes) yield { credentialHash, submissionId: VOID_CLAIM };
}

/** Whether this is the claim of a void credential. */
function isVoid(claim: Buffer): boolean {
  return claim.every((byte) => byte === 0);
}

function prefixOf(claim: Buffer): SubmissionPrefix {
  return claim.toString('hex') as SubmissionPrefix;
}
