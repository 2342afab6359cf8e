import { createTestDatabase } from '@scrutin/testkit';
import type { TestDatabase } from '@scrutin/testkit';
import type { Command } from 'commander';
import { buildProgram } from './program.ts';
import { runCommandLine } from './run.ts';

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
afterEach(() => {
  process.exitCode = undefined;
  jest.restoreAllMocks();
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function scrutin(...args: readonly string[]): Promise<Ran> {
  let out = '';
  let err = '';
  jest.spyOn(console, 'log').mockImplementation((text: string) => (out += `${text}\n`));
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  const code = await runCommandLine(buildProgram(), ['node', 'scrutin', ...args]);
  process.exitCode = undefined;
  jest.restoreAllMocks();
  return { code, out, err };
}

function everyCommand(program: Command, path: readonly string[] = []): string[][] {
  return program.commands.flatMap((command) => {
    const here = [...path, command.name()];
    return [here, ...everyCommand(command, here)];
  });
}

describe('the command line', () => {
  it.each(everyCommand(buildProgram()).map((words) => [words.join(' ')]))(
    'has a help with an example: %s',
    async (words) => {
      const { code, out } = await scrutin(...words.split(' '), '--help');
      expect(code).toBe(0);
      expect(out).toMatch(/Examples?:\n {2}\$ /);
    },
  );

  it.each([
    [['nonsense']],
    [['law', 'nonsense']],
    [['ledger', '--nonsense']],
    [['law', 'show']],
    [['law', 'show', 'a b']],
  ])('ends with 2 and says why: %j', async (args) => {
    const { code, out, err } = await scrutin(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^error: /);
  });

  it('tells of a missing service in one sentence, and of its causes only with --debug', async () => {
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
  ['--opens-at', '2026-01-01T00:00Z', '--closes-at', '2026-01-02T00:00Z'],
].flat();

describe('laws', () => {
  it('are made once, left alone when the same, and changed only when asked to', async () => {
    expect(await scrutin('law', 'create', ...LAW)).toMatchObject({ code: 0, out: 'L-1 is created.\n' });
    expect(await scrutin('law', 'create', ...LAW)).toMatchObject({ code: 0 });
    const other = [...LAW, '--quorum-votes', '10'];
    expect(await scrutin('law', 'create', ...other)).toMatchObject({ code: 1 });
    expect(await scrutin('law', 'create', ...other, '--update')).toMatchObject({
      code: 0,
      out: 'L-1 is changed.\n',
    });
    expect((await scrutin('law', 'show', 'L-1')).out).toMatch(/quorum \(votes\).*10/);
    expect((await scrutin('law', 'list')).out).toContain('L-1');
    expect(await scrutin('law', 'show', 'L-2')).toMatchObject({ code: 1 });
  });

  it('have results, also before the first vote', async () => {
    await scrutin('law', 'create', ...LAW);
    expect((await scrutin('results', 'L-1')).out).toMatch(/L-1\s*│\s*0 │\s*0 │\s*0 │/);
    expect(await scrutin('results', 'L-2')).toMatchObject({ code: 1 });
  });

  it('cannot close before they open', async () => {
    const reversed = [...LAW.slice(0, -1), '2025-01-01T00:00Z'];
    expect(await scrutin('law', 'create', ...reversed)).toMatchObject({ code: 2 });
  });
});

describe('the schema', () => {
  it('lets nobody log in without a password in the environment', async () => {
    expect((await scrutin('db', 'logins')).err).toContain('SCRUTIN_DB_PASSWORD_');
  });
});
