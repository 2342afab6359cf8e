import { jest } from '@jest/globals';
import type { Command } from 'commander';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import { publicLawResultBody } from '@scrutin/contracts/public';
import { lawRollKey } from '@scrutin/election';
import { openElectionOffice } from '@scrutin/election-office';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import { runScrutin as scrutin } from './fixture/run-scrutin.ts';
import { buildProgram, commandAt } from './program.ts';

let database: TestDatabase;
const before = { ...process.env };

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  process.env['DATABASE_URL'] = await database.urlFor('scrutin_operator');
});
afterAll(async () => {
  process.env = before;
  await database.drop(); // fails on a connection that a command left open
});
function everyCommand(program: Command, path: readonly string[] = []): string[][] {
  return program.commands.flatMap((command) => {
    const here = [...path, command.name()];
    return [here, ...everyCommand(command, here)];
  });
}

const whole = await buildProgram();

describe('the command line', () => {
  it.each(everyCommand(whole).map((words) => [words.join(' ')]))(
    'has a help text with an example for every command: %s',
    async (words) => {
      const { code, out } = await scrutin(...words.split(' '), '--help');
      expect(code).toBe(0);
      expect(out).toMatch(/Examples?:\n {2}\$ /);
      expect(out).not.toContain(process.cwd()); // no default is a path of this machine
    },
  );

  it.each(everyCommand(whole).map((words) => [words.join(' '), words] as const))(
    'leaves the line breaks of a description to the width of the terminal: %s',
    (_name, words) => {
      expect(commandAt(whole, words).description()).not.toContain('\n');
    },
  );

  it.each([
    [['nonsense']],
    [['law', 'nonsense']],
    [['ledger', '--nonsense']],
    [['law', 'show']],
    [['law', 'show', 'a b']],
  ])('ends with exit code 2 and the reason if it is wrong: %j', async (args) => {
    const { code, out, err } = await scrutin(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^error: /);
  });

  it('refuses an act while its clock differs from that of the database, and says what to do (P9)', async () => {
    const now = Date.now.bind(Date);
    jest.spyOn(Date, 'now').mockImplementation(() => now() + 8_000);
    const ran = await scrutin(
      'law',
      'create',
      '--id',
      'WRONG-CLOCK',
      '--title-fr',
      'Loi',
      '--title-en',
      'Law',
      '--opens-at',
      '2100-01-01T00:00Z',
      '--closes-at',
      '2100-01-02T00:00Z',
    );
    jest.restoreAllMocks();
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/^scrutin: The clock of this machine is \d\.\d s ahead of the database's.*NTP/);
    expect(await scrutin('law', 'list')).toMatchObject({
      out: expect.not.stringContaining('WRONG') as unknown,
    });
  });

  it('reports an unreachable service in one sentence, and its causes only with --debug', async () => {
    const quiet = await scrutin('ledger', '--api', 'http://127.0.0.1:1');
    expect(quiet.code).toBe(1);
    expect(quiet.err).toContain('does not answer');
    expect(quiet.err).not.toMatch(/^\s+at /m);
    const loud = await scrutin('ledger', '--api', 'http://127.0.0.1:1', '--debug');
    expect(loud.err).toContain('caused by');
  });
});

const LAW = [
  ['--id', 'L-1', '--title-fr', 'Loi', '--title-en', 'Act'],
  ['--approval', 'single-official'],
  ['--opens-at', '2126-01-01T00:00Z', '--closes-at', '2126-01-02T00:00Z', '--results', 'live'],
].flat();

/** Publishes the law, as an official does once its roll is loaded. */
async function scheduled(): Promise<void> {
  const options = { poolMax: 1, logger: silentLogger, applicationName: 'program-test', clock: Date.now };
  const office = openElectionOffice({ ...options, url: process.env['DATABASE_URL'] ?? '' });
  const roll = { credentials: 1, buckets: 1, scheme: 'hmac-sha256' } as const;
  await office.recordRoll({ name: 'a test' }, lawRollKey('L-1'), roll);
  await office.close();
  expect(await scrutin('contest', 'schedule', 'law:L-1')).toMatchObject({ code: 0 });
}

