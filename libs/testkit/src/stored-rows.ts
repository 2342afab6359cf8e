import type { Stack } from './stack.ts';

/** A row as PostgreSQL stores it, the columns of its own included: by them alone rows may be joined. */
export interface StoredRow {
  readonly table: string;
  /** The transaction that wrote it. */
  readonly xmin: string;
  /** Its place in the table. */
  readonly ctid: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** Everything in the tables, each table in the order of its places: what whoever holds the disk can read. */
export async function storedRows(stack: Stack): Promise<StoredRow[]> {
  const tables = await stack.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) =>
      stack.sql<Omit<StoredRow, 'table'>>(
        `SELECT xmin::text, ctid::text, to_jsonb(t) AS row FROM ${name} AS t ORDER BY t.ctid`,
      ),
    ),
  );
  return tables.flatMap(({ name }, i) => (rows[i] ?? []).map((row) => ({ table: name, ...row })));
}
