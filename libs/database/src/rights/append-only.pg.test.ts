import pg from 'pg';
import { law, openTestStore, putLaws, rejection, vote } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';

let database: TestDatabase;
let owner: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  const store = openTestStore(database.url);
  await putLaws(database.url, law('L2025-001'));
  await store.settleVotes(Array.from({ length: 1_000 }, () => vote()));
  await store.mixBallots();
  await store.settleVotes([vote()]);
  await store.settleRejections([rejection('already-voted')]);
  await store.close();
  owner = new pg.Client(database.url);
  await owner.connect();
  await owner.query(`INSERT INTO admin_audit (actor, action, subject) VALUES ('test', 'test', 'test')`);
});

afterAll(async () => {
  await owner.end();
  await database.drop();
});

const COLUMN_TO_CHANGE = {
  vote_audit: 'contest_key',
  settled_submissions: 'submission_id',
  rejected_submissions: 'reason',
  admin_audit: 'action',
  ballots_arriving: 'selection',
  ballots_mixed: 'selection',
  turnout_arriving: 'counted',
} as const;

describe.each(Object.entries(COLUMN_TO_CHANGE))('%s', (table, column) => {
  test.each([
    ['UPDATE', `UPDATE ${table} SET ${column} = ${column}`],
    ['DELETE', `DELETE FROM ${table}`],
    ['TRUNCATE', `TRUNCATE ${table}`],
  ])('refuses %s, also to its owner, and says why', async (operation, statement) => {
    expect((await owner.query(`SELECT FROM ${table}`)).rowCount).toBeGreaterThan(0);
    const refusal: unknown = await owner.query(statement).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: '23000' });
    expect((refusal as Error).message).toContain(`${table} is append-only`);
    expect((refusal as Error).message).toContain(operation);
  });

  test('refuses it to a service, which does not have the privilege', async () => {
    for (const role of ['ingestion', 'worker', 'aggregator', 'operator', 'auditor', 'admin']) {
      const client = new pg.Client(await database.urlFor(`scrutin_${role}`));
      await client.connect();
      const writes = table === 'admin_audit' && (role === 'operator' || role === 'admin');
      for (const statement of [
        ...(writes ? [] : [`INSERT INTO ${table} DEFAULT VALUES`]),
        `UPDATE ${table} SET ${column} = DEFAULT`,
        `DELETE FROM ${table}`,
        `TRUNCATE ${table}`,
      ]) {
        await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
      }
      await client.end();
    }
  });
});

test('nobody can insert ballots among the mixed ones by hand', async () => {
  await expect(
    owner.query(`INSERT INTO ballots_mixed VALUES ('law:L2025-001', gen_random_uuid(), 'oui')`),
  ).rejects.toMatchObject({ code: '23000' });
});

test('the triggers also fire in a replica session', async () => {
  const { rows } = await owner.query<{ tgenabled: string }>(
    `SELECT DISTINCT tgenabled FROM pg_trigger WHERE tgname = 'append_only'`,
  );
  expect(rows).toEqual([{ tgenabled: 'A' }]);
});

test('no role with which a service logs in can become the mixer', async () => {
  for (const role of ['ingestion', 'worker', 'aggregator', 'operator', 'auditor', 'admin']) {
    const client = new pg.Client(await database.urlFor(`scrutin_${role}`));
    await client.connect();
    await expect(client.query('SET ROLE scrutin_mixer')).rejects.toMatchObject({ code: '42501' });
    await expect(
      client.query('SELECT record_rejections(NULL, NULL, NULL, NULL, NULL)'),
    ).rejects.toMatchObject({
      code: '42501',
    });
    await expect(
      client.query('CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'),
    ).rejects.toMatchObject({
      code: '42501',
    });
    await client.end();
  }
});
