import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { BallotStore } from '@scrutin/ballot-store';
import { openDatabase } from '@scrutin/database';
import { createLogger } from '@scrutin/service-runtime/program';
import type { Breakdown } from '../breakdown/breakdown.ts';
import { beginBreakdown } from '../breakdown/breakdown.ts';
import { postgresVersion } from '../whole-vote/server-figures.ts';
import type { BenchProcess } from './bench-process.ts';
import { freePort, startProcess } from './bench-process.ts';
import { GATEWAY_VOTERS_PER_SECOND, VOTERS_PER_SECOND, withBenchVoters } from './bench-rolls.ts';
import { acceptedVotes, benchServices, endAll, readCpu, subtract } from './bench-services.ts';
import type { BenchSettings } from './bench-settings.ts';
import { BENCH_LAW } from './bench-voters.ts';
import { mapValues, round, say } from './figures.ts';
import type { GatewayLoad, LoadFigures } from './wrk.ts';
import { load } from './wrk.ts';

export interface BenchRunOptions {
  /** The length of each measured load in seconds. */
  readonly duration: number;
  readonly connections: number;
  readonly workers: number;
  readonly aggregators: number;
  /** If given, a gateway hands in the votes, so many with each request. */
  readonly gateway?: number;
  /** Whether each vote of the gateway has an `idempotency_key` of its own. */
  readonly idempotencyKeys?: boolean;
  /** The folder for a CPU profile of each service. Profiling costs time, so its rates do not count. */
  readonly cpuProfiles?: string;
  /** Whether to find out where the time of a vote goes. The statistics cost time, so the rates do not count either. */
  readonly breakdown?: boolean;
}

/** The figures of a run: rates per second, times in milliseconds, CPU in core-seconds during the measured load. */
export interface BenchFigures {
  readonly machine: {
    readonly cores: number;
    readonly model: string;
    readonly node: string;
    readonly postgres: string;
  };
  readonly connections: number;
  /** More than 1 if a gateway handed in the votes. The times are those of requests. */
  readonly votes_per_request: number;
  readonly idempotency_keys: boolean;
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
  /** If it was asked for. */
  readonly breakdown?: Breakdown;
}

const WARM_UP_S = 3;
const STALLED_AFTER_MS = 30_000;

/**
 * Measures bare Express and then the whole pipeline on the same machine, with the same load generator and the same
 * requests. The ratio depends less on the machine than either figure. The time of the pipeline ends when the last
 * accepted vote is counted in PostgreSQL.
 */
export async function runBench(settings: BenchSettings, options: BenchRunOptions): Promise<BenchFigures> {
  const perSecond = options.gateway === undefined ? VOTERS_PER_SECOND : GATEWAY_VOTERS_PER_SECOND;
  const warmUpVoters = WARM_UP_S * perSecond;
  const voters = warmUpVoters + options.duration * perSecond;
  return withBenchVoters(settings, voters, async ({ store, newGateway, ...files }) => {
    const loads = { connections: options.connections, ...files };
    say('bare Express');
    const express = await measureExpress(options.duration, loads);
    say('the pipeline, API to counted');
    const gateway =
      options.gateway === undefined
        ? undefined
        : {
            key: await newGateway(),
            votesPerRequest: options.gateway,
            isKeyed: options.idempotencyKeys === true,
          };
    return measurePipeline(settings, options, express, store, { ...loads, gateway, warmUpVoters });
  });
}

interface Loads {
  readonly connections: number;
  readonly votersFile: string;
  readonly folder: string;
  readonly gateway?: GatewayLoad | undefined;
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
    const starts = benchServices(settings, loads.folder, services, options.cpuProfiles);
    for (let i = 0; i < options.workers; i++) await starts.worker();
    for (let i = 0; i < options.aggregators; i++) await starts.aggregator();
    const api = await starts.api();
    const url = `http://127.0.0.1:${api.port}`;
    await load({ ...loads, url, seconds: WARM_UP_S, skip: 0 });
    const before = await untilSettled(store, await acceptedVotes(api.metricsPort));
    const running = options.breakdown === true ? await beginBreakdown(settings, services) : undefined;
    const cpuBefore = readCpu(settings, services);
    const figures = await load({
      ...loads,
      url,
      seconds: options.duration,
      skip: loads.warmUpVoters,
      onStart: (pid) => running?.loadBegins(pid),
    });
    // The time by wrk's clock, which it starts only after it has generated its requests, plus the time in which the
    // remaining votes are counted.
    const loadEndedMs = performance.now();
    const settled = await untilSettled(store, await acceptedVotes(api.metricsPort));
    const seconds = figures.seconds + (performance.now() - loadEndedMs) / 1000;
    const cpu = subtract(readCpu(settings, services), cpuBefore);
    const counted = settled - before;
    const breakdown = await running?.end(counted);
    await endAll(services);

    const ledger = await store.ledger();
    const rejected = Object.values(ledger.rejected).reduce((sum, n) => sum + n, 0);
    const expressPerSecond = express.answers / express.seconds;
    return {
      machine: {
        cores: cpus().length,
        model: cpus()[0]?.model ?? 'unknown',
        node: process.version,
        postgres: await versionOfPostgres(settings),
      },
      connections: options.connections,
      votes_per_request: options.gateway ?? 1,
      idempotency_keys: options.idempotencyKeys === true,
      duration_s: options.duration,
      express_per_s: round(expressPerSecond),
      express_p95_ms: express.p95Ms,
      accepted_per_s: round((options.gateway === undefined ? figures.answers : counted) / figures.seconds),
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
      ...(breakdown === undefined ? {} : { breakdown }),
    };
  } finally {
    await endAll(services);
  }
}

async function versionOfPostgres({ DATABASE_URL: url }: BenchSettings): Promise<string> {
  const logger = createLogger({ service: 'bench', level: 'error' });
  const database = openDatabase({ url, poolMax: 1, logger, applicationName: 'bench' });
  try {
    return await postgresVersion(database);
  } finally {
    await database.close();
  }
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
