import { pepperCheck } from '@scrutin/credentials';
import type { RollKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { loadRoll } from '@scrutin/election-office';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { Voter } from '@scrutin/voting-load';
import { acted, atOffice, TEST_ACTOR } from './at-office.ts';
import { silentLogger } from './ballot-store/index.ts';
import { eventually } from './eventually.ts';
import { digest, hasherOf, pepperOf } from './hashing.ts';
import type { Stack } from './stack.ts';

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
 * Loads the voters of a law onto its roll by the same use case as the command line and the admin API. It starts no
 * process, because these tests open dozens of laws. A second call restores what Redis has lost of the roll.
 */
export async function loadLawRoll(stack: Stack, law: RollOwner): Promise<void> {
  await putOnRoll(stack, lawRollKey(law.id), law);
}

/** Does the same for an election. It has one roll for all its regions, with the region of each credential. */
export async function loadElectionRoll(
  stack: Stack,
  election: { readonly id: string; readonly voters: readonly RegionalVoter[] },
): Promise<void> {
  await putOnRoll(stack, electionRollKey(election.id), election);
}

async function putOnRoll(stack: Stack, rollKey: RollKey, { id, voters }: RollOwner): Promise<void> {
  const hasher = hasherOf(stack.pepper);
  const entries = voters.map(({ nas, code, region }) => ({
    hash: hasher.credentialHash(nas, code, id),
    ...(region === undefined ? {} : { region }),
  }));
  const source = {
    rollKey,
    credentials: entries.length,
    entries: () => entries,
    scheme: 'hmac-sha256',
    pepperCheck: pepperCheck(pepperOf(stack.pepper), digest),
    origin: { kind: 'upload', credentials: entries.length },
  } as const;
  const roll = openVoterRoll({ url: stack.redis.url, connectionName: 'system-test', logger: silentLogger });
  try {
    await eventually('Redis answers', () => roll.check());
    await atOffice(stack, (office) =>
      acted(loadRoll(source, { office, roll, actor: TEST_ACTOR, inDraft: 'add', reason: 'For this test' })),
    );
  } finally {
    await roll.close();
  }
}
