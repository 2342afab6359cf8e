import { Counter, Gauge } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';

export type RedisOperation =
  | 'claim'
  | 'admit'
  | 'remember-choices'
  | 'count-failed-guesses'
  | 'count-logins'
  | 'load-roll'
  | 'restore-claims'
  | 'roll-status'
  | 'ping'
  | 'probe'
  | 'settings';

/** The settings of Redis on which a promise depends. */
type RedisSetting = 'maxmemory-policy';

/** The metrics of a Redis connection. */
export interface RedisMetrics {
  /** Counts operations, one for each claim, request or roll entry, so that rates can be compared with votes. */
  count(operation: RedisOperation, status: 'success' | 'error', items: number): void;
  setUnsafe(setting: RedisSetting, isUnsafe: boolean): void;
}

/** Registers the metrics. Without a registry, nothing is counted. */
export function createRedisMetrics(registry: Registry | undefined): RedisMetrics {
  if (registry === undefined) return { count: () => undefined, setUnsafe: () => undefined };
  const operations = new Counter({
    name: 'redis_operations_total',
    help: 'Operations on Redis, by operation and status. One for each claim, request or roll entry.',
    labelNames: ['operation', 'status'] as const,
    registers: [registry],
  });
  const unsafe = new Gauge({
    name: 'redis_unsafe_setting',
    help: '1 while a setting of Redis on which a promise depends has an unsafe value, by setting.',
    labelNames: ['setting'] as const,
    registers: [registry],
  });
  unsafe.set({ setting: 'maxmemory-policy' }, 0);
  return {
    count: (operation, status, items) => {
      operations.inc({ operation, status }, items);
    },
    setUnsafe: (setting, isUnsafe) => {
      unsafe.set({ setting }, isUnsafe ? 1 : 0);
    },
  };
}
