import pg from 'pg';
import { lawRollKey } from '@scrutin/election';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { runScrutin } from '../fixture/run-scrutin.ts';
import { castBallots, putRollOnRecord } from '../fixture/test-office.ts';

const HOUR_MS = 3_600_000;
const before = { ...process.env };
let database: TestDatabase;

/** Creates a law that is open, has ballots, and whose results are withheld until the closing. */
beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  const { url } = database;
  process.env['DATABASE_URL'] = url;
  const hoursAhead = (hours: number) => new Date(Date.now() + hours * HOUR_MS).toISOString();
  const times = ['--opens-at', hoursAhead(1), '--closes-at', hoursAhead(2)];
  const titles = ['--title-fr', 'Loi', '--title-en', 'Act'];
  const created = await runScrutin('law', 'create', '--id', 'SECRET', ...titles, ...times);
  expect(created).toMatchObject({ code: 0 });
  await putRollOnRecord(url, lawRollKey('SECRET'));
  expect(await runScrutin('contest', 'schedule', 'law:SECRET')).toMatchObject({ code: 0 });
  const owner = new pg.Client(url);
  await owner.connect();
  await owner.query(`UPDATE laws SET opens_at = now() - interval '1 hour'`);
  await owner.end();
  await castBallots(url, 'law:SECRET', [
    ['oui', 231],
    ['non', 117],
  ]);
});
afterAll(async () => {
  process.env = before;
  await database.drop();
});

/** None of them can be part of a time. */
const FIGURES = /\b(231|117|348)\b/;

test.each(['scrutin_operator', 'scrutin_auditor', 'scrutin_admin', 'owner'])(
  'with the login of %s, withheld results are shown neither as results nor as a count',
  async (role) => {
    process.env['DATABASE_URL'] = role === 'owner' ? database.url : await database.urlFor(role);
    for (const args of [
      ['results', 'SECRET'],
      ['results', 'SECRET', '--json'],
      ['tabulate', 'count', '--contest', 'law:SECRET'],
      ['tabulate', 'count', '--contest', 'law:SECRET', '--json'],
    ]) {
      const ran = await runScrutin(...args);
      expect([args.join(' '), ran.code]).toEqual([args.join(' '), 1]);
      expect(ran.out).toBe('');
      expect(ran.err).not.toMatch(FIGURES);
      expect(ran.err).toMatch(/after the closing|withheld|not shown|too few rights/);
    }
    const all = await runScrutin('results');
    expect(all).toMatchObject({ code: 0, out: '', err: expect.stringContaining('SECRET') as string });
    expect(all.err).not.toMatch(FIGURES);
  },
);
