import { z } from 'zod';
import type { Environment } from '@scrutin/local-stack';
import { loadConfig, setting } from '@scrutin/service-runtime';

/** The settings from `npm run bench`: empty servers, a login for each service, and the processes whose CPU is read. */
const settings = z.object({
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster'),
  AMQP_URL: setting.url('amqp', 'amqps'),
  CREDENTIAL_PEPPER: z.string(),
  MESSAGE_KEYS: z.string(),
  BENCH_INGESTION_DATABASE_URL: setting.url('postgresql', 'postgres'),
  BENCH_WORKER_DATABASE_URL: setting.url('postgresql', 'postgres'),
  BENCH_AGGREGATOR_DATABASE_URL: setting.url('postgresql', 'postgres'),
  BENCH_AUDITOR_DATABASE_URL: setting.url('postgresql', 'postgres'),
  /** The database in which the extension pg_stat_statements is, for a login that may read it. */
  BENCH_STATISTICS_DATABASE_URL: setting.url('postgresql', 'postgres').optional(),
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  /** `name=pid` of each server on this machine, separated by commas; empty if the servers run elsewhere. */
  BENCH_SERVER_PIDS: setting.list(),
});

export type BenchSettings = z.infer<typeof settings>;

/** @throws ConfigurationError if the command was not started by `npm run bench` */
export function readBenchSettings(environment: Environment): BenchSettings {
  return loadConfig(settings, environment);
}
