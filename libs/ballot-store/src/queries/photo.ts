import type { Database } from '@scrutin/database';

/** The bytes of a stored photo; undefined if there is none. @param sha256 in hexadecimal */
export async function photo(database: Database, sha256: string): Promise<Uint8Array | undefined> {
  const [row] = await database.send<{ readonly bytes: Buffer }>(
    'elections',
    'SELECT bytes FROM photos WHERE sha256 = $1',
    sha256,
  );
  return row?.bytes;
}
