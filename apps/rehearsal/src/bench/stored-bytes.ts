import type { Database } from '@scrutin/database';

/** What PostgreSQL has written so far: all of its WAL, and the files of this database. */
export interface StoredBytes {
  readonly wal: number;
  readonly disk: number;
}

const STORED = `
SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 AS wal,
       pg_database_size(current_database())::float8 AS disk`;

export async function storedBytes(database: Database): Promise<StoredBytes> {
  const [row] = await database.query<StoredBytes>('ping', STORED);
  if (row === undefined) throw new Error('PostgreSQL gave no answer.');
  return row;
}
