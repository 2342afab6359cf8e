import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BallotStore } from '@scrutin/ballot-store';
import { openBallotStore } from '@scrutin/ballot-store';
import type { ElectionOffice } from '@scrutin/election-office';
import { openElectionOffice } from '@scrutin/election-office';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { createLogger } from '@scrutin/service-runtime/program';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { BenchSettings } from './bench-settings.ts';
import { BENCH, loadBenchVoters } from './bench-voters.ts';
import { say } from './figures.ts';

/** Twice the rate of the fastest run measured so far, so that no load runs out of voters. */
export const VOTERS_PER_SECOND = 30_000;

/** The same for votes that a gateway hands in. */
export const GATEWAY_VOTERS_PER_SECOND = 60_000;

/** What a measurement works with while its voters are on the roll. */
export interface BenchRoll {
  readonly store: BallotStore;
  readonly votersFile: string;
  /** A temporary folder, for logs and scripts. */
  readonly folder: string;
  /** Creates a gateway whose limits no load reaches, and returns its key. */
  readonly newGateway: () => Promise<string>;
}

/** Puts new voters on the roll of the measured law, runs the measurement, and removes the files. */
export async function withBenchVoters<T>(
  settings: BenchSettings,
  count: number,
  measure: (roll: BenchRoll) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scrutin-bench-'));
  const votersFile = path.join(folder, 'voters.csv');
  const logger = createLogger({ service: 'bench', level: 'error' });
  const database = { url: settings.DATABASE_URL, poolMax: 2, applicationName: 'bench', logger };
  const store = openBallotStore(database);
  const office = openElectionOffice({ ...database, clock: Date.now });
  const roll = openVoterRoll({ url: settings.REDIS_URL, logger });
  try {
    say(`${count.toLocaleString('en')} voters on the roll`);
    await untilConnected(() => roll.check());
    const pepper = Buffer.from(settings.CREDENTIAL_PEPPER, 'hex');
    await loadBenchVoters({ count, pepper, roll, office, file: votersFile });
    return await measure({ store, votersFile, folder, newGateway: () => newGateway(office) });
  } finally {
    await Promise.all([store.close(), office.close(), roll.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

async function untilConnected(check: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await check();
      return;
    } catch (error) {
      if (!(error instanceof TransientError) || attempt === 100) throw error;
      await delay(50);
    }
  }
}

async function newGateway(office: Pick<ElectionOffice, 'createGateway'>): Promise<string> {
  const made = await office.createGateway(BENCH, {
    name: `bench-${Date.now()}`,
    votesPerSecond: 100_000,
    burst: 1_000_000,
  });
  if (made.ok) return made.value.key;
  throw new ConfigurationError(made.detail);
}
