import type { Pool } from 'pg';
import type { CounterOf, GaugeOf, HistogramOf, LabelValue, Registry } from '@scrutin/service-runtime';
import { counter, gauge, histogram } from '@scrutin/service-runtime';

/** The operations of the stores. */
export type DatabaseOperation = LabelValue<'database_operations_total', 'operation'>;

/** The pools of connections. A service with one pool has `main`. */
export type PoolName = LabelValue<'database_pool_connections', 'pool'>;

/** The settings of PostgreSQL on which a promise depends. */
type DatabaseSetting = LabelValue<'database_unsafe_setting', 'setting'>;

export interface DatabaseMetrics {
  count(operation: DatabaseOperation, status: 'success' | 'error'): void;
  setUnsafe(setting: DatabaseSetting, isUnsafe: boolean): void;
  /** Shows the connections of a pool, and measures how long its requests wait for one. */
  watch(name: PoolName, pool: Pool): void;
}

interface Meters {
  readonly operations: CounterOf<'database_operations_total'>;
  readonly waits: HistogramOf<'database_pool_wait_seconds'>;
  readonly unsafe: GaugeOf<'database_unsafe_setting'>;
  readonly pools: Map<PoolName, Pool>;
}

/** All pools of a process share the metrics of its registry. */
const metersOf = new WeakMap<Registry, Meters>();

/** The metrics of a database. Without a registry, nothing is counted. */
export function createDatabaseMetrics(registry: Registry | undefined): DatabaseMetrics {
  if (registry === undefined) {
    return { count: () => undefined, setUnsafe: () => undefined, watch: () => undefined };
  }
  const meters = metersOf.get(registry) ?? registered(registry);
  return {
    count: (operation, status) => {
      meters.operations.inc({ operation, status });
    },
    setUnsafe: (setting, isUnsafe) => {
      meters.unsafe.set({ setting }, isUnsafe ? 1 : 0);
    },
    watch: (name, pool) => {
      meters.pools.set(name, pool);
      measureWaits(pool, meters.waits.labels({ pool: name }));
    },
  };
}

function registered(registry: Registry): Meters {
  const pools = new Map<PoolName, Pool>();
  const meters: Meters = {
    operations: counter(registry, 'database_operations_total'),
    waits: histogram(registry, 'database_pool_wait_seconds'),
    unsafe: gauge(registry, 'database_unsafe_setting'),
    pools,
  };
  gauge(registry, 'database_pool_connections', (connections) => {
    for (const [name, pool] of pools) {
      connections.set({ pool: name, state: 'busy' }, pool.totalCount - pool.idleCount);
      connections.set({ pool: name, state: 'idle' }, pool.idleCount);
      connections.set({ pool: name, state: 'waiting' }, pool.waitingCount);
    }
  });
  gauge(registry, 'database_pool_max_connections', (most) => {
    for (const [name, pool] of pools) most.set({ pool: name }, pool.options.max);
  });
  metersOf.set(registry, meters);
  return meters;
}

type Connected = Parameters<Pool['connect']>[0];

/** pg has no event for the moment at which a request begins to wait, so every request for a connection is timed. */
function measureWaits(pool: Pool, waits: { observe(seconds: number): void }): void {
  const connect = pool.connect.bind(pool) as (done?: Connected) => Promise<never>;
  const timed = (done?: Connected): Promise<never> => {
    const startedMs = performance.now();
    const ended = (): void => {
      waits.observe((performance.now() - startedMs) / 1_000);
    };
    if (done === undefined) return connect().finally(ended);
    return connect((...answer) => {
      ended();
      done(...answer);
    });
  };
  pool.connect = timed as Pool['connect'];
}
