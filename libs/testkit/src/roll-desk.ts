import { lawRollKey } from '@scrutin/election';
import { bucketsFor, openVoterRoll } from '@scrutin/voter-roll';
import { eventually } from './eventually.ts';
import { hasherOf } from './hashing.ts';
import type { Stack } from './stack.ts';
import type { Voter } from './voters.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Loads the voters of a law into Redis and registers the roll, as `scrutin roll load` does, without a
 * process for it: dozens of laws are opened in these tests.
 */
export async function loadRoll(
  stack: Stack,
  law: { readonly id: string; readonly voters: readonly Voter[] },
): Promise<void> {
  const hasher = hasherOf(stack.pepper);
  const key = lawRollKey(law.id);
  const buckets = bucketsFor(law.voters.length);
  const roll = openVoterRoll({ url: stack.redis.url, connectionName: 'system-test', logger: silent });
  try {
    await eventually('Redis answers', () => roll.check());
    const entries = law.voters.map(({ nas, code }) => ({ hash: hasher.credentialHash(nas, code, law.id) }));
    await roll.loadRoll(key, entries, { buckets });
  } finally {
    await roll.close();
  }
  await stack.sql(
    `INSERT INTO rolls (roll_key, credentials, buckets, scheme) VALUES ($1, $2, $3, 'hmac-sha256')
     ON CONFLICT (roll_key) DO UPDATE SET loaded_at = now()`,
    [key, law.voters.length, buckets],
  );
}
