import { PrismaPg } from '@prisma/adapter-pg';
import type { Logger, Registry } from '@scrutin/service-runtime';
import pg from 'pg';
import { fromDatabase } from './database-error.ts';
import { createDatabaseMetrics } from './database-metrics.ts';
import type { DatabaseOperation } from './database-metrics.ts';
import { PrismaClient } from './generated/prisma/client.ts';

export interface DatabaseOptions {
  readonly url: string;
  /** The most connections at a time. Batches settled at the same time need one each. */
  readonly poolMax: number;
  readonly logger: Logger;
  readonly registry?: Registry;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
}

/** A pool of connections under Prisma's client, whose every operation is counted and its errors sorted. */
export interface Database {
  /** @throws TransientError when the same call may succeed later */
  run<T>(operation: DatabaseOperation, work: (client: PrismaClient) => Promise<T>): Promise<T>;
  /** A statement of src/sql. @throws TransientError when the same call may succeed later */
  query<Row>(operation: DatabaseOperation, sql: string, ...parameters: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

/** Longer than a failover takes to be noticed, shorter than a batch's patience. */
const CONNECT_TIMEOUT_MS = 5_000;

export function openDatabase(options: DatabaseOptions): Database {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // The adapter writes times without an offset: they are UTC only if the session is.
    options: '-c TimeZone=UTC',
  });
  const onPoolError = (error: Error): void => {
    options.logger.warn('database.pool-error', { error });
  };
  pool.on('error', onPoolError); // an idle connection was cut; without a listener the process would end
  const metrics = createDatabaseMetrics(options.registry, pool);
  const names = new Map<string, string>();
  const client = new PrismaClient({
    errorFormat: 'minimal',
    adapter: new PrismaPg(pool, {
      onConnectionError: onPoolError,
      // Named statements are parsed once per connection, not once per batch.
      statementNameGenerator: ({ sql }) => {
        const known = names.get(sql);
        if (known !== undefined) return known;
        const name = `s${names.size}`;
        names.set(sql, name);
        return name;
      },
    }),
  });

  const run = async <T>(
    operation: DatabaseOperation,
    work: (client: PrismaClient) => Promise<T>,
  ): Promise<T> => {
    try {
      const answer = await work(client);
      metrics.count(operation, 'success');
      return answer;
    } catch (error) {
      metrics.count(operation, 'error');
      throw fromDatabase(error, operation);
    }
  };
  return {
    run,
    query: (operation, sql, ...parameters) =>
      run(operation, (prisma) => prisma.$queryRawUnsafe(sql, ...parameters)),
    async close() {
      await client.$disconnect();
      await pool.end();
    },
  };
}
