import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { BallotStore } from '@scrutin/ballot-store';
import { openBallotStore } from '@scrutin/ballot-store';
import { openElectionOffice } from '@scrutin/election-office';
import { createLogger, TransientError } from '@scrutin/service-runtime';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { BenchProcess } from './bench-process.ts';
import { freePort, startProcess } from './bench-process.ts';
import type { BenchSettings } from './bench-settings.ts';
import { BENCH_LAW, loadBenchVoters } from './bench-voters.ts';
import { cpuSeconds } from './process-cpu.ts';
import type { LoadFigures } from './wrk.ts';
import { load } from './wrk.ts';

export interface BenchRunOptions {
  /** The length of each measured load in seconds. */
  readonly duration: number;
  readonly connections: number;
  readonly workers: number;
  readonly aggregators: number;
}

/** The figures of a run: rates per second, times in milliseconds, CPU in core-seconds during the measured load. */
export interface BenchFigures {
  readonly machine: { readonly cores: number; readonly model: string; readonly node: string };
  readonly connections: number;
  readonly duration_s: number;
  readonly express_per_s: number;
  readonly express_p95_ms: number;
  readonly accepted_per_s: number;
  readonly counted_per_s: number;
  /** counted_per_s / express_per_s */
  readonly ratio: number;
  readonly p50_ms: number;
  readonly p95_ms: number;
  readonly p99_ms: number;
  /** The totals of the whole run, with the warm-up, from the ledger after everything has ended. */
  readonly accepted: number;
  readonly counted: number;
  /** Votes that were accepted, and that are then neither counted nor rejected. */
  readonly lost: number;
  readonly refused: number;
  readonly cpu_s: Readonly<Record<string, number>>;
  readonly cpu_us_per_vote: Readonly<Record<string, number>>;
}

/** The same options as in the image, the manifests and `npm start`. docs/PERFORMANCE.md says why. */
const SERVICE_NODE_OPTIONS = '--max-semi-space-size=32';
const WARM_UP_S = 3;
/** Twice the rate of the fastest run measured so far, so that no load runs out of voters. */
const VOTERS_PER_SECOND = 30_000;
const STALLED_AFTER_MS = 30_000;

/**
 * Measures bare Express and then the whole pipeline on the same machine, with the same load generator and the same
 * requests. The ratio depends less on the machine than either figure. The time of the pipeline ends when the last
 * accepted vote is counted in PostgreSQL.
 */
export async function runBench(settings: BenchSettings, options: BenchRunOptions): Promise<BenchFigures> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scrutin-bench-'));
  const votersFile = path.join(folder, 'voters.csv');
  const logger = createLogger({ service: 'bench', level: 'error' });
  const database = { url: settings.DATABASE_URL, poolMax: 2, applicationName: 'bench', logger };
  const store = openBallotStore(database);
  const office = openElectionOffice({ ...database, clock: Date.now });
  const roll = openVoterRoll({ url: settings.REDIS_URL, logger });
  try {
    const warmUpVoters = WARM_UP_S * VOTERS_PER_SECOND;
    const count = warmUpVoters + options.duration * VOTERS_PER_SECOND;
    say(`${count.toLocaleString('en')} voters on the roll`);
    await untilConnected(() => roll.check());
    const pepper = Buffer.from(settings.CREDENTIAL_PEPPER, 'hex');
    await loadBenchVoters({ count, pepper, roll, office, file: votersFile });
    const loads = { connections: options.connections, votersFile, folder };

    say('bare Express');
    const express = await measureExpress(options.duration, loads);
    say('the pipeline, API to counted');
    return await measurePipeline(settings, options, express, store, { ...loads, warmUpVoters });
  } finally {
    await Promise.all([store.close(), office.close(), roll.close()]);
    await rm(folder, { recursive: true, force: true });
  }
}

interface Loads {
  readonly connections: number;
  readonly votersFile: string;
  readonly folder: string;
}

async function measureExpress(seconds: number, loads: Loads): Promise<LoadFigures> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const server = await startProcess({
    name: 'express',
    program: 'rehearsal/dist/bench/plain-express.js',
    environment: { PORT: String(port) },
    readyUrl: url,
    logFolder: loads.folder,
  });
  try {
    await load({ ...loads, url, seconds: WARM_UP_S, skip: 0 });
    return await load({ ...loads, url, seconds, skip: 0 });
  } finally {
    await server.end();
  }
}

