import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { ConfigurationError } from '@scrutin/service-runtime';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { setLogins } from './logins.ts';

// This test has its own role, because other tests have set the passwords of the services' roles.
const role = `scrutin_test_login_${randomBytes(4).toString('hex')}`;
let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL'], { migrated: false });
  owner = new pg.Client(database.url);
  await owner.connect();
  await owner.query(`CREATE ROLE ${role} NOLOGIN`);
});

afterAll(async () => {
  await owner.query(`DROP ROLE ${role}`);
  await owner.end();
  await database.drop();
});

async function logsIn(password: string): Promise<boolean> {
  const url = new URL(database.url);
  url.username = role;
  url.password = encodeURIComponent(password);
  const client = new pg.Client(url.href);
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch (error) {
    if ((error as { code?: string }).code?.startsWith('28') === true) return false;
    throw error;
  } finally {
    await client.end();
  }
}

test('a role logs in with its password, with the new one after a change, and with no other', async () => {
  expect(await logsIn('first')).toBe(false);
  await setLogins(database.url, { [role]: 'first' });
  expect(await logsIn('first')).toBe(true);
  const difficult = `it's "$2" %41 \\ /?#@:`;
  await setLogins(database.url, { [role]: difficult });
  expect(await logsIn(difficult)).toBe(true);
  expect(await logsIn('first')).toBe(false);
});

test('refuses a role or a password that cannot be a login', async () => {
  await expect(setLogins(database.url, { [role]: '' })).rejects.toThrow(ConfigurationError);
  await expect(setLogins(database.url, { [role]: 'é' })).rejects.toThrow(ConfigurationError);
  for (const owner of ['scrutin_mixer', 'scrutin_settler']) {
    await expect(setLogins(database.url, { [owner]: 'a long password' })).rejects.toThrow(
      /Nobody may log in/,
    );
  }
  await expect(setLogins(database.url, { scrutin_nobody: 'x' })).rejects.toThrow(
    /There is no role scrutin_nobody/,
  );
});
