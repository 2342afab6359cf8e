import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Logger, Registry } from '@scrutin/service-runtime';
import { RecurringLog } from '@scrutin/service-runtime';
import { fromDatabase, troubleOf, whatWasSaid } from './database-error.ts';
import type { DatabaseOperation } from './database-metrics.ts';
import { createDatabaseMetrics } from './database-metrics.ts';
import { SessionGuard } from './database-session.ts';
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

/**
 * A pool of connections under Prisma's client, whose every operation is counted and its errors sorted. What
 * PostgreSQL refuses until somebody mends it (a login, a right, a missing table), and what nobody foresaw, is
 * logged as a failure and is a TransientError all the same: nothing is lost by trying again.
 */
export interface Database {
  /** @throws TransientError when the same call may succeed later */
  run<T>(operation: DatabaseOperation, work: (client: PrismaClient) => Promise<T>): Promise<T>;
  /** A statement of src/sql. @throws TransientError when the same call may succeed later */
  query<Row>(operation: DatabaseOperation, sql: string, ...parameters: readonly unknown[]): Promise<Row[]>;
  /**
   * A hot statement of src/sql, sent by pg itself: an array is one parameter (`$1::uuid[]`), where Prisma would take it
   * apart. Rows have pg's types: a bigint is a text.
   *
   * @throws TransientError when the same call may succeed later
   */
  send<Row extends pg.QueryResultRow>(
    operation: DatabaseOperation,
    sql: string,
    ...parameters: readonly unknown[]
  ): Promise<Row[]>;
  close(): Promise<void>;
}

/** Longer than a failover takes to be noticed, shorter than a batch's patience. */
const CONNECT_TIMEOUT_MS = 5_000;

export function openDatabase(options: DatabaseOptions): Database {
  const guard = new SessionGuard(options.logger, options.registry);
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolMax,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    // Called before a new connection is given to anybody.
    verify: (connection, done) => {
      guard.prepare(connection).then(() => {
        done();
      }, done);
    },
  });
  const onPoolError = (error: Error): void => {
    options.logger.warn('database.pool-error', { error });
  };
  pool.on('error', onPoolError); // an idle connection was cut; without a listener the process would end
  const metrics = createDatabaseMetrics(options.registry, pool);
  const names = new Map<string, string>();
  // Named statements are parsed once per connection, not once per batch.
  const nameOf = (sql: string): string | undefined => {
    if (!guard.mayName) return undefined;
    const known = names.get(sql);
    if (known !== undefined) return known;
    const name = `s${names.size}`;
    names.set(sql, name);
    return name;
  };
  const client = new PrismaClient({
    errorFormat: 'minimal',
    adapter: new PrismaPg(pool, {
      onConnectionError: onPoolError,
      // An empty name is none.
      statementNameGenerator: ({ sql }) => nameOf(sql) ?? '',
    }),
  });

  const recurring = new RecurringLog(options.logger);
  const sorted = (error: unknown, operation: DatabaseOperation): unknown => {
    const trouble = troubleOf(error);
    if (trouble === 'refused' || trouble === 'unknown') {
      const event = trouble === 'refused' ? 'database.refused' : 'database.unknown-error';
      const reason = whatWasSaid(error);
      recurring.error(event, `${operation} ${reason.slice(0, 5)}`, { operation, reason });
    }
    return fromDatabase(error, operation, trouble);
  };
  const counted = async <T>(operation: DatabaseOperation, work: () => Promise<T>): Promise<T> => {
    try {
      const answer = await work();
      metrics.count(operation, 'success');
      return answer;
    } catch (error) {
      metrics.count(operation, 'error');
      throw sorted(error, operation);
    }
  };
  return {
    run: (operation, work) => counted(operation, () => work(client)),
    query: (operation, sql, ...parameters) =>
      counted(operation, () => client.$queryRawUnsafe(sql, ...parameters)),
    send: <Row extends pg.QueryResultRow>(
      operation: DatabaseOperation,
      sql: string,
      ...parameters: readonly unknown[]
    ) =>
      counted(operation, async () => {
        const name = nameOf(sql);
        const values = [...parameters];
        const statement = name === undefined ? { text: sql, values } : { name, text: sql, values };
        return (await pool.query<Row>(statement)).rows;
      }),
    async close() {
      await client.$disconnect();
      await pool.end();
    },
  };
}
