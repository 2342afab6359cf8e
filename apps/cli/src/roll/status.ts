import type { BallotStore } from '@scrutin/ballot-store';
import type { RollKey, RollScheme } from '@scrutin/election';
import type { RollStatus, VoterRoll } from '@scrutin/voter-roll';

export interface RollReport {
  readonly roll: RollKey;
  readonly scheme: RollScheme;
  /** As PostgreSQL was told. */
  readonly registered: number;
  /** The same by region; empty for a law. */
  readonly regions: Readonly<Record<string, number>>;
  readonly redis: RollStatus;
  /** Undefined when all is well. */
  readonly advice: string | undefined;
}

/** Every registered roll, and whether Redis still has it. */
export async function rollReports(
  store: Pick<BallotStore, 'rolls'>,
  roll: Pick<VoterRoll, 'status'>,
): Promise<RollReport[]> {
  const reports: RollReport[] = [];
  for (const { rollKey, scheme, credentials, regions: byRegion } of await store.rolls()) {
    const redis = await roll.status(rollKey);
    const registered = Number(credentials);
    const regions = Object.fromEntries([...byRegion].map(([region, voters]) => [region, Number(voters)]));
    reports.push({ roll: rollKey, scheme, registered, regions, redis, advice: adviceOn(redis, registered) });
  }
  return reports;
}

const RELOAD = 'load its files again (roll load), then put its votes back (roll rebuild)';

function adviceOn(redis: RollStatus, registered: number): string | undefined {
  switch (redis.state) {
    case 'absent':
      return `Redis has lost it: ${RELOAD}`;
    case 'loading':
      return 'a load is under way or was cut short: in that case run roll load again';
    case 'complete':
      if (redis.missingBuckets > 0) return `Redis has lost part of it: ${RELOAD}`;
      return redis.credentials < registered ? `Redis has fewer than were registered: ${RELOAD}` : undefined;
  }
}
