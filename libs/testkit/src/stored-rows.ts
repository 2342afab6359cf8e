import type { Stack } from './stack.ts';

/** A row as PostgreSQL stores it, with the system columns, because these alone may connect two rows. */
export interface StoredRow {
  readonly table: string;
  /** The transaction that wrote it. */
  readonly xmin: string;
  /** The place of the row in the table. */
  readonly ctid: string;
  readonly row: Readonly<Record<string, unknown>>;
}

/** All rows of all tables, each table in the order on the disk. Somebody who has the disk can read all of this. */
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
