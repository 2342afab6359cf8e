/** Where the time of a vote goes: collects what the machine and the servers counted during a load. */
import { setTimeout as delay } from 'node:timers/promises';
import { openBrokerManagement } from '@scrutin/broker';
import type { Database } from '@scrutin/database';
import { openDatabase } from '@scrutin/database';
import { createLogger } from '@scrutin/service-runtime/program';
import type { BenchProcess } from '../bench/bench-process.ts';
import { serverProcesses } from '../bench/bench-services.ts';
import type { BenchSettings } from '../bench/bench-settings.ts';
import { say } from '../bench/figures.ts';
import type { Counters } from './counters.ts';
import { growth } from './counters.ts';
import type { MachineBreakdown, MachineReading } from './machine-time.ts';
import { machineBreakdown, readMachine } from './machine-time.ts';
import type { Statement, StatementReading } from './postgres-statistics.ts';
import {
  readServerCounters,
  readStatements,
  readTableCounters,
  statementsBetween,
  tablesBetween,
} from './postgres-statistics.ts';
import type { RedisReading } from './redis-statistics.ts';
import { readRedis, redisBetween, watchRedisLatency } from './redis-statistics.ts';

/** A part of a breakdown, or why it could not be measured. */
export type Part<T> =
  | { readonly kind: 'measured'; readonly figures: T }
  | { readonly kind: 'unavailable'; readonly reason: string };

export interface Breakdown {
  /** The votes that were counted in this time. */
  readonly votes: number;
  readonly machine: Part<MachineBreakdown>;
  readonly statements: Part<readonly Statement[]>;
  readonly postgres: Part<{ readonly server: Counters; readonly tables: Readonly<Record<string, Counters>> }>;
  readonly redis: Part<RedisReading>;
  readonly rabbitmq: Part<Counters>;
}

export interface RunningBreakdown {
  /** Has to be called when the load begins, with the process of the load generator. */
  loadBegins(generator: number): void;
  /** Has to be called when the last vote is counted, and before the services end. */
  end(votes: number): Promise<Breakdown>;
}

type BreakdownSettings = Pick<
  BenchSettings,
  'DATABASE_URL' | 'REDIS_URL' | 'AMQP_MANAGEMENT_URL' | 'BENCH_STATISTICS_DATABASE_URL' | 'BENCH_SERVER_PIDS'
>;

/**
 * The greatest age of the statistics, with a margin: a session of PostgreSQL that has nothing to do reports within ten
 * seconds (PGSTAT_IDLE_INTERVAL), and RabbitMQ's management API has figures of the last ten seconds.
 */
const STATISTICS_AGE_MS = 11_000;

/** Begins a breakdown, for which the servers have to be idle. It takes as long as their statistics are old. */
export async function beginBreakdown(
  settings: BreakdownSettings,
  services: readonly BenchProcess[],
): Promise<RunningBreakdown> {
  say('waiting until the servers have reported what they did so far');
  const watching = await part(() => watchRedisLatency(settings.REDIS_URL));
  await delay(STATISTICS_AGE_MS);
  const before = await readServers(settings);
  const statementsBefore = await statementsOf(settings);
  let begun: { readonly reading: Promise<Part<MachineReading>>; readonly generator: number } | undefined;
  return {
    loadBegins(generator) {
      begun = { reading: part(readMachine), generator }; // read before `part` returns
    },
    async end(votes) {
      const ended = await part(readMachine);
      const statements = between(statementsBefore, await statementsOf(settings), statementsBetween);
      say('waiting until the servers have reported what they did');
      await delay(STATISTICS_AGE_MS);
      const after = await readServers(settings);
      const { reading, generator } = begun ?? { reading: notBegun, generator: 0 };
      const programs = [...services, ...serverProcesses(settings)];
      return {
        votes,
        machine: between(await reading, ended, (a, b) =>
          machineBreakdown(a, b, { programs, generator, self: process.pid }),
        ),
        statements,
        postgres: between(before.postgres, after.postgres, (a, b) => ({
          server: growth(b.server, a.server),
          tables: tablesBetween(a.tables, b.tables),
        })),
        redis: watching.kind === 'unavailable' ? watching : between(before.redis, after.redis, redisBetween),
        rabbitmq: between(before.rabbitmq, after.rabbitmq, (a, b) => growth(b, a)),
      };
    },
  };
}

const notBegun = { kind: 'unavailable', reason: 'the load generator did not begin' } as const;

function statementsOf({
  BENCH_STATISTICS_DATABASE_URL: url,
}: BreakdownSettings): Promise<Part<StatementReading[]>> {
  return part(() => {
    if (url === undefined) throw new Error('BENCH_STATISTICS_DATABASE_URL is not set');
    return withDatabase(url, readStatements);
  });
}

interface ServerReading {
  readonly postgres: Part<{ server: Counters; tables: Readonly<Record<string, Counters>> }>;
  readonly redis: Part<RedisReading>;
  readonly rabbitmq: Part<Counters>;
}

async function readServers(settings: BreakdownSettings): Promise<ServerReading> {
  return {
    postgres: await part(() =>
      withDatabase(settings.DATABASE_URL, async (database) => ({
        server: await readServerCounters(database),
        tables: await readTableCounters(database),
      })),
    ),
    redis: await part(() => readRedis(settings.REDIS_URL)),
    rabbitmq: await part(() => {
      const url = settings.AMQP_MANAGEMENT_URL;
      if (url === undefined) throw new Error('AMQP_MANAGEMENT_URL is not set');
      return openBrokerManagement({ url }).counters();
    }),
  };
}

async function withDatabase<T>(url: string, work: (database: Database) => Promise<T>): Promise<T> {
  const logger = createLogger({ service: 'bench', level: 'fatal' });
  const database = openDatabase({ url, poolMax: 1, applicationName: 'bench statistics', logger });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
}

/** Measures a part. A part that cannot be measured leaves the others as they are, and the report says why. */
async function part<T>(measure: () => Promise<T> | T): Promise<Part<T>> {
  try {
    return { kind: 'measured', figures: await measure() };
  } catch (error) {
    return { kind: 'unavailable', reason: error instanceof Error ? error.message : String(error) };
  }
}

function between<Reading, Figures>(
  before: Part<Reading>,
  after: Part<Reading>,
  difference: (before: Reading, after: Reading) => Figures,
): Part<Figures> {
  if (before.kind === 'unavailable') return before;
  if (after.kind === 'unavailable') return after;
  return { kind: 'measured', figures: difference(before.figures, after.figures) };
}
