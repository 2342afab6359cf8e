import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import type { ElectionOffice, LoginOutcome } from '@scrutin/election-office';
import { openElectionOffice } from '@scrutin/election-office';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { silentLogger, totpCode } from '@scrutin/testkit/without-services';
import { runScrutin } from '../fixture/run-scrutin.ts';
import { generatedPassword } from './password.ts';

let database: TestDatabase;
const before = { ...process.env };

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  process.env['DATABASE_URL'] = await database.urlFor('scrutin_operator');
});
afterAll(async () => {
  process.env = before;
  await database.drop();
});

const official = (...args: readonly string[]) => runScrutin('official', ...args);

async function withStdin(text: string, ...args: readonly string[]) {
  const real = Object.getOwnPropertyDescriptor(process, 'stdin');
  Object.defineProperty(process, 'stdin', { value: Readable.from([text]), configurable: true });
  try {
    return await official(...args);
  } finally {
    if (real !== undefined) Object.defineProperty(process, 'stdin', real);
  }
}

const KEY = { id: 'k1', bytes: Uint8Array.from(randomBytes(32)) };

/** An office as the admin API has it. */
async function withAdminOffice<T>(work: (office: ElectionOffice) => Promise<T>): Promise<T> {
  const office = openElectionOffice({
    url: await database.urlFor('scrutin_admin'),
    poolMax: 1,
    logger: silentLogger,
    applicationName: 'a test',
    clock: Date.now,
    secondFactor: { keys: [KEY], requiredOf: [] },
  });
  try {
    return await work(office);
  } finally {
    await office.close();
  }
}

/** Logs in as the admin API does. */
async function login(email: string, password: string): Promise<LoginOutcome['kind']> {
  return withAdminOffice(async (office) => (await office.login(email, password)).kind);
}

const PRINTED = /which is shown this once: (\S+)\n/;
const CLAIRE = ['--email', 'Claire@example.org', '--name', 'Claire Roy', '--role', 'operator'];