async function measurePipeline(
  settings: BenchSettings,
  options: BenchRunOptions,
  express: LoadFigures,
  store: BallotStore,
  loads: Loads & { readonly warmUpVoters: number },
): Promise<BenchFigures> {
  const services: BenchProcess[] = [];
  try {
    const api = await startServices(settings, options, loads.folder, services);
    const url = `http://127.0.0.1:${api.port}`;
    await load({ ...loads, url, seconds: WARM_UP_S, skip: 0 });
    const before = await untilSettled(store, await acceptedVotes(api.metricsPort));
    const cpuBefore = readCpu(settings, services);
    const figures = await load({ ...loads, url, seconds: options.duration, skip: loads.warmUpVoters });
    // The time by wrk's clock, which it starts only after it has generated its requests, plus the time in which the
    // remaining votes are counted.
    const loadEndedMs = performance.now();
    const settled = await untilSettled(store, await acceptedVotes(api.metricsPort));
    const seconds = figures.seconds + (performance.now() - loadEndedMs) / 1000;
    const cpu = subtract(readCpu(settings, services), cpuBefore);
    await endAll(services);

    const counted = settled - before;
    const ledger = await store.ledger();
    const rejected = Object.values(ledger.rejected).reduce((sum, n) => sum + n, 0);
    const expressPerSecond = express.answers / express.seconds;
    return {
      machine: { cores: cpus().length, model: cpus()[0]?.model ?? 'unknown', node: process.version },
      connections: options.connections,
      duration_s: options.duration,
      express_per_s: round(expressPerSecond),
      express_p95_ms: express.p95Ms,
      accepted_per_s: round(figures.answers / figures.seconds),
      counted_per_s: round(counted / seconds),
      ratio: round(counted / seconds / expressPerSecond, 3),
      p50_ms: figures.p50Ms,
      p95_ms: figures.p95Ms,
      p99_ms: figures.p99Ms,
      accepted: ledger.received,
      counted: ledger.counted,
      lost: ledger.received - ledger.counted - rejected,
      refused: figures.notAccepted,
      cpu_s: cpu,
      cpu_us_per_vote: mapValues(cpu, (s) => round((s * 1e6) / counted, 1)),
    };
  } finally {
    await endAll(services);
  }
}

/** Starts one API, the workers and the aggregators. Returns the ports of the API. */
async function startServices(
  settings: BenchSettings,
  options: BenchRunOptions,
  logFolder: string,
  services: BenchProcess[],
): Promise<{ readonly port: number; readonly metricsPort: number }> {
  const common = {
    AMQP_URL: settings.AMQP_URL,
    MESSAGE_KEYS: settings.MESSAGE_KEYS,
    REDIS_URL: settings.REDIS_URL,
    NODE_OPTIONS: SERVICE_NODE_OPTIONS,
  };
  const start = async (
    name: string,
    program: string,
    environment: Record<string, string>,
  ): Promise<number> => {
    const metricsPort = await freePort();
    services.push(
      await startProcess({
        name,
        program: `${program}/dist/main.js`,
        environment: { ...common, ...environment, METRICS_PORT: String(metricsPort) },
        readyUrl: `http://127.0.0.1:${metricsPort}/health/ready`,
        logFolder,
      }),
    );
    return metricsPort;
  };
  for (let i = 1; i <= options.workers; i++) {
    await start(`worker-${i}`, 'validation-worker', { DATABASE_URL: settings.BENCH_WORKER_DATABASE_URL });
  }
  for (let i = 1; i <= options.aggregators; i++) {
    await start(`aggregator-${i}`, 'aggregator', { DATABASE_URL: settings.BENCH_AGGREGATOR_DATABASE_URL });
  }
  const port = await freePort();
  const metricsPort = await start('api', 'ingestion-api', {
    DATABASE_URL: settings.BENCH_INGESTION_DATABASE_URL,
    CREDENTIAL_PEPPER: settings.CREDENTIAL_PEPPER,
    PORT: String(port),
    ADDRESS_LIMIT: '1000000', // all requests of the load come from one address
    TRUSTED_PROXIES: 'loopback',
  });
  return { port, metricsPort };
}

/** How many votes the API has accepted so far, from its metrics. */
async function acceptedVotes(metricsPort: number): Promise<number> {
  const page = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
  return Number(/^votes_received_total\S* (\d+)/m.exec(page)?.[1] ?? 0);
}

/**
 * Waits until as many votes are counted as were accepted, or until no vote was counted for half a minute. In that case
 * the report shows the missing votes as lost. Returns the number of counted votes.
 */
async function untilSettled(store: BallotStore, accepted: number): Promise<number> {
  let counted = 0;
  let deadline = performance.now() + STALLED_AFTER_MS;
  for (;;) {
    const result = await store.lawResult(BENCH_LAW);
    const now = Number((result?.oui ?? 0n) + (result?.non ?? 0n));
    if (now > counted) deadline = performance.now() + STALLED_AFTER_MS;
    counted = now;
    if (counted >= accepted || performance.now() > deadline) return counted;
    await delay(10);
  }
}

function readCpu(settings: BenchSettings, services: readonly BenchProcess[]): Record<string, number> {
  const servers = settings.BENCH_SERVER_PIDS.map((entry) => {
    const [name = '', pid] = entry.split('=');
    return [name, cpuSeconds(Number(pid))] as const;
  });
  const own = services.map(({ name, pid }) => [name, cpuSeconds(pid)] as const);
  return Object.fromEntries([...own, ...servers]);
}

function subtract(after: Record<string, number>, before: Record<string, number>): Record<string, number> {
  return Object.fromEntries(
    Object.entries(after).map(([name, s]) => [name, round(s - (before[name] ?? 0), 2)]),
  );
}

async function endAll(services: BenchProcess[]): Promise<void> {
  for (const service of services.splice(0).reverse()) await service.end();
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

function mapValues(record: Record<string, number>, map: (value: number) => number): Record<string, number> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits));
}

function say(text: string): void {
  process.stderr.write(`· ${text}\n`);
}
