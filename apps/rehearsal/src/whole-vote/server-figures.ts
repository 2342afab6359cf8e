import { createClient } from '@redis/client';
import type { Database } from '@scrutin/database';

/** A table of PostgreSQL, in bytes. */
export interface TableSize {
  readonly name: string;
  readonly table: number;
  readonly indexes: number;
}

const SIZES = `
SELECT c.relname AS name, pg_table_size(c.oid)::float8 AS "table", pg_indexes_size(c.oid)::float8 AS indexes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND n.nspname = 'public'
 ORDER BY pg_total_relation_size(c.oid) DESC
 LIMIT 12`;

/** The largest tables of the database with their indexes, the largest first. */
export function tableSizes(database: Database): Promise<TableSize[]> {
  return database.query<TableSize>('ping', SIZES);
}

/** The version of PostgreSQL, such as `15.14 (Debian 15.14-0+deb12u1)`. */
export async function postgresVersion(database: Database): Promise<string> {
  const [row] = await database.query<{ version: string }>(
    'ping',
    "SELECT current_setting('server_version') AS version",
  );
  return row?.version ?? 'unknown';
}

/** What Redis says about itself: its version, and the bytes of its data. */
export interface RedisFigures {
  readonly version: string;
  readonly dataBytes: number;
}

export function redisFigures(url: string): Promise<RedisFigures> {
  return withRedis(url, async (client) => {
    const info = await client.info();
    return {
      version: /^redis_version:(\S+)/m.exec(info)?.[1] ?? 'unknown',
      dataBytes: Number(/^used_memory:(\d+)/m.exec(info)?.[1] ?? 0),
    };
  });
}

/** The questions to Redis that are asked here. */
interface RedisQuestions {
  info(section?: string): Promise<string>;
  sendCommand(words: readonly string[]): Promise<unknown>;
}

/** Asks Redis over a connection of its own. */
export async function withRedis<T>(url: string, ask: (client: RedisQuestions) => Promise<T>): Promise<T> {
  const client = createClient({ url });
  await client.connect();
  try {
    return await ask(client);
  } finally {
    client.destroy();
  }
}
