import pg from 'pg';
import type { LogFields, Logger } from '@scrutin/service-runtime';
import { createMetrics, TransientError } from '@scrutin/service-runtime';
import type { BallotStore } from '@scrutin/testkit/ballot-store';
import { law, openBallotStore, putLaws, vote } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase, eventually } from '@scrutin/testkit/database';
import { openElectionOffice } from './open-election-office.ts';

let database: TestDatabase;
let owner: pg.Client;
const lines: { event: string; fields: LogFields }[] = [];
const note = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields });
const logger: Logger = { info: note, warn: note, error: note };

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  owner = new pg.Client(database.url);
  await owner.connect();
  await putLaws(database.url, law('L2025-001'));
});
afterEach(() => {
  lines.length = 0;
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

function open(url: string, registry = createMetrics('test')): BallotStore {
  return openBallotStore({ url, poolMax: 1, logger, registry, applicationName: 'refusing-test' });
}

const loginOf = (url: string): string => pg.escapeIdentifier(new URL(url).username);

async function endConnections(): Promise<void> {
  await owner.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = current_database() AND application_name = 'refusing-test'`,
  );
}

describe('a fault that makes PostgreSQL refuse until it is repaired', () => {
  test.each([
    ['a password that was changed', (role: string) => `ALTER ROLE ${role} PASSWORD 'another'`, /28P01/],
    ['a login that was taken away', (role: string) => `ALTER ROLE ${role} NOLOGIN`, /28000/],
  ])(
    '%s: TransientError and a failure in the log, and all works again after the repair',
    async (_, breaking, reason) => {
      const url = await database.urlFor('scrutin_aggregator');
      const store = open(url);
      await store.check('settling');
      await owner.query(breaking(loginOf(url)));
      await endConnections();
      try {
        await eventually('the login is refused', async () => {
          await expect(store.settleVotes([vote()])).rejects.toThrow(reason);
        });
        await expect(store.settleVotes([vote()])).rejects.toBeInstanceOf(TransientError);
        await expect(store.check('settling')).rejects.toThrow(TransientError);
        expect(lines.map(({ event }) => event)).toContain('database.refused');
      } finally {
        const password = decodeURIComponent(new URL(url).password);
        await owner.query(`ALTER ROLE ${loginOf(url)} LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
      }
      await store.check('settling');
      await store.close();
    },
  );

  test.each([
    [
      'a right that is taken away',
      'REVOKE INSERT ON vote_audit FROM scrutin_settler',
      'GRANT INSERT ON vote_audit TO scrutin_settler',
    ],
    [
      'a table that is missing',
      'ALTER TABLE vote_audit RENAME TO away',
      'ALTER TABLE away RENAME TO vote_audit',
    ],
  ])(
    '%s: TransientError and not ready, and all works again after the repair',
    async (_, breaking, mending) => {
      const store = open(await database.urlFor('scrutin_aggregator'));
      await store.check('settling');
      await owner.query(breaking);
      try {
        await expect(store.settleVotes([vote()])).rejects.toBeInstanceOf(TransientError);
        await expect(store.check('settling')).rejects.toThrow(TransientError);
        expect(lines.map(({ event }) => event)).toContain('database.refused');
      } finally {
        await owner.query(mending);
      }
      await store.check('settling');
      await store.close();
    },
  );

  test('a database that takes no writes is not ready for a service that writes', async () => {
    const url = await database.urlFor('scrutin_aggregator');
    await owner.query(`ALTER ROLE ${loginOf(url)} SET default_transaction_read_only = on`);
    const store = open(url);
    await expect(store.check('settling')).rejects.toThrow(/takes no writes: it is read-only/);
    await store.check('reading');
    await store.close();
    await owner.query(`ALTER ROLE ${loginOf(url)} RESET default_transaction_read_only`);
  });

  test('a login without the rights that its service needs is not ready', async () => {
    const store = open(await database.urlFor('scrutin_auditor'));
    await expect(store.check('settling')).rejects.toThrow(/may not use settle_votes, settle_rejections/);
    await store.check('reading');
    await store.close();
    const url = await database.urlFor('scrutin_auditor');
    const office = openElectionOffice({
      url,
      poolMax: 1,
      logger,
      applicationName: 'office',
      clock: Date.now,
    });
    await expect(office.check()).rejects.toThrow(/may not use admin_audit:INSERT/);
    await office.close();
  });
});

describe('times are read in UTC', () => {
  const instant = Date.UTC(2026, 6, 1, 12);
  const window = { opensAtMs: instant, closesAtMs: instant + 3_600_000 };

  test.each([
    ['options in the address', '?options=-c%20TimeZone%3DAmerica%2FToronto'],
    ['a zone that is at UTC in winter only', '?options=-c%20TimeZone%3DEurope%2FLondon'],
    ['another form of dates', '?options=-c%20DateStyle%3DSQL%2CDMY'],
  ])('with %s', async (_, query) => {
    await putLaws(database.url, law('L2025-ZONE', { window }));
    const store = open(`${database.url}${query}`);
    expect((await store.law('L2025-ZONE'))?.window).toEqual(window);
    expect((await store.catalogue()).get('law:L2025-ZONE' as never)?.window).toEqual(window);
    await store.check();
    await store.close();
    await owner.query(`DELETE FROM laws WHERE id = 'L2025-ZONE'`);
  });
});

test('a server that does not wait for its disk is reported, and a session that can choose waits for it', async () => {
  const url = new URL(database.url);
  url.searchParams.set('options', '-c synchronous_commit=off');
  const registry = createMetrics('test');
  const store = open(url.href, registry);
  await store.check();
  expect(lines).toContainEqual({
    event: 'database.unsafe-setting',
    fields: {
      setting: 'synchronous_commit',
      value: 'off',
      needed: 'on',
      remedy: expect.stringContaining('synchronous_commit') as unknown,
    },
  });
  expect(await registry.metrics()).toContain(
    'database_unsafe_setting{setting="synchronous_commit",service="test"} 1',
  );
  await store.close();
});
