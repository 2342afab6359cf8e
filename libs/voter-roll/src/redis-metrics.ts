import type { LabelValue, Registry } from '@scrutin/service-runtime';
import { counter, gauge } from '@scrutin/service-runtime';

export type RedisOperation = LabelValue<'redis_operations_total', 'operation'>;

/** The settings of Redis on which a promise depends. */
type RedisSetting = LabelValue<'redis_unsafe_setting', 'setting'>;

/** The metrics of a Redis connection. */
export interface RedisMetrics {
  /** Counts operations, one for each claim, request or roll entry, so that rates can be compared with votes. */
  count(operation: RedisOperation, status: 'success' | 'error', items: number): void;
  setUnsafe(setting: RedisSetting, isUnsafe: boolean): void;
}

/** Registers the metrics. Without a registry, nothing is counted. */
export function createRedisMetrics(registry: Registry | undefined): RedisMetrics {
  if (registry === undefined) return { count: () => undefined, setUnsafe: () => undefined };
  const operations = counter(registry, 'redis_operations_total');
  const unsafe = gauge(registry, 'redis_unsafe_setting');
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
