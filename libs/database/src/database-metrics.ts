import type { Pool } from 'pg';
import { Counter, Gauge } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';

/** The operations of the stores, which are the values of the label `operation`. */
export type DatabaseOperation =
  | 'settle-votes'
  | 'settle-rejections'
  | 'mix-ballots'
  | 'submission-status'
  | 'catalogue'
  | 'laws'
  | 'law-results'
  | 'law-electorates'
  | 'published-elections'
  | 'election-counts'
  | 'turnout-series'
  | 'published-tabulations'
  | 'report-intake'
  | 'ledger'
  | 'rolls'
  | 'notices'
  | 'counted-among'
  | 'uncounted-among'
  | 'counted-credentials'
  | 'void-credentials'
  | 'audit'
  | 'deep-check'
  | 'act'
  | 'acts'
  | 'regions'
  | 'parties'
  | 'elections'
  | 'selections'
  | 'certification'
  | 'tabulations'
  | 'officials'
  | 'login'
  | 'proposals'
  | 'session'
  | 'ping';

export interface DatabaseMetrics {
  count(operation: DatabaseOperation, status: 'success' | 'error'): void;
}

export function createDatabaseMetrics(registry: Registry | undefined, pool: Pool): DatabaseMetrics {
  if (registry === undefined) return { count: () => undefined };
  const operations = new Counter({
    name: 'database_operations_total',
    help: 'Operations of the database, by operation and outcome, one for each round trip.',
    labelNames: ['operation', 'status'] as const,
    registers: [registry],
  });
  new Gauge({
    name: 'database_pool_connections',
    help: 'Connections of this process to the database, and requests that wait for a connection.',
    labelNames: ['state'] as const,
    registers: [registry],
    collect() {
      this.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'waiting' }, pool.waitingCount);
    },
  });
  new Gauge({
    name: 'database_pool_max_connections',
    help: 'The most connections this process opens.',
    registers: [registry],
    collect() {
      this.set(pool.options.max);
    },
  });
  return {
    count: (operation, status) => {
      operations.inc({ operation, status });
    },
  };
}
