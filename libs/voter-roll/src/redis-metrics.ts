import type { Registry } from '@scrutin/service-runtime';
import { Counter } from 'prom-client';

export type RedisOperation =
  | 'claim'
  | 'admit'
  | 'remember-choices'
  | 'count-failed-guesses'
  | 'load-roll'
  | 'restore-claims'
  | 'roll-status'
  | 'ping'
  | 'probe'
  | 'settings';

/** Counts what was asked of Redis: one per claim, request or entry, so that rates compare with votes. */
export interface RedisMetrics {
  count(operation: RedisOperation, status: 'success' | 'error', items: number): void;
}

export function createRedisMetrics(registry: Registry | undefined): RedisMetrics {
  if (registry === undefined) return { count: () => undefined };
  const operations = new Counter({
    name: 'redis_operations_total',
    help: 'What was asked of Redis, by operation and outcome; one per claim, request or roll entry.',
    labelNames: ['operation', 'status'] as const,
    registers: [registry],
  });
  return {
    count: (operation, status, items) => {
      operations.inc({ operation, status }, items);
    },
  };
}
