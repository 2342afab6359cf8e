import type { BallotStore } from '@scrutin/ballot-store';
import type { RollKey, RollScheme } from '@scrutin/election';
import { registeredVoters } from '@scrutin/election';
import { rollInRedis } from '@scrutin/election-office';
import type { RollStatus, VoterRoll } from '@scrutin/voter-roll';

export interface RollReport {
  readonly roll: RollKey;
  readonly scheme: RollScheme;
  /** The number of credentials on record in PostgreSQL. */
  readonly registered: number;
  /** Those of them that were made void. */
  readonly void: { readonly replaced: number; readonly revoked: number };
  /** The number of voters: the registered credentials without the void ones. */
  readonly voters: number;
  /** Credentials by region; empty for a law. */
  readonly regions: Readonly<Record<string, number>>;
  /** SHA-256 of the entries on record; null for a roll that was put on record without it. */
  readonly digest: string | null;
  readonly buckets: number;
  readonly redis: RollStatus;
  /** Undefined if there is no problem. */
  readonly advice: string | undefined;
}

/** Every roll on record, and whether Redis has exactly the same credentials. */
export async function rollReports(
  store: Pick<BallotStore, 'rolls'>,
  roll: Pick<VoterRoll, 'status' | 'isLoading'>,
): Promise<RollReport[]> {
  const reports: RollReport[] = [];
  for (const onRecord of await store.rolls()) {
    const { registered, redis, isLoading } = await rollInRedis(onRecord, { store, roll });
    const { rollKey, scheme, buckets, digest = null } = registered;
    const credentials = Number(registered.credentials);
    const regions = Object.fromEntries(
      [...registered.regions].map(([region, voters]) => [region, Number(voters)]),
    );
    reports.push({
      roll: rollKey,
      scheme,
      registered: credentials,
      void: {
        replaced: Number(registered.void.replaced),
        revoked: Number(registered.void.revoked),
      },
      voters: Number(registeredVoters(registered)),
      regions,
      digest,
      buckets,
      redis,
      advice: isLoading ? LOADING : adviceOn(redis, credentials),
    });
  }
  return reports;
}

const LOADING =
  'it is being loaded, letters of it are being replaced, or a load was killed less than a minute ago: ' +
  'look again in a minute';
const RELOAD = 'load its files again (roll load), then put its votes back (roll rebuild)';

function adviceOn(redis: RollStatus, registered: number): string | undefined {
  if (redis.state === 'absent') return `Redis has lost it: ${RELOAD}`;
  if (redis.credentials < registered) return `Redis has fewer than are on record: ${RELOAD}`;
  if (redis.credentials > registered) {
    return (
      `Redis has more than are on record: ${redis.credentials - registered} credentials may vote that nobody put on ` +
      'record. Find out how they came there. To have the roll as it is on record: remove it from Redis (roll unload), ' +
      RELOAD
    );
  }
  if (redis.missingBuckets > 0) {
    return `a load was cut short, or Redis is older than the record (${redis.missingBuckets} buckets): ${RELOAD}`;
  }
  return undefined;
}