describe('laws', () => {
  it('are created as drafts, are unchanged if nothing differs, and change only on request', async () => {
    const made = await scrutin('law', 'create', ...LAW);
    expect(made).toMatchObject({ code: 0 });
    expect(made.out).toContain('L-1 is created, as a draft.');
    expect(await scrutin('law', 'create', ...LAW)).toMatchObject({
      code: 0,
      out: 'L-1 is there already, exactly so.\n',
    });
    const other = [...LAW, '--quorum-votes', '10'];
    const refused = await scrutin('law', 'create', ...other);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('differs (quorum-votes)');
    expect(await scrutin('law', 'create', ...other, '--update')).toMatchObject({
      code: 0,
      out: 'L-1 is changed.\n',
    });
    expect((await scrutin('law', 'show', 'L-1')).out).toMatch(/quorum.*10 votes/);
    expect((await scrutin('law', 'list')).out).toMatch(/L-1.*draft/);
    expect(await scrutin('law', 'show', 'L-2')).toMatchObject({
      code: 1,
      err: 'scrutin: there is no law L-2: `law list` names them.\n',
    });
  });

  it('withhold their results until the closing by default', async () => {
    const silentOnResults = [
      ...LAW.slice(0, -2).with(1, 'L-0'),
      '--threshold',
      '4/6',
      '--quorum-share',
      '40%',
      '--blank-votes',
      'allowed',
    ];
    expect(await scrutin('law', 'create', ...silentOnResults)).toMatchObject({ code: 0 });
    const shown = (await scrutin('law', 'show', 'L-0')).out;
    expect(shown).toMatch(/results.*after-closing/);
    expect(shown).toMatch(/adopted by.*at least 2\/3 oui of the valid votes/);
    expect(shown).toMatch(/quorum.*40% of the roll/);
    expect(shown).toMatch(/blank votes.*allowed/);
    expect(await scrutin('law', 'remove', 'L-0')).toMatchObject({ code: 0 });
  });

  it('change only what their state allows', async () => {
    await scheduled();
    const quorum = [...LAW, '--quorum-votes', '20', '--update'];
    const refused = await scrutin('law', 'create', ...quorum);
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain('scheduled');
    const summary = [...LAW, '--quorum-votes', '10', '--summary-fr', 'Texte', '--update'];
    expect(await scrutin('law', 'create', ...summary)).toMatchObject({ code: 0 });
    expect((await scrutin('law', 'show', 'L-1')).out).toMatch(/summary \(fr\).*Texte/);
    const again = [...LAW, '--quorum-votes', '10', '--update'];
    expect(await scrutin('law', 'create', ...again)).toMatchObject({ code: 0 });
  });

  it('have results before the first vote', async () => {
    expect((await scrutin('results', 'L-1')).out).toMatch(/L-1\s*│\s*0 │\s*0 │\s*0 │\s*0 │/);
    expect(await scrutin('results', 'L-2')).toMatchObject({ code: 1 });
  });

  it('are shown as JSON in the form of the API', async () => {
    const law = {
      id: 'L-1',
      title: { fr: 'Loi', en: 'Act' },
      opens_at: '2126-01-01T00:00:00.000Z',
      status: 'scheduled',
      quorum_votes: 10,
      threshold: null,
    };
    const shown: unknown = JSON.parse((await scrutin('law', 'show', 'L-1', '--json')).out);
    expect(shown).toMatchObject(law);
    expect(ADMIN_ROUTES.law.answers[200].json.safeParse(shown).success).toBe(true);
    expect(JSON.parse((await scrutin('law', 'list', '--json')).out)).toEqual([shown]);

    const result = { law_id: 'L-1', oui_count: 0, non_count: 0, total_votes: 0, updated_at: null };
    const counted: unknown = JSON.parse((await scrutin('results', 'L-1', '--json')).out);
    expect(counted).toMatchObject(result);
    expect(publicLawResultBody.safeParse(counted).success).toBe(true);
    expect(JSON.parse((await scrutin('results', '--json')).out)).toEqual([counted]);
    expect(await scrutin('results', 'L-2', '--json')).toMatchObject({ code: 1, out: '' });
  });

  it('cannot close before they open', async () => {
    const reversed = [...LAW.slice(0, -1), '2025-01-01T00:00Z'];
    expect(await scrutin('law', 'create', ...reversed)).toMatchObject({ code: 2 });
  });
});

describe('the schema', () => {
  it('lists its migrations, as text and as JSON', async () => {
    const operator = process.env['DATABASE_URL'];
    const empty = await createTestDatabase(before['DATABASE_URL'], { migrated: false });
    process.env['DATABASE_URL'] = empty.url;
    try {
      const pending = await scrutin('db', 'status', '--json');
      expect(pending.code).toBe(1);
      const states = JSON.parse(pending.out) as { name: string; state: string }[];
      expect(new Set(states.map(({ state }) => state))).toEqual(new Set(['pending']));
      expect(await scrutin('db', 'migrate')).toMatchObject({ code: 0 });
      const { code, out } = await scrutin('db', 'status', '--json');
      expect(code).toBe(0);
      expect(JSON.parse(out)).toEqual(states.map(({ name }) => ({ name, state: 'applied' })));
      const table = await scrutin('db', 'status');
      for (const { name } of states) expect(table.out).toContain(name);
    } finally {
      process.env['DATABASE_URL'] = operator;
      await empty.drop();
    }
  });

  it('shows the folder of the migrations relative to the project', async () => {
    expect((await scrutin('db', 'status', '--help')).out).toMatch(/\(default:\s+prisma\/migrations\)/);
  });

  it('lets no role log in without a password in the environment', async () => {
    expect((await scrutin('db', 'logins')).err).toContain('SCRUTIN_DB_PASSWORD_');
  });
});
