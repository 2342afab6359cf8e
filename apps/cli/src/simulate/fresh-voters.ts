import { randomBytes, randomInt } from 'node:crypto';
import type { BallotStore } from '@scrutin/ballot-store';
import { createCredentialHash } from '@scrutin/credentials';
import { lawRollKey } from '@scrutin/election';
import type { RollScheme } from '@scrutin/election';
import { nodeDigest } from '@scrutin/service-runtime';
import { bucketsFor } from '@scrutin/voter-roll';
import type { VoterRoll } from '@scrutin/voter-roll';
import type { VoterLetter } from './vote-bodies.ts';

// No I, O, 0 or 1: people copy codes from paper.
const CODE_CHARACTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';
const CODE_LENGTH = 6;
/** The first digit of numbers that nobody is given: made-up voters are nobody's. */
const FICTITIOUS = '0';
/** Simulations add to a roll again and again, and a roll keeps its number of buckets: room for a few million. */
const ROOM = 1_000_000;

/** Made-up voters, no two with the same NAS. Not by seed: the same ones would have voted already. */
export function freshLetters(count: number): VoterLetter[] {
  const used = new Set<number>();
  return Array.from({ length: count }, () => {
    let digits = randomInt(100_000_000);
    while (used.has(digits)) digits = randomInt(100_000_000);
    used.add(digits);
    return { nas: FICTITIOUS + String(digits).padStart(8, '0'), code: freshCode() };
  });
}

/** 32 characters: five bits of a random byte choose one evenly. */
function freshCode(): string {
  let code = '';
  for (const byte of randomBytes(CODE_LENGTH)) code += CODE_CHARACTERS[byte & 31] ?? '';
  return code;
}

export interface AddVotersOptions {
  readonly lawId: string;
  readonly letters: readonly VoterLetter[];
  readonly store: Pick<BallotStore, 'rolls' | 'registerRoll'>;
  readonly roll: Pick<VoterRoll, 'loadRoll'>;
  readonly pepper: Uint8Array;
  readonly onProgress?: (loaded: number) => void;
}

/** Puts the voters on the roll of the law, beside those who are there. Their hashes are all that is kept (P7). */
export async function addVoters(options: AddVotersOptions): Promise<{ readonly credentials: number }> {
  const { lawId, letters, store, roll, pepper } = options;
  const rollKey = lawRollKey(lawId);
  const registered = (await store.rolls()).find((known) => known.rollKey === rollKey);
  const scheme: RollScheme = registered?.scheme ?? 'hmac-sha256';
  const hash = createCredentialHash({ scheme, pepper, digest: nodeDigest });
  function* entries() {
    for (const { nas, code } of letters) yield { hash: hash(nas, code, lawId) };
  }
  const { credentials, buckets } = await roll.loadRoll(rollKey, entries(), {
    buckets: bucketsFor(Math.max(ROOM, letters.length)),
    ...(options.onProgress === undefined ? {} : { onProgress: options.onProgress }),
  });
  await store.registerRoll(rollKey, { credentials, buckets, scheme });
  return { credentials };
}
