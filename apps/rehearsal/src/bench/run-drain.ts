import { cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import type { Broker } from '@scrutin/broker';
import { openBroker } from '@scrutin/broker';
import { QUEUES } from '@scrutin/contracts/messages';
import { openDatabase } from '@scrutin/database';
import { ConfigurationError } from '@scrutin/service-runtime';
import { createLogger } from '@scrutin/service-runtime/program';
import type { BenchProcess } from './bench-process.ts';
import type { BenchRoll } from './bench-rolls.ts';
import { withBenchVoters } from './bench-rolls.ts';
import { acceptedVotes, benchServices, endAll, readCpu, subtract } from './bench-services.ts';
import type { BenchSettings } from './bench-settings.ts';
import { BENCH_LAW } from './bench-voters.ts';
import type { Remainder } from './drain-rate.ts';
import { stretchOf } from './drain-rate.ts';
import { mapValues, round, say } from './figures.ts';
import { storedBytes } from './stored-bytes.ts';
import { load } from './wrk.ts';

export interface DrainOptions {
  /** How many workers drain the queue: one round for each number. */
  readonly drain: readonly number[];
  /** The votes with which the queue is filled before each round. */
  readonly backlog: number;
  readonly connections: number;
  readonly aggregators: number;
}

interface DrainRound {
  readonly workers: number;
  readonly votes: number;
  /** Votes that left `votes.validation` per second, from the moment when all workers are ready until a tenth is left. */
  readonly validated_per_s: number;
  /** Votes that were counted in PostgreSQL per second, in the same way. */
  readonly counted_per_s: number;
  /** The cores that all processes used on the average in the time of `counted_per_s`. */
  readonly cores_used: number;
  /** Of all workers together, and so on. */
  readonly cpu_us_per_vote: Readonly<Record<string, number>>;
}

export interface DrainFigures {
  readonly machine: { readonly cores: number; readonly model: string; readonly node: string };
  readonly aggregators: number;
  readonly rounds: readonly DrainRound[];
  /** What PostgreSQL wrote for each vote, in its WAL and into the files of the database. */
  readonly wal_bytes_per_vote: number;
  readonly disk_bytes_per_vote: number;
  /** Votes that were accepted, and that are then neither counted nor rejected. */
  readonly lost: number;
}

/** The queue is filled in slices, because the load generator runs for its whole time even without voters. */
const SLICE_S = 5;
const SAMPLE_MS = 50;
/** The part of the votes that is left at the end of what is measured, when some workers have nothing more to do. */
const REST = 0.1;
const STALLED_AFTER_MS = 30_000;

/**
 * Measures how fast a queue of votes drains with different numbers of workers. In each round, votes are accepted while
 * no worker runs; then the workers of the round start together.
 */
export async function runDrain(settings: BenchSettings, options: DrainOptions): Promise<DrainFigures> {
  return withBenchVoters(settings, options.drain.length * 2 * options.backlog, async (roll) => {
    const lasting: BenchProcess[] = [];
    const logger = createLogger({ service: 'bench', level: 'error' });
    const broker = openBroker({ url: settings.AMQP_URL, connectionName: 'bench', logger });
    const database = openDatabase({
      url: settings.DATABASE_URL,
      poolMax: 1,
      logger,
      applicationName: 'bench',
    });
    try {
      const storedBefore = await storedBytes(database);
      const starts = benchServices(settings, roll.folder, lasting);
      for (let i = 0; i < options.aggregators; i++) await starts.aggregator();
      const api = await starts.api();
      const rounds: DrainRound[] = [];
      let skip = 0;
      for (const workers of options.drain) {
        say(`votes for ${workers} ${workers === 1 ? 'worker' : 'workers'}`);
        const before = await acceptedVotes(api.metricsPort);
        let votes = 0;
        while (votes < options.backlog) {
          const { answers } = await load({
            ...roll,
            url: `http://127.0.0.1:${api.port}`,
            connections: options.connections,
            seconds: SLICE_S,
            skip,
            take: options.backlog - votes,
          });
          // The load generator does not know of the last request of each connection whether it was answered.
          skip += answers + options.connections;
          votes = (await acceptedVotes(api.metricsPort)) - before;
        }
        rounds.push(await drainWith(workers, votes, { settings, roll, broker, lasting }));
      }
      await endAll(lasting);
      const stored = await storedBytes(database);
      const perVote = (bytes: number): number =>
        round(bytes / rounds.reduce((sum, { votes }) => sum + votes, 0));
      const ledger = await roll.store.ledger();
      const rejected = Object.values(ledger.rejected).reduce((sum, n) => sum + n, 0);
      return {
        machine: { cores: cpus().length, model: cpus()[0]?.model ?? 'unknown', node: process.version },
        aggregators: options.aggregators,
        rounds,
        wal_bytes_per_vote: perVote(stored.wal - storedBefore.wal),
        disk_bytes_per_vote: perVote(stored.disk - storedBefore.disk),
        lost: ledger.received - ledger.counted - rejected,
      };
    } finally {
      await endAll(lasting);
      await Promise.all([broker.close(), database.close()]);
    }
  });
}

interface RoundContext {
  readonly settings: BenchSettings;
  readonly roll: BenchRoll;
  readonly broker: Broker;
  /** The processes that all rounds share. */
  readonly lasting: readonly BenchProcess[];
}

async function drainWith(workers: number, votes: number, context: RoundContext): Promise<DrainRound> {
  const { settings, roll, broker, lasting } = context;
  const own: BenchProcess[] = [];
  const cpuNow = (): Record<string, number> => {
    const ofOwn = Object.values(readCpu({ ...settings, BENCH_SERVER_PIDS: [] }, own));
    return { workers: sum(ofOwn), ...readCpu(settings, lasting) };
  };
  try {
    const starts = benchServices(settings, roll.folder, own);
    const samples = sampleUntilCounted(roll, broker, votes, cpuNow);
    await Promise.all(Array.from({ length: workers }, () => starts.worker()));
    const readyMs = performance.now();
    const cpuBefore = cpuNow();
    const { waiting, uncounted, cpuAtRest } = await samples;
    const messages = waiting[0]?.left ?? 0;
    const validated = stretchOf(waiting, readyMs, REST * messages);
    const counted = stretchOf(uncounted, readyMs, REST * votes);
    if (validated === undefined || counted === undefined)
      throw new ConfigurationError(
        'The queue was empty before all workers were ready: use a larger --backlog.',
      );
    const cpu = subtract(cpuAtRest, cpuBefore);
    return {
      workers,
      votes,
      validated_per_s: round((votes * validated.done) / messages / validated.seconds),
      counted_per_s: round(counted.done / counted.seconds),
      cores_used: round(sum(Object.values(cpu)) / counted.seconds, 2),
      cpu_us_per_vote: mapValues(cpu, (s) => round((s * 1e6) / counted.done, 1)),
    };
  } finally {
    await endAll(own);
  }
}

interface Samples {
  /** The messages that wait for validation. */
  readonly waiting: readonly Remainder[];
  /** The votes that are not counted yet. */
  readonly uncounted: readonly Remainder[];
  /** The CPU seconds when a tenth of the votes was not counted yet. */
  readonly cpuAtRest: Record<string, number>;
}

/** Samples until all votes are counted. */
async function sampleUntilCounted(
  { store }: BenchRoll,
  broker: Broker,
  votes: number,
  cpuNow: () => Record<string, number>,
): Promise<Samples> {
  const counted = async (): Promise<number> => {
    const result = await store.lawResult(BENCH_LAW);
    return Number((result?.oui ?? 0n) + (result?.non ?? 0n));
  };
  const before = await counted();
  const waiting: Remainder[] = [];
  const uncounted: Remainder[] = [];
  let cpuAtRest: Record<string, number> | undefined;
  let last = votes;
  let deadline = performance.now() + STALLED_AFTER_MS;
  for (;;) {
    const [{ messages }, now] = await Promise.all([broker.depth(QUEUES.validation), counted()]);
    const ms = performance.now();
    const left = before + votes - now;
    waiting.push({ ms, left: messages });
    uncounted.push({ ms, left });
    if (left < last) deadline = ms + STALLED_AFTER_MS;
    last = left;
    if (left <= REST * votes) cpuAtRest ??= cpuNow();
    if (left <= 0 || ms > deadline) return { waiting, uncounted, cpuAtRest: cpuAtRest ?? cpuNow() };
    await delay(SAMPLE_MS);
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}
