import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Address, Logger, Registry } from '@scrutin/service-runtime';
import { RecurringLog } from '@scrutin/service-runtime';
import { clientOf } from './client-of.ts';
import { fromDatabase, messageOf, troubleOf } from './database-error.ts';
import type { DatabaseOperation, PoolName } from './database-metrics.ts';
import { createDatabaseMetrics } from './database-metrics.ts';
import { SessionGuard } from './database-session.ts';
import { PrismaClient } from './generated/prisma/client.ts';

export interface DatabaseOptions {
  /** If it is read again before each use, every new connection has the password of that moment. */
  readonly url: Address;
  /** The most connections at the same time. Each batch that is being settled needs one. */
  readonly poolMax: number;
  readonly logger: Logger;
  readonly registry?: Registry;
  /** The name of the pool in the metrics. The default is `main`. */
  readonly poolName?: PoolName;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /**
   * How long a statement may take, in milliseconds. After this time PostgreSQL counts as unavailable: the connection is
   * closed, and the call fails with a TransientError. The statement may still have an effect. Without it there is no limit,
   * and a server that has vanished from the network is noticed after a quarter of an hour at the earliest.
   */
  readonly deadlineMs?: number;
  /** The same for statements that are not sent with {@link Database.send}. By default it is `deadlineMs`. */
  readonly longDeadlineMs?: number;
}

/**
 * Prisma's client on a pool of connections. It counts every operation and classifies every error. Errors that last
 * until somebody repairs something (a login, a right, a missing table), and unknown errors, are logged as failures.
 * They are TransientErrors all the same, because nothing is lost by trying again.
 */
export interface Database {
  /** Runs `work` with Prisma's client. @throws TransientError when the same call may succeed later */
  run<T>(operation: DatabaseOperation, work: (client: PrismaClient) => Promise<T>): Promise<T>;
  /** Sends a statement of src/sql through Prisma. @throws TransientError when the same call may succeed later */
  query<Row>(operation: DatabaseOperation, sql: string, ...parameters: readonly unknown[]): Promise<Row[]>;
  /**
   * Sends a frequent statement of src/sql through pg itself. An array is one parameter here (`$1::uuid[]`), while
   * Prisma would make a parameter of each element. Rows have the types of pg, where a bigint is a text.
   *
   * @throws TransientError when the same call may succeed later
   */
  send<Row extends pg.QueryResultRow>(
    operation: DatabaseOperation,
    sql: string,
    ...parameters: readonly unknown[]
  ): Promise<Row[]>;
  /**
   * Sends a query as {@link send} does, and reads its answer page by page, in one read-only transaction. Neither side
   * holds the whole answer in memory. The connection is held until the last page was read or the reader leaves.
   *
   * @throws TransientError when the same call may succeed later
   */
  pages<Row extends pg.QueryResultRow>(
    operation: DatabaseOperation,
    sql: string,
    ...parameters: readonly unknown[]
  ): AsyncGenerator<readonly Row[], void>;
  close(): Promise<void>;
}

/** How many rows a page has. */
const PAGE_ROWS = 10_000;
/** Longer than it takes to notice a failover. */
const CONNECT_TIMEOUT_MS = 5_000;
/** An idle connection is tried after this time, so that it does not fail at its next use. */
const KEEP_ALIVE_DELAY_MS = 10_000;

/** Opens a pool of connections. It connects on first use. */
export function openDatabase(options: DatabaseOptions): Database {
  const metrics = createDatabaseMetrics(options.registry);
  const guard = new SessionGuard(options.logger, metrics);
  const { deadlineMs, longDeadlineMs = deadlineMs } = options;
  const deadline = deadlineMs === undefined ? {} : { query_timeout: deadlineMs };
  const pool = new pg.Pool({
    Client: clientOf(options.url),
    max: options.poolMax,
    application_name: options.applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    ...(longDeadlineMs === undefined ? {} : { query_timeout: longDeadlineMs }),
    // Called for each new connection before it is used.
    verify: (connection, done) => {
      guard.prepare(connection).then(() => {
        done();
      }, done);
    },
  });
  const onPoolError = (error: Error): void => {
    options.logger.warn('database.pool-error', { error });
  };
  pool.on('error', onPoolError); // an idle connection was closed; without a listener the process would end
  metrics.watch(options.poolName ?? 'main', pool);
  const names = new Map<string, string>();
  // Named statements are parsed once for each connection, and not for each batch.
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
      // An empty name means that the statement has no name.
      statementNameGenerator: ({ sql }) => nameOf(sql) ?? '',
    }),
  });

  const recurring = new RecurringLog(options.logger);
  const classified = (error: unknown, operation: DatabaseOperation): unknown => {
    const trouble = troubleOf(error);
    if (trouble === 'refused' || trouble === 'unknown') {
      const event = trouble === 'refused' ? 'database.refused' : 'database.unknown-error';
      const reason = messageOf(error);
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
      throw classified(error, operation);
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
        const named = name === undefined ? {} : { name };
        return (await pool.query<Row>({ ...named, text: sql, values, ...deadline })).rows;
      }),
    async *pages<Row extends pg.QueryResultRow>(
      operation: DatabaseOperation,
      sql: string,
      ...parameters: readonly unknown[]
    ) {
      const connection = await counted(operation, () => pool.connect());
      connection.on('error', onPoolError); // it may be closed while the reader is at work on a page
      let isAtEnd = false;
      try {
        await counted(operation, async () => {
          await connection.query('BEGIN READ ONLY');
          await connection.query('SET LOCAL cursor_tuple_fraction = 1'); // all rows will be read
          await connection.query(`DECLARE answer NO SCROLL CURSOR FOR ${sql}`, [...parameters]);
        });
        for (;;) {
          const { rows } = await counted(operation, () =>
            connection.query<Row>(`FETCH ${PAGE_ROWS} FROM answer`),
          );
          if (rows.length > 0) yield rows;
          if (rows.length < PAGE_ROWS) break;
        }
        await counted(operation, () => connection.query('COMMIT'));
        isAtEnd = true;
      } finally {
        connection.off('error', onPoolError);
        connection.release(!isAtEnd); // with its transaction, if it is still open
      }
    },
    async close() {
      await client.$disconnect();
      await pool.end();
    },
  };
}
