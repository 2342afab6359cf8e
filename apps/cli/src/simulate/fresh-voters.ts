import { randomBytes } from 'node:crypto';
import type { BallotStore } from '@scrutin/ballot-store';
import { codeDrawer, createCredentialHash, drawNasNumbers, nasOf, rollScopeIdOf } from '@scrutin/credentials';
import type { RollKey, RollScheme } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import { bucketsFor } from '@scrutin/voter-roll';
import type { RollEntry, VoterRoll } from '@scrutin/voter-roll';
import type { VoterLetter } from './vote-bodies.ts';

/** Buckets of a roll that grows: simulations add to it again and again, and it keeps its number. Room for millions. */
export const ROLL_ROOM = bucketsFor(1_000_000);

/** Made-up voters, no two with the same NAS. Not by seed: the same ones would have voted already. */
export function freshLetters(count: number): VoterLetter[] {
  const code = codeDrawer(randomBytes);
  return Array.from(drawNasNumbers(count, randomBytes), (number) => ({ nas: nasOf(number), code: code() }));
}

/** As many made-up voters as there are regions in the list, each of theirs; undefined is that of a law. */
export function freshLettersOf(regions: readonly (string | undefined)[]): VoterLetter[] {
  return freshLetters(regions.length).map((letter, i) => {
    const region = regions[i];
    return region === undefined ? letter : { ...letter, region };
  });
}

export interface AddVotersOptions {
  readonly rollKey: RollKey;
  readonly letters: readonly VoterLetter[];
  readonly store: Pick<BallotStore, 'rolls' | 'registerRoll'>;
  readonly roll: Pick<VoterRoll, 'loadRoll' | 'status'>;
  readonly pepper: Uint8Array;
  readonly onProgress?: (loaded: number) => void;
}

/**
 * Puts the voters on the roll of the law or election, beside those who are there. Their hashes are all that is kept (P7).
 *
 * @throws ConfigurationError when Redis lost the roll: with only these on it, it would look whole, and the
 *   real voters would be rejected as unknown (P3)
 */
export async function addVoters(options: AddVotersOptions): Promise<{ readonly credentials: number }> {
  const { rollKey, letters, store, roll, pepper } = options;
  const registered = (await store.rolls()).find((known) => known.rollKey === rollKey);
  if (registered !== undefined) await requireWhole(roll, rollKey);
  const scheme: RollScheme = registered?.scheme ?? 'hmac-sha256';
  const hash = createCredentialHash({ scheme, pepper, digest: nodeDigest });
  const scopeId = rollScopeIdOf(rollKey);
  function* entries(): Generator<RollEntry> {
    for (const { nas, code, region } of letters) {
      yield { hash: hash(nas, code, scopeId), ...(region === undefined ? {} : { region }) };
    }
  }
  const { credentials, buckets, regions } = await roll.loadRoll(rollKey, entries(), {
    buckets: Math.max(ROLL_ROOM, bucketsFor(letters.length)),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  await store.registerRoll(rollKey, { credentials, buckets, scheme, regions });
  return { credentials };
}

async function requireWhole(roll: Pick<VoterRoll, 'status'>, rollKey: RollKey): Promise<void> {
  const status = await roll.status(rollKey);
  if (status.state === 'complete' && status.missingBuckets === 0) return;
  throw new ConfigurationError(
    `Redis does not have all of the roll ${rollKey}: load it again (\`scrutin demo load\` for the demonstration, else \`scrutin roll load\`), then \`scrutin roll rebuild\`.`,
  );
}
