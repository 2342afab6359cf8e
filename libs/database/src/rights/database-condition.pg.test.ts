import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { law, openTestStore, putLaws, vote } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { migrate } from '../migrate.ts';
import { databaseCondition } from './database-condition.ts';
import { prepareDatabase } from './prepare.ts';

const MIGRATIONS = fileURLToPath(new URL('../../../../prisma/migrations', import.meta.url));

let database: TestDatabase;
let owner: pg.Client;

beforeEach(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = new pg.Client(database.url);
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

const problems = async (): Promise<readonly string[]> => (await databaseCondition(database.url)).problems;

test('a database that has not changed since the migrations has no problem', async () => {
  expect(await problems()).toEqual([]);
});

test.each([
  ['GRANT UPDATE ON laws TO scrutin_auditor', /grants on laws .*auditor=rw/],
  ['REVOKE SELECT ON laws FROM scrutin_worker', /grants on laws .*missing worker=r/],
  ['GRANT SELECT (hour) ON vote_audit TO scrutin_auditor', /grants on vote_audit .*auditor=R/],
  ['GRANT SELECT ON ballots TO PUBLIC', /grants on ballots .*worker=r/],
  ['GRANT TRUNCATE ON tabulations TO scrutin_admin', /grants on tabulations .*admin=raWt/],
  ['GRANT EXECUTE ON FUNCTION settle_votes TO scrutin_operator', /grants on settle_votes\(\) .*operator/],
  ['ALTER TABLE vote_audit DISABLE TRIGGER append_only', /append_only of vote_audit does not fire always/],
  ['ALTER TABLE laws ENABLE TRIGGER recorded', /recorded of laws does not fire always/],
  ['DROP TRIGGER only_settling ON vote_results', /only_settling of vote_results is missing/],
  ['ALTER TABLE vote_results DISABLE ROW LEVEL SECURITY', /not_withheld of vote_results/],
  ['DROP POLICY not_withheld ON vote_results', /not_withheld of vote_results/],
  ['GRANT CREATE ON SCHEMA public TO PUBLIC', /scrutin_worker may create in the schema public/],
  [
    `DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO PUBLIC', current_database()); END $$`,
    /scrutin_auditor may create temporary tables/,
  ],
])('%s: is reported', async (change, named) => {
  // To grant rights on a function that another role owns, the owner needs the membership of a migration.
  await owner.query('BEGIN');
  await owner.query(`COMMENT ON ROLE scrutin_settler IS 'Owns functions of Scrutin.'`);
  await owner.query('GRANT scrutin_settler TO CURRENT_USER');
  await owner.query(change);
  await owner.query('REVOKE scrutin_settler FROM CURRENT_USER');
  await owner.query('COMMIT');
  expect((await problems()).join('\n')).toMatch(named);
});

test('the stamps show that the owner changed something and took it back', async () => {
  const before = (await databaseCondition(database.url)).fingerprints;
  expect((await databaseCondition(database.url)).fingerprints).toEqual(before);
  const store = openTestStore(database.url);
  await putLaws(database.url, law('L2025-001'));
  await store.settleVotes([vote()]);
  await store.mixBallots();
  await store.close();
  await owner.query('VACUUM (ANALYZE) vote_audit, ballots_arriving');
  expect((await databaseCondition(database.url)).fingerprints).toEqual(before);

  await owner.query('ALTER TABLE vote_audit DISABLE TRIGGER append_only');
  await owner.query('ALTER TABLE vote_audit ENABLE ALWAYS TRIGGER append_only');
  const after = await databaseCondition(database.url);
  expect(after.problems).toEqual([]);
  expect(after.fingerprints.definitions).toBe(before.definitions);
  expect(after.fingerprints.stamps).not.toBe(before.stamps);

  await owner.query(
    `CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'`,
  );
  expect((await databaseCondition(database.url)).fingerprints.definitions).not.toBe(before.definitions);
});

test('a dump that its owner restores as documented has no problem and has the same votes', async () => {
  // This test has its own owner, because it is a member of the mixer while it restores, which no other suite may see.
  const own = await anotherOwner('source', 'target');
  const [source, target] = own.urls as [string, string];
  const folder = await mkdtemp(path.join(tmpdir(), 'scrutin-dump-'));
  try {
    await migrate({ ownerUrl: source, folder: MIGRATIONS });
    const store = openTestStore(source);
    await putLaws(source, law('L2025-001'));
    await store.settleVotes([vote(), vote({ selection: 'non' })]);
    await store.close();
    const { problems: before, fingerprints } = await databaseCondition(source);
    expect(before).toEqual([]);

    const dump = path.join(folder, 'scrutin.dump');
    await run('pg_dump', '-Fc', '-f', dump, '-d', source);
    await prepareDatabase(target, { forRestore: true });
    await run('pg_restore', '--exit-on-error', '-d', target, dump);
    expect((await databaseCondition(target)).problems.join('\n')).toMatch(/is a member of scrutin_mixer/);
    await prepareDatabase(target);
    const condition = await databaseCondition(target);
    expect(condition.problems).toEqual([]);
    expect(condition.fingerprints.definitions).toBe(fingerprints.definitions);
    expect(condition.fingerprints.stamps).not.toBe(fingerprints.stamps);

    const copy = openTestStore(target);
    await copy.settleVotes([vote()]);
    expect(await copy.lawResult('L2025-001')).toMatchObject({ oui: 2n, non: 1n });
    await copy.close();
  } finally {
    await own.drop();
    await rm(folder, { recursive: true });
  }
}, 120_000);

/** Creates an owner like that of an installation, with empty databases. */
async function anotherOwner(...databases: readonly string[]) {
  const name = `scrutin_test_owner_${randomBytes(4).toString('hex')}`;
  const password = randomBytes(16).toString('hex');
  await owner.query(`CREATE ROLE ${name} LOGIN CREATEROLE PASSWORD '${password}' ROLE CURRENT_USER`);
  const { rows } = await owner.query<{ server_version_num: string }>('SHOW server_version_num');
  if (Number(rows[0]!.server_version_num) >= 160_000) {
    // There a role is its maker's alone to grant.
    await owner.query(
      `GRANT scrutin_mixer, scrutin_settler TO ${name} WITH ADMIN TRUE, INHERIT FALSE, SET FALSE`,
    );
  }
  for (const database of databases) await owner.query(`CREATE DATABASE ${name}_${database} OWNER ${name}`);
  return {
    urls: databases.map((database) => {
      const url = new URL(process.env['DATABASE_URL']!);
      url.username = name;
      url.password = password;
      url.pathname = `/${name}_${database}`;
      return url.href;
    }),
    async drop() {
      for (const database of databases) await owner.query(`DROP DATABASE ${name}_${database} WITH (FORCE)`);
      await owner.query(`DROP ROLE ${name}`);
    },
  };
}

/** Runs a tool of PostgreSQL in its newest version: a client must not be older than its server. */
async function run(tool: string, ...parameters: readonly string[]): Promise<void> {
  const root = '/usr/lib/postgresql';
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => path.join(root, version, 'bin', tool))
    .find((file) => existsSync(file));
  await promisify(execFile)(found ?? tool, [...parameters]);
}
