/** What PostgreSQL counts: statements by pg_stat_statements, and the statistics of the server and of the tables. */
import type { Database } from '@scrutin/database';
import type { Counters } from './counters.ts';
import { growth } from './counters.ts';

/** What a statement cost. `ms` is time by the clock, so waiting for locks and for the disk is in it. */
export interface StatementCost {
  readonly calls: number;
  readonly ms: number;
  readonly rows: number;
  readonly wal_bytes: number;
  /** Blocks of 8 KiB in the shared buffers: found there, read from a file, changed. */
  readonly blocks_hit: number;
  readonly blocks_read: number;
  readonly blocks_dirtied: number;
}

export interface Statement extends StatementCost {
  /** The login that ran it, or the owner of the function in which it ran. */
  readonly login: string;
  /** Whether it ran inside of a function. Its cost is then also part of the cost of the statement that called it. */
  readonly is_nested: boolean;
  /** Without its constants. */
  readonly text: string;
}

export interface StatementReading extends Statement {
  readonly id: string;
}

const COSTS = ['calls', 'ms', 'rows', 'wal_bytes', 'blocks_hit', 'blocks_read', 'blocks_dirtied'] as const;

const IS_LOADED = `SELECT to_regclass('pg_stat_statements') IS NOT NULL AS "isLoaded"`;

const STATEMENTS = `
SELECT s.queryid::text AS id, s.userid::regrole::text AS login, NOT s.toplevel AS is_nested, max(s.query) AS text,
       sum(s.calls)::float8 AS calls, sum(s.total_exec_time)::float8 AS ms, sum(s.rows)::float8 AS rows,
       sum(s.wal_bytes)::float8 AS wal_bytes, sum(s.shared_blks_hit)::float8 AS blocks_hit,
       sum(s.shared_blks_read)::float8 AS blocks_read, sum(s.shared_blks_dirtied)::float8 AS blocks_dirtied
  FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
 WHERE d.datname <> current_database() AND s.queryid IS NOT NULL
 GROUP BY 1, 2, 3`;

/** The names of the columns differ between versions of PostgreSQL, so all numbers are taken. */
const SERVER = `
SELECT 'wal.' || key AS name, value::text::float8 AS value
  FROM pg_stat_wal w, jsonb_each(to_jsonb(w)) WHERE jsonb_typeof(value) = 'number'
UNION ALL
SELECT 'bgwriter.' || key, value::text::float8
  FROM pg_stat_bgwriter b, jsonb_each(to_jsonb(b)) WHERE jsonb_typeof(value) = 'number'
UNION ALL
SELECT 'database.' || key, value::text::float8
  FROM pg_stat_database d, jsonb_each(to_jsonb(d) - 'numbackends')
 WHERE d.datname = current_database() AND jsonb_typeof(value) = 'number'`;

const TABLES = `
SELECT relname AS name, t.n_tup_ins::float8 AS inserted, t.n_tup_upd::float8 AS updated,
       t.n_tup_hot_upd::float8 AS updated_in_place, t.n_tup_del::float8 AS deleted,
       i.heap_blks_hit::float8 AS heap_hit, i.heap_blks_read::float8 AS heap_read,
       coalesce(i.idx_blks_hit, 0)::float8 AS index_hit, coalesce(i.idx_blks_read, 0)::float8 AS index_read
  FROM pg_stat_user_tables t JOIN pg_statio_user_tables i USING (relid, schemaname, relname)
 WHERE schemaname = 'public'`;

/** The costs of every statement so far. @throws Error if the server keeps no such statistics */
export async function readStatements(statistics: Database): Promise<StatementReading[]> {
  const [found] = await statistics.query<{ isLoaded: boolean }>('ping', IS_LOADED);
  if (found?.isLoaded !== true) throw new Error('PostgreSQL runs without the extension pg_stat_statements');
  return statistics.query<StatementReading>('ping', STATEMENTS);
}

/** The counters of the server: `wal.wal_sync`, `bgwriter.buffers_backend`, `database.xact_commit` and so on. */
export async function readServerCounters(database: Database): Promise<Counters> {
  const rows = await database.query<{ name: string; value: number }>('ping', SERVER);
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** The counters of each table: rows, and blocks of the table and of its indexes. */
export async function readTableCounters(database: Database): Promise<Readonly<Record<string, Counters>>> {
  const rows = await database.query<Record<string, number> & { readonly name: string }>('ping', TABLES);
  return Object.fromEntries(rows.map(({ name, ...counters }) => [name, counters]));
}

/** What the statements cost between two readings, the most expensive first. Those that did not run are left out. */
export function statementsBetween(
  before: readonly StatementReading[],
  after: readonly StatementReading[],
): Statement[] {
  const keyOf = ({ id, login, is_nested }: StatementReading): string => `${id} ${login} ${is_nested}`;
  const known = new Map(before.map((one) => [keyOf(one), one]));
  return after
    .map((one): Statement => {
      const earlier = known.get(keyOf(one));
      const { login, is_nested, text } = one;
      const cost = Object.fromEntries(COSTS.map((name) => [name, one[name] - (earlier?.[name] ?? 0)]));
      return { login, is_nested, text, ...(cost as unknown as StatementCost) };
    })
    .filter(({ calls }) => calls > 0)
    .sort((a, b) => b.ms - a.ms);
}

/** What happened to the tables between two readings, those with the most blocks first. */
export function tablesBetween(
  before: Readonly<Record<string, Counters>>,
  after: Readonly<Record<string, Counters>>,
): Record<string, Counters> {
  const blocks = (counters: Counters): number => (counters['heap_hit'] ?? 0) + (counters['index_hit'] ?? 0);
  const tables = Object.entries(after)
    .map(([name, counters]) => [name, growth(counters, before[name] ?? {})] as const)
    .filter(([, counters]) => Object.keys(counters).length > 0);
  return Object.fromEntries(tables.sort(([, a], [, b]) => blocks(b) - blocks(a)));
}
