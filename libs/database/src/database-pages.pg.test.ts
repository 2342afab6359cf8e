import { TransientError } from '@scrutin/service-runtime';
import { useDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { Database } from './database.ts';
import { openDatabase } from './database.ts';

const suite = useDatabase({ migrated: false });

/** A pool of one connection, so that a connection that is not given back is missed at once. */
function open(applicationName = 'pages-test'): Database {
  const { database, closeBefore } = suite;
  const opened = openDatabase({
    url: database.url,
    poolMax: 1,
    logger: silentLogger,
    applicationName,
  });
  closeBefore(() => opened.close());
  return opened;
}

const NUMBERS = 'SELECT n::integer FROM generate_series(1, $1::integer) AS n ORDER BY n';

describe('an answer that is read in pages', () => {
  it.each([0, 1, 9_999, 10_000, 10_001, 25_000])('has all of its %i rows, in their order', async (count) => {
    const database = open();
    const sizes: number[] = [];
    const numbers: number[] = [];
    for await (const page of database.pages<{ readonly n: number }>('audit', NUMBERS, count)) {
      sizes.push(page.length);
      for (const { n } of page) numbers.push(n);
    }
    expect(numbers).toEqual(Array.from({ length: count }, (_, i) => i + 1));
    expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(10_000);
    // The connection is free again, and its transaction is over.
    expect(await database.send('audit', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('gives its connection back when the reader leaves', async () => {
    const database = open();
    for await (const [first] of database.pages<{ readonly n: number }>('audit', NUMBERS, 50_000)) {
      expect(first).toEqual({ n: 1 });
      break;
    }
    expect(await database.send('audit', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('fails as other statements do if the database closes the connection between two pages', async () => {
    const [database, other] = [open(), open('other')];
    let pages = 0;
    const reading = async (): Promise<void> => {
      for await (const page of database.pages('audit', NUMBERS, 50_000)) {
        expect(page).toHaveLength(10_000);
        pages += 1;
        await other.send(
          'audit',
          `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name = 'pages-test' AND datname = current_database()`,
        );
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    };
    await expect(reading()).rejects.toThrow(TransientError);
    expect(pages).toBe(1);
    expect(await database.send('audit', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('fails as other statements do, at its beginning or later, and gives its connection back', async () => {
    const database = open();
    const readAll = async (sql: string): Promise<void> => {
      for await (const page of database.pages('audit', sql)) expect(page).toHaveLength(10_000);
    };
    await expect(readAll('SELECT * FROM no_such_table')).rejects.toThrow(TransientError);
    await expect(readAll('SELECT 1 / (15000 - n) FROM generate_series(1, 20000) AS n')).rejects.toThrow();
    await expect(readAll('DELETE FROM pg_class RETURNING 1')).rejects.toThrow();
    expect(await database.send('audit', 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});
