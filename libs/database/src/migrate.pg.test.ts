import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { migrate, migrationStatus } from './migrate.ts';

const FOLDER = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

let databases: TestDatabase[] = [];

afterEach(async () => {
  for (const database of databases) await database.drop();
  databases = [];
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase(process.env['DATABASE_URL'], { migrated: false });
  databases.push(database);
  return database;
}

async function withCopy(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scrutin-migrations-'));
  try {
    await cp(FOLDER, folder, { recursive: true });
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('applies pending migrations once, and records them as Prisma does', async () => {
  const { url } = await emptyDatabase();
  const before = await migrationStatus({ ownerUrl: url, folder: FOLDER });
  expect(new Set(before.map(({ state }) => state))).toEqual(new Set(['pending']));

  const applied = await migrate({ ownerUrl: url, folder: FOLDER });
  expect(applied).toEqual(before.map(({ name }) => name));
  expect(await migrate({ ownerUrl: url, folder: FOLDER })).toEqual([]);
  const after = await migrationStatus({ ownerUrl: url, folder: FOLDER });
  expect(new Set(after.map(({ state }) => state))).toEqual(new Set(['applied']));

  const client = new pg.Client(url);
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(
    'SELECT * FROM _prisma_migrations ORDER BY started_at',
  );
  await client.end();
  expect(rows.map((row) => row['migration_name'])).toEqual(applied);
  const sql = await readFile(path.join(FOLDER, applied[0]!, 'migration.sql'));
  expect(rows[0]).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    checksum: createHash('sha256').update(sql).digest('hex'),
    finished_at: expect.any(Date) as Date,
    migration_name: applied[0],
    logs: null,
    rolled_back_at: null,
    started_at: expect.any(Date) as Date,
    applied_steps_count: 1,
  });
});

test('several processes may migrate several databases of one cluster at the same time', async () => {
  const three = await Promise.all([emptyDatabase(), emptyDatabase(), emptyDatabase()]);
  const applied = await Promise.all(
    three.flatMap(({ url }) => [
      migrate({ ownerUrl: url, folder: FOLDER }),
      migrate({ ownerUrl: url, folder: FOLDER }),
    ]),
  );
  const sizes = applied.map((names) => names.length);
  for (const i of [0, 2, 4]) expect([sizes[i], sizes[i + 1]].sort()).toEqual([0, Math.max(...sizes)]);
});

test('a migration that fails leaves nothing behind, and the next run continues with it', async () => {
  const { url } = await emptyDatabase();
  await withCopy(async (folder) => {
    const file = path.join(folder, '20261126000004_office', 'migration.sql');
    const good = await readFile(file);
    await writeFile(file, `${good.toString('utf8')}\nSELECT no_such_function();`);
    await expect(migrate({ ownerUrl: url, folder })).rejects.toThrow(/office failed; nothing of it was kept/);
    const client = new pg.Client(url);
    await client.connect();
    expect((await client.query(`SELECT to_regclass('officials') AS it`)).rows).toEqual([{ it: null }]);
    await client.end();
    await writeFile(file, good);
    expect((await migrate({ ownerUrl: url, folder }))[0]).toBe('20261126000004_office');
  });
});

test('a migration that was changed after it was applied is refused', async () => {
  const { url } = await emptyDatabase();
  await migrate({ ownerUrl: url, folder: FOLDER });
  await withCopy(async (folder) => {
    await writeFile(path.join(folder, '20261126000001_roles', 'migration.sql'), 'SELECT 1;');
    await expect(migrate({ ownerUrl: url, folder })).rejects.toThrow(ConfigurationError);
    expect((await migrationStatus({ ownerUrl: url, folder }))[0]).toEqual({
      name: '20261126000001_roles',
      state: 'changed-since-applied',
    });
    await rm(path.join(folder, '20261126000001_roles'), { recursive: true });
    expect(await migrationStatus({ ownerUrl: url, folder })).toContainEqual({
      name: '20261126000001_roles',
      state: 'not-in-folder',
    });
  });
});

describe('a database with the migrations of an older release', () => {
  const LAST_REPLACED = '20261125000018_rolls_and_certificates';
  const LAST_REPLACING = '20261126000013_privileges';

  /** Replaces the records of the database by these names: an older release is recognised by its names only. */
  async function pretendOlder(url: string, names: readonly string[]): Promise<void> {
    const client = new pg.Client(url);
    await client.connect();
    try {
      await client.query('DELETE FROM _prisma_migrations');
      for (const name of names) {
        await client.query(
          `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
           VALUES (gen_random_uuid(), repeat('0', 64), now(), $1, 1)`,
          [name],
        );
      }
    } finally {
      await client.end();
    }
  }

  test('keeps its tables, and has records of the new migrations instead of the old ones', async () => {
    const { url } = await emptyDatabase();
    const newer = (await readdir(FOLDER)).filter((name) => name > LAST_REPLACING && /^\d/.test(name)).sort();
    await withCopy(async (folder) => {
      for (const name of newer) await rm(path.join(folder, name), { recursive: true });
      await migrate({ ownerUrl: url, folder });
    });
    await pretendOlder(url, ['20261122000001_roles', LAST_REPLACED]);
    expect(await migrate({ ownerUrl: url, folder: FOLDER })).toEqual(newer);
    const states = await migrationStatus({ ownerUrl: url, folder: FOLDER });
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['applied']));
  });

  test('is refused while it has only some of them', async () => {
    const { url } = await emptyDatabase();
    await migrate({ ownerUrl: url, folder: FOLDER });
    await pretendOlder(url, ['20261122000001_roles', '20261122000002_contests']);
    await expect(migrate({ ownerUrl: url, folder: FOLDER })).rejects.toThrow(
      /older release up to 20261122000002_contests\. First apply those up to 20261125000018_rolls_and_certificates/,
    );
  });
});

test('a database that is away is a TransientError', async () => {
  await expect(
    migrate({ ownerUrl: 'postgresql://nobody:nothing@127.0.0.1:9/none', folder: FOLDER }),
  ).rejects.toThrow(TransientError);
});
