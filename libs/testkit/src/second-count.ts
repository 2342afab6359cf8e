import { randomUUID } from 'node:crypto';
import { contestKey } from '@scrutin/election';
import { openVoterRoll } from '@scrutin/voter-roll';
import { silentLogger } from './ballot-store/index.ts';
import { eventually } from './eventually.ts';
import type { Stack } from './stack.ts';

/**
 * Makes the second count say that an ingestion process accepted these votes of a law now, although the database has no receipt
 * of them. It is the same after the database was restored to a moment before they came.
 */
export async function loseReceipts(
  stack: Stack,
  { id }: { readonly id: string },
  votes: number,
): Promise<void> {
  const roll = openVoterRoll({ url: stack.redis.url, connectionName: 'system-test', logger: silentLogger });
  try {
    const intakeId = randomUUID();
    const minute = Math.floor(Date.now() / 60_000);
    const contest = contestKey({ kind: 'law', lawId: id });
    await eventually('the second count is saved', () =>
      roll.intakeCounts.save(intakeId, [{ intakeId, minute, groups: [[1, 1]], votes: { [contest]: votes } }]),
    );
  } finally {
    await roll.close();
  }
}