describe('accounts', () => {
  it('are created with a strong password, which is printed once and can log in', async () => {
    expect((await official('list')).out).toBe('There is no account yet.\n');
    const made = await official('create', ...CLAIRE);
    expect(made.out).toContain('claire@example.org (operator) is created.');
    const password = PRINTED.exec(made.out)?.[1] ?? '';
    expect(await login('claire@example.org', password)).toBe('in');
    const listed = await official('list');
    expect(listed.out).toMatch(/claire@example\.org.*Claire Roy.*operator.*active/);
    expect(listed.out).not.toContain(password);
    expect(await official('create', ...CLAIRE)).toMatchObject({ code: 1, out: '' });
  });

  it('accept a password from standard input, and refuse a short one', async () => {
    const auditor = ['create', '--email', 'a@example.org', '--name', 'A', '--role', 'auditor'];
    expect(await withStdin('short\n', ...auditor, '--password-stdin')).toMatchObject({ code: 1, out: '' });
    const made = await withStdin('a long enough password, this\n', ...auditor, '--password-stdin', '--json');
    const body = JSON.parse(made.out) as Record<string, unknown>;
    expect(body).toMatchObject({ email: 'a@example.org', role: 'auditor', account: 'active' });
    expect(body).not.toHaveProperty('password');
    expect(await login('a@example.org', 'a long enough password, this')).toBe('in');
  });

  it('get a new password, by address or by identifier', async () => {
    const listed = JSON.parse((await official('list', '--json')).out) as { id: string; email: string }[];
    const claire = listed.find(({ email }) => email === 'claire@example.org');
    for (const named of [claire?.id ?? '', 'CLAIRE@example.org']) {
      const changed = await official('password', named);
      expect(await login('claire@example.org', PRINTED.exec(changed.out)?.[1] ?? '')).toBe('in');
    }
    expect(await official('password', 'nobody@example.org')).toMatchObject({ code: 1, out: '' });
  });

  it('are disabled and enabled, except for the last operator', async () => {
    expect((await official('disable', 'A@example.org')).out).toContain('is disabled');
    expect((await official('list')).out).toMatch(/a@example\.org.*disabled/);
    expect(await login('a@example.org', 'a long enough password, this')).toBe('wrong');
    expect((await official('enable', 'a@example.org')).out).toContain('is enabled');
    expect(await login('a@example.org', 'a long enough password, this')).toBe('in');
    const refused = await official('disable', 'claire@example.org');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.err).toContain('last operator');
  });

  it('show their sessions, and an operator ends one or all of them', async () => {
    expect(await official('sessions', 'a@example.org')).toMatchObject({
      code: 0,
      err: '',
      out: 'a@example.org has no session.\n',
    });
    await withAdminOffice(async (office) => {
      for (let i = 0; i < 2; i += 1) {
        const outcome = await office.login('a@example.org', 'a long enough password, this');
        if (outcome.kind !== 'in') throw new Error(outcome.kind);
        const { official: account, proof } = outcome;
        await office.openSession(account, proof, randomBytes(32), Date.now() + 60_000);
      }
    });
    const listed = JSON.parse((await official('sessions', 'a@example.org', '--json')).out) as {
      id: string;
    }[];
    expect(listed).toHaveLength(2);
    expect((await official('sessions', 'a@example.org')).out).toContain(listed[0]!.id);
    const one = await official('end-sessions', 'a@example.org', '--session', listed[0]!.id);
    expect(one.out).toBe('1 session was ended.\n');
    expect(JSON.parse((await official('end-sessions', 'a@example.org', '--json')).out)).toEqual({ ended: 1 });
    expect(await official('end-sessions', 'a@example.org')).toMatchObject({ code: 1, out: '' });
  });

  it('lose a second factor only when another person than the one who asked confirms it', async () => {
    await withAdminOffice(async (office) => {
      const outcome = await office.confirmPassword('a@example.org', 'a long enough password, this');
      if (outcome.kind !== 'in') throw new Error(outcome.kind);
      const { official: account, proof } = outcome;
      const actor = { officialId: account.id, name: account.email };
      const begun = await office.beginSecondFactor(actor, { official: account, proof });
      const code = begun.ok ? totpCode(begun.value.secret, Date.now()) : '';
      const own = { official: account, code, tokenHash: randomBytes(32) };
      expect(await office.confirmSecondFactor(actor, own)).toMatchObject({ ok: true });
    });
    const reset = (verb: string, ...args: readonly string[]) =>
      official('second-factor-reset', verb, 'a@example.org', ...args);
    expect(await reset('ask')).toMatchObject({ code: 2, out: '' });
    expect(await reset('confirm')).toMatchObject({ code: 1, out: '' });
    expect((await reset('ask', '--reason', 'Lost.')).out).toContain('until another person confirms');
    expect((await official('list')).out).toContain('removal asked by command line:');
    expect((await reset('confirm')).err).toContain('another person must');
    expect((await reset('withdraw')).out).toContain('keeps its second factor');
    await reset('ask', '--reason', 'Lost.');
    await withAdminOffice(async (office) => {
      const accounts = await office.officials();
      const { id } = accounts.find(({ email }) => email === 'a@example.org')!;
      expect(await office.confirmSecondFactorReset({ name: 'command line: other' }, id)).toMatchObject({
        ok: true,
      });
    });
    expect((await official('list')).out).not.toContain('removal asked');
  });

  it.each([
    [['create', '--email', 'x', '--name', 'X', '--role', 'auditor']],
    [['create', '--email', 'x@example.org', '--name', ' ', '--role', 'auditor']],
    [['create', '--email', 'x@example.org', '--name', 'X', '--role', 'king']],
  ])('are not created by a wrong command line: %j', async (args) => {
    expect(await official(...args)).toMatchObject({ code: 2, out: '' });
  });
});

it('have generated passwords of 25 characters out of 32, which are never the same', () => {
  const passwords = new Set(Array.from({ length: 100 }, generatedPassword));
  expect(passwords.size).toBe(100);
  for (const password of passwords) expect(password).toMatch(/^([a-km-np-z2-9]{5}-){4}[a-km-np-z2-9]{5}$/);
});
