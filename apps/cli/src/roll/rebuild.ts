import type { BallotStore } from '@scrutin/ballot-store';
import type { RegisteredRoll, RollKey } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { RestoredClaims, StoredClaim, VoterRoll } from '@scrutin/voter-roll';

export interface RebuildReport extends RestoredClaims {
  readonly roll: RollKey;
  /** Claims whose submissions PostgreSQL has not counted. Their votes are in flight or lost. */
  readonly withoutVote: number;
  /** How many of these claims were released, so that their voters can vote again. */
  readonly released: number;
}

/**
 * Makes the claims in Redis agree with PostgreSQL, which decides who has voted (P3): claims of counted votes are put
 * back, and claims without a counted vote are reported by their number, or released. It is not needed for a right
 * result: a second vote is rejected by PostgreSQL in any case.
 *
 * @param only rolls to rebuild; all registered ones when empty
 * @param release true to release claims without a counted vote; the queues must be empty then
 * @throws ConfigurationError for a roll that is not on record, or that is not complete in Redis
 */
export async function rebuildClaims(
  only: readonly RollKey[],
  store: Pick<BallotStore, 'rolls' | 'countedCredentials' | 'uncountedAmong'>,
  roll: Pick<VoterRoll, 'status' | 'restoreClaims' | 'storedClaims' | 'releaseClaims'>,
  onProgress: (roll: RollKey, claims: number) => void,
  release = false,
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
  for (const each of chosen) {
    const status = await roll.status(each);
    if (status.state === 'present' && status.missingBuckets === 0) continue;
    throw new ConfigurationError(
      `Redis does not hold the roll ${each.rollKey} whole: load its files first (roll load).`,
    );
  }
  const reports: RebuildReport[] = [];
  for (const each of chosen) {
    const { rollKey } = each;
    const restored = await roll.restoreClaims(each, store.countedCredentials(rollKey), (claims) => {
      onProgress(rollKey, claims);
    });
    reports.push({ roll: rollKey, ...restored, ...(await claimsWithoutVote(each, store, roll, release)) });
  }
  return reports;
}

async function claimsWithoutVote(
  each: RegisteredRoll,
  store: Pick<BallotStore, 'uncountedAmong'>,
  roll: Pick<VoterRoll, 'storedClaims' | 'releaseClaims'>,
  release: boolean,
): Promise<Pick<RebuildReport, 'withoutVote' | 'released'>> {
  let withoutVote = 0;
  let released = 0;
  for await (const page of roll.storedClaims(each)) {
    const uncounted = await store.uncountedAmong(page.map(({ submissionId }) => submissionId));
    const claims: StoredClaim[] = page.filter(({ submissionId }) => uncounted.has(submissionId));
    withoutVote += claims.length;
    if (release) released += await roll.releaseClaims(each, claims);
  }
  return { withoutVote, released };
}
