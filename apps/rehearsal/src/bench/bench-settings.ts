import { z } from 'zod';
import type { Environment } from '@scrutin/local-stack';
import { loadConfig, setting } from '@scrutin/service-runtime';

/** What `npm run bench` hands over: empty servers, a login for each service, and whose CPU to read. */
const settings = z.object({
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster'),
  AMQP_URL: setting.url('amqp', 'amqps'),
  CREDENTIAL_PEPPER: z.string(),
  MESSAGE_KEYS: z.string(),
  BENCH_INGESTION_DATABASE_URL: setting.url('postgresql', 'postgres'),
  BENCH_WORKER_DATABASE_URL: setting.url('postgresql', 'postgres'),
  BENCH_AGGREGATOR_DATABASE_URL: setting.url('postgresql', 'postgres'),
  /** `name=pid` of servers on this machine, comma-separated; empty when they run elsewhere. */
  BENCH_SERVER_PIDS: setting.list(),
});

export type BenchSettings = z.infer<typeof settings>;

/** @throws ConfigurationError when not started by `npm run bench` */
export function readBenchSettings(environment: Environment): BenchSettings {
  return loadConfig(settings, environment);
}
