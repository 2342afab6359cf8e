import pg from 'pg';
import type { Address, Logger } from '@scrutin/service-runtime';
import { clientOf } from './client-of.ts';
import { fromDatabase } from './database-error.ts';

export interface SharedTurnsOptions {
  readonly url: Address;
  readonly logger: Logger;
  /** Shown in pg_stat_activity. */
  readonly applicationName: string;
  /** How long work may wait for its turn. */
  readonly waitMs: number;
}

/** Work of which only one piece at a time may run, over all processes that use the same database. */
export interface SharedTurns {
  /**
   * Runs `work` when no process has the turn with this name. Returns undefined if another one had it for `waitMs`.
   *
   * If the connection is lost while `work` runs, PostgreSQL gives the turn to the next one, although `work` continues.
   * So a turn saves work, and no promise may depend on it.
   *
   * @throws TransientError when the database is away, and the error of `work`
   */
  take<T>(name: string, work: () => Promise<T>): Promise<T | undefined>;
  close(): Promise<void>;
}

/** The most turns that a process has or waits for at the same time. Each needs a connection. */
const MOST_TURNS = 8;
/** SQLSTATE 55P03, lock_not_available. */
const LOCK_TIMEOUT = '55P03';
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * The lock ends with its transaction, so it needs no table, works behind a pooler, and is free as soon as its process
 * has ended. The transaction reads nothing in the meantime, so it holds back no vacuum. The keep-alives free the locks
 * of a machine that has gone within a minute.
 */
const begin = (waitMs: number): string => `
BEGIN;
SET LOCAL lock_timeout = ${Math.max(1, Math.floor(waitMs))};
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL tcp_keepalives_idle = 30;
SET LOCAL tcp_keepalives_interval = 10;
SET LOCAL tcp_keepalives_count = 3`;

/** Opens turns that are shared through advisory locks of PostgreSQL. It connects on first use. */
export function openSharedTurns({ url, logger, applicationName, waitMs }: SharedTurnsOptions): SharedTurns {
  const pool = new pg.Pool({
    Client: clientOf(url),
    max: MOST_TURNS,
    application_name: applicationName,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  const onLost = (error: Error): void => {
    logger.warn('database.pool-error', { error });
  };
  pool.on('error', onLost);

  /** Returns the connection that has the lock, or undefined if another connection kept it. */
  const lock = async (name: string): Promise<pg.PoolClient | undefined> => {
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      client.on('error', onLost);
      await client.query(begin(waitMs));
      await client.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`scrutin turn ${name}`]);
      return client;
    } catch (error) {
      client?.off('error', onLost);
      client?.release(true);
      if ((error as { code?: unknown }).code === LOCK_TIMEOUT) return undefined;
      throw fromDatabase(error, 'turn');
    }
  };
  return {
    async take(name, work) {
      const client = await lock(name);
      if (client === undefined) return undefined;
      try {
        return await work();
      } finally {
        // A connection that fails here has lost the lock already.
        const isOpen = await client.query('COMMIT').then(
          () => true,
          () => false,
        );
        client.off('error', onLost);
        client.release(!isOpen);
      }
    },
    close: () => pool.end(),
  };
}
