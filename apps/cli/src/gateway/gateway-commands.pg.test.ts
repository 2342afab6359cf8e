import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { runScrutin } from '../fixture/run-scrutin.ts';

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

const gateway = (...args: readonly string[]) => runScrutin('gateway', ...args);

describe('gateways', () => {
  it('are created with a key that is printed once, listed, and revoked by name', async () => {
    expect((await gateway('list')).out).toBe('There is no gateway.\n');
    const made = await gateway('create', 'kiosks', '--votes-per-second', '2000');
    expect(made).toMatchObject({ code: 0, err: '' });
    const key = /which is shown this once: (\S+)\n/.exec(made.out)?.[1] ?? '';
    expect(key).toMatch(/^sgw_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
    const listed = await gateway('list');
    expect(listed.out).toMatch(/kiosks\s.*2000\s.*5000\s.*valid/);
    expect(listed.out).not.toContain(key);
    const twice = await gateway('create', 'kiosks');
    expect(twice).toMatchObject({ code: 1 });
    expect(twice.err).toContain('There is a gateway kiosks already');
    expect((await gateway('revoke', 'kiosks')).out).toBe('The key of the gateway kiosks is revoked.\n');
    expect((await gateway('list')).out).toMatch(/kiosks\s.*revoked 2/);
    expect(await gateway('revoke', 'kiosks')).toMatchObject({ code: 1 });
    expect((await gateway('revoke', 'nobody')).err).toContain('there is no gateway nobody');
  });

  it('are printed as JSON, and have whole numbers as limits', async () => {
    const made = await gateway('create', 'partner', '--json', '--burst', '7');
    const { key, ...shown } = JSON.parse(made.out) as { key: string; id: string };
    expect(key).toContain(shown.id.replaceAll('-', ''));
    expect(shown).toMatchObject({ name: 'partner', votes_per_second: 500, burst: 7, revoked_at: null });
    expect(JSON.parse((await gateway('list', '--json')).out)).toContainEqual(shown);
    const revoked = JSON.parse((await gateway('revoke', shown.id, '--json')).out) as object;
    expect(revoked).toMatchObject({ id: shown.id, revoked_at: expect.stringMatching(/^2/) as string });
    expect(await gateway('create', 'x', '--burst', '1.5')).toMatchObject({ code: 2 });
    expect(await gateway('create', 'x', '--burst', '0')).toMatchObject({ code: 1 });
  });
});
