import { randomInt } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import type { BallotStore } from '@scrutin/ballot-store';
import { createCredentialHasher } from '@scrutin/credentials';
import { lawRollKey } from '@scrutin/election';
import { nodeDigest } from '@scrutin/service-runtime';
import { bucketsFor } from '@scrutin/voter-roll';
import type { VoterRoll } from '@scrutin/voter-roll';

export const BENCH_LAW = 'BENCH';

const FIRST_NAS = 100_000_000;
const CODE_SPACE = 36 ** 6;

export interface BenchVotersOptions {
  readonly count: number;
  readonly pepper: Uint8Array;
  readonly roll: VoterRoll;
  readonly store: BallotStore;
  /** Where the load generator reads `nas,code` lines. */
  readonly file: string;
}

/** A law that is open, and `count` voters on its roll. */
export async function loadBenchVoters(options: BenchVotersOptions): Promise<void> {
  const { count, roll, store } = options;
  const hasher = createCredentialHasher({
    scheme: 'hmac-sha256',
    pepper: options.pepper,
    digest: nodeDigest,
  });
  const lines: string[] = [];
  const entries: { hash: Buffer }[] = [];
  for (let i = 0; i < count; i++) {
    const nas = String(FIRST_NAS + i);
    const code = randomInt(CODE_SPACE).toString(36).toUpperCase().padStart(6, '0');
    lines.push(`${nas},${code}`);
    entries.push({ hash: Buffer.from(hasher.credentialHash(nas, code, BENCH_LAW)) });
  }
  await writeFile(options.file, `${lines.join('\n')}\n`, { mode: 0o600 });
  const buckets = bucketsFor(count);
  await store.upsertLaw({
    id: BENCH_LAW,
    title: { fr: 'Mesure', en: 'Measurement' },
    summary: { fr: 'Mesure', en: 'Measurement' },
    window: { opensAtMs: 0, closesAtMs: Date.now() + 86_400_000 },
    status: 'scheduled',
    resultsVisibility: 'live',
    quorumVotes: undefined,
    thresholdBasisPoints: undefined,
  });
  await roll.loadRoll(lawRollKey(BENCH_LAW), entries, { buckets });
  await store.registerRoll(lawRollKey(BENCH_LAW), { credentials: count, buckets, scheme: 'hmac-sha256' });
}
