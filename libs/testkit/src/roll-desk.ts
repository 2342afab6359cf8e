import { randomBytes } from 'node:crypto';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import type { RollKey } from '@scrutin/election';
import { bucketsFor, openVoterRoll } from '@scrutin/voter-roll';
import { eventually } from './eventually.ts';
import { hasherOf } from './hashing.ts';
import type { Stack } from './stack.ts';
import type { Voter } from '@scrutin/voting-load';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Who has a roll: a law or an election, with the voters on it. */
export interface RollOwner {
  readonly id: string;
  readonly voters: readonly Voter[];
}

/** A voter of an election, and where this voter votes. */
export interface RegionalVoter extends Voter {
  readonly region: string;
}

/**
 * Loads the voters of a law into Redis and registers the roll, as `scrutin roll load` does, without a
 * process for it: dozens of laws are opened in these tests, some that no office would let a roll be loaded of.
 */
export async function loadRoll(stack: Stack, law: RollOwner): Promise<void> {
  await putOnRoll(stack, lawRollKey(law.id), law.id, law.voters);
}

/** The same for an election: one roll for all of its regions, which says where each credential votes. */
export async function loadElectionRoll(
  stack: Stack,
  election: { readonly id: string; readonly voters: readonly RegionalVoter[] },
): Promise<void> {
  await putOnRoll(stack, electionRollKey(election.id), election.id, election.voters);
}

async function putOnRoll(
  stack: Stack,
  key: RollKey,
  scopeId: string,
  voters: readonly Voter[],
): Promise<void> {
  const hasher = hasherOf(stack.pepper);
  const known = await stack.sql('SELECT edition, generation, buckets FROM rolls WHERE roll_key = $1', [key]);
  const place = (known[0] as Place | undefined) ?? {
    ...{ edition: 'test', generation: randomBytes(4).toString('hex') },
    buckets: bucketsFor(voters.length),
  };
  const roll = openVoterRoll({ url: stack.redis.url, connectionName: 'system-test', logger: silent });
  try {
    await eventually('Redis answers', () => roll.check());
    const entries = voters.map(({ nas, code, region }) => ({
      hash: hasher.credentialHash(nas, code, scopeId),
      ...(region === undefined ? {} : { region }),
    }));
    const load = await roll.beginLoad({ rollKey: key, ...place }, known.length === 0 ? 'new' : 'mend');
    if (load === undefined) throw new Error(`another load of ${key} is under way`);
    const { digest } = await load.stage(entries);
    await putOnRecord(stack, key, voters, { ...place, digest });
    await load.adopt(place.generation);
    await load.end();
  } finally {
    await roll.close();
  }
}

interface Place {
  readonly edition: string;
  readonly generation: string;
  readonly buckets: number;
}

async function putOnRecord(
  stack: Stack,
  key: RollKey,
  voters: readonly Voter[],
  { edition, generation, buckets, digest }: Place & { readonly digest: string },
): Promise<void> {
  const regions = voters.flatMap(({ region }) => (region === undefined ? [] : [region]));
  await stack.sql(
    `WITH roll AS (
       INSERT INTO rolls (roll_key, credentials, buckets, scheme, edition, generation, digest)
       VALUES ($1, $2, $3, 'hmac-sha256', $5, $6, $7)
       ON CONFLICT (roll_key) DO UPDATE SET loaded_at = now()
       RETURNING roll_key)
     INSERT INTO roll_regions (roll_key, region_id, credentials)
     SELECT roll.roll_key, region, count(*) FROM roll, unnest($4::text[]) AS region GROUP BY 1, 2
     ON CONFLICT (roll_key, region_id) DO UPDATE SET credentials = excluded.credentials`,
    [key, voters.length, buckets, regions, edition, generation, digest],
  );
}
