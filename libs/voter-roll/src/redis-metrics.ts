import type { Registry } from '@scrutin/service-runtime';
import { Counter, Gauge } from 'prom-client';

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

/** Settings of Redis that a promise rests on. */
type RedisSetting = 'maxmemory-policy';

export interface RedisMetrics {
  /** What was asked of Redis: one per claim, request or entry, so that rates compare with votes. */
  count(operation: RedisOperation, status: 'success' | 'error', items: number): void;
  setUnsafe(setting: RedisSetting, isUnsafe: boolean): void;
}

export function createRedisMetrics(registry: Registry | undefined): RedisMetrics {
  if (registry === undefined) return { count: () => undefined, setUnsafe: () => undefined };
  const operations = new Counter({
    name: 'redis_operations_total',
    help: 'What was asked of Redis, by operation and outcome; one per claim, request or roll entry.',
    labelNames: ['operation', 'status'] as const,
    registers: [registry],
  });
  const unsafe = new Gauge({
    name: 'redis_unsafe_setting',
    help: '1 while a setting of Redis that a promise rests on is not as it must be, by its name.',
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
