import pg from 'pg';
import { openedLater } from './opened-later.ts';
import type { TestDatabase, TestDatabaseOptions } from './postgres.ts';
import { createTestDatabase } from './postgres.ts';

/** A database of the suite's own. */
export interface SuiteDatabase {
  readonly database: TestDatabase;
  /** A connection of the owner, to whom nothing is forbidden. */
  readonly owner: pg.Client;
  /** Closes this before the database is removed; what is given last is closed first. */
  readonly closeBefore: (close: () => Promise<unknown>) => void;
}

/** Gives the suite a database from its first test to its last. Call it where the file or a `describe` begins. */
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
