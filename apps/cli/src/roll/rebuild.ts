import type { BallotStore } from '@scrutin/ballot-store';
import type { RollKey } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { RestoredClaims, VoterRoll } from '@scrutin/voter-roll';

export interface RebuildReport extends RestoredClaims {
  readonly roll: RollKey;
}

/**
 * Tells Redis who has voted, from PostgreSQL, which decides it (P3). Not needed for a right result: without
 * it second votes are only rejected later, by the aggregator.
 *
 * @param only rolls to rebuild; all registered ones when empty
 * @throws ConfigurationError for a roll that is not registered, or that Redis does not hold whole
 */
export async function rebuildClaims(
  only: readonly RollKey[],
  store: Pick<BallotStore, 'rolls' | 'countedCredentials'>,
  roll: Pick<VoterRoll, 'status' | 'restoreClaims'>,
  onProgress: (roll: RollKey, claims: number) => void,
): Promise<RebuildReport[]> {
  const registered = (await store.rolls()).map((known) => known.rollKey);
  const unknown = only.find((rollKey) => !registered.includes(rollKey));
  if (unknown !== undefined) {
    throw new ConfigurationError(
      `No roll ${unknown} is registered. Registered: ${registered.join(', ') || 'none'}.`,
    );
  }
  const chosen = only.length > 0 ? only : registered;
  for (const rollKey of chosen) {
    const status = await roll.status(rollKey);
    if (status.state === 'complete' && status.missingBuckets === 0) continue;
    throw new ConfigurationError(
      `Redis does not hold the roll ${rollKey} whole: load its files first (roll load).`,
    );
  }
  const reports: RebuildReport[] = [];
  for (const rollKey of chosen) {
    const restored = await roll.restoreClaims(rollKey, store.countedCredentials(rollKey), (claims) => {
      onProgress(rollKey, claims);
    });
    reports.push({ roll: rollKey, ...restored });
  }
  return reports;
}
