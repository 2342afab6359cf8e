import { randomBytes } from 'node:crypto';
import type { BallotStore } from '@scrutin/ballot-store';
import { codeDrawer, createCredentialHash, drawNasNumbers, nasOf } from '@scrutin/credentials';
import { lawRollKey } from '@scrutin/election';
import type { RollKey, RollScheme } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import { bucketsFor } from '@scrutin/voter-roll';
import type { VoterRoll } from '@scrutin/voter-roll';
import type { VoterLetter } from './vote-bodies.ts';

/** Buckets of a roll that grows: simulations add to it again and again, and it keeps its number. Room for millions. */
export const ROLL_ROOM = bucketsFor(1_000_000);

/** Made-up voters, no two with the same NAS. Not by seed: the same ones would have voted already. */
export function freshLetters(count: number): VoterLetter[] {
  const code = codeDrawer(randomBytes);
  return Array.from(drawNasNumbers(count, randomBytes), (number) => ({ nas: nasOf(number), code: code() }));
}

export interface AddVotersOptions {
  readonly lawId: string;
  readonly letters: readonly VoterLetter[];
  readonly store: Pick<BallotStore, 'rolls' | 'registerRoll'>;
  readonly roll: Pick<VoterRoll, 'loadRoll' | 'status'>;
  readonly pepper: Uint8Array;
  readonly onProgress?: (loaded: number) => void;
}

/**
 * Puts the voters on the roll of the law, beside those who are there. Their hashes are all that is kept (P7).
 *
 * @throws ConfigurationError when Redis lost the roll: with only these on it, it would look whole, and the
 *   real voters would be rejected as unknown (P3)
 */
export async function addVoters(options: AddVotersOptions): Promise<{ readonly credentials: number }> {
  const { lawId, letters, store, roll, pepper } = options;
  const rollKey = lawRollKey(lawId);
  const registered = (await store.rolls()).find((known) => known.rollKey === rollKey);
  if (registered !== undefined) await requireWhole(roll, rollKey);
  const scheme: RollScheme = registered?.scheme ?? 'hmac-sha256';
  const hash = createCredentialHash({ scheme, pepper, digest: nodeDigest });
  function* entries() {
    for (const { nas, code } of letters) yield { hash: hash(nas, code, lawId) };
  }
  const { credentials, buckets } = await roll.loadRoll(rollKey, entries(), {
    buckets: Math.max(ROLL_ROOM, bucketsFor(letters.length)),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  await store.registerRoll(rollKey, { credentials, buckets, scheme });
  return { credentials };
}

async function requireWhole(roll: Pick<VoterRoll, 'status'>, rollKey: RollKey): Promise<void> {
  const status = await roll.status(rollKey);
  if (status.state === 'complete' && status.missingBuckets === 0) return;
  throw new ConfigurationError(
    `Redis does not have all of the roll ${rollKey}: load it again (\`scrutin demo load\` for the demonstration, else \`scrutin roll load\`), then \`scrutin roll rebuild\`.`,
  );
}
