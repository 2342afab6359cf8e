import pg from 'pg';
import { openedLater } from './opened-later.ts';
import type { TestDatabase, TestDatabaseOptions } from './postgres.ts';
import { createTestDatabase } from './postgres.ts';

/** The database of one suite. */
export interface SuiteDatabase {
  readonly database: TestDatabase;
  /** A connection with the login of the owner, who may do everything in the database. */
  readonly owner: pg.Client;
  /** Registers a function that is called before the database is removed. The last one registered is called first. */
  readonly closeBefore: (close: () => Promise<unknown>) => void;
}

/**
 * Creates a database before the first test of the suite and removes it after the last. Call it at the top of the file
 * or of a `describe`.
 */
export function useDatabase(options: TestDatabaseOptions = {}): SuiteDatabase {
  let database: TestDatabase | undefined;
  let owner: pg.Client | undefined;
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    database = await createTestDatabase(process.env['DATABASE_URL'], options);
    owner = new pg.Client(database.url);
    await owner.connect();
  });
  afterAll(async () => {
    for (const close of closers.reverse()) await close();
    await owner?.end();
    await database?.drop();
  });
  return {
    database: openedLater('the database', () => database),
    owner: openedLater('the connection of the owner', () => owner),
    closeBefore: (close) => void closers.push(close),
  };
}
