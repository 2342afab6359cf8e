import { lawRollKey } from '@scrutin/election';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { runScrutin as scrutin } from '../fixture/run-scrutin.ts';
import { atOffice, putRollOnRecord } from '../fixture/test-office.ts';

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

it('an act on a contest of two officials waits until another user with another login approves it', async () => {
  const window = ['--opens-at', '2126-01-01T00:00Z', '--closes-at', '2126-01-02T00:00Z'];
  const title = ['--title-fr', 'Loi', '--title-en', 'Act'];
  expect(await scrutin('law', 'create', '--id', 'L-2', ...title, ...window)).toMatchObject({ code: 0 });
  expect((await scrutin('contest', 'show', 'law:L-2')).out).toMatch(/approval.*two-officials/);
  await putRollOnRecord(await database.urlFor('scrutin_operator'), lawRollKey('L-2'));

  const opened = await scrutin('contest', 'open', 'law:L-2');
  expect(opened).toMatchObject({ code: 3, err: '' });
  expect(opened.out).toMatch(/^It waits for the approval of a second person, as proposal /);
  const listed = await scrutin('proposal', 'list', '--state', 'pending', '--json');
  const [{ id }] = JSON.parse(listed.out) as [{ id: string }];
  expect(opened.out).toContain(id);
  expect((await scrutin('proposal', 'list')).out).toMatch(/law\.open.*law:L-2.*pending/);
  expect((await scrutin('proposal', 'show', id)).out).toMatch(/act.*law\.open/);

  const own = await scrutin('proposal', 'approve', id);
  expect(own).toMatchObject({ code: 1, out: '' });
  expect(own.err).toMatch(/Nobody approves or refuses their own proposal/);
  process.env['DATABASE_URL'] = await database.urlFor('scrutin_admin');
  expect((await scrutin('proposal', 'approve', id)).err).toMatch(/their own proposal/); // the same user
  await atOffice(await database.urlFor('scrutin_admin'), (office, actor) =>
    office.approveProposal(actor, id),
  );
  expect((await scrutin('proposal', 'show', id)).out).toMatch(/state.*approved/);
  expect((await scrutin('contest', 'show', 'law:L-2')).out).toMatch(/state.*scheduled/);
  expect((await scrutin('proposal', 'refuse', id, '--reason', 'no')).code).toBe(1);
  expect((await scrutin('proposal', 'show', 'none')).code).toBe(1);
});

it('an act that waits is printed as its proposal, if the command prints JSON', async () => {
  process.env['DATABASE_URL'] = await database.urlFor('scrutin_operator');
  const window = ['--opens-at', '2126-01-01T00:00Z', '--closes-at', '2126-01-02T00:00Z'];
  const title = ['--title-fr', 'Loi', '--title-en', 'Act'];
  expect(await scrutin('law', 'create', '--id', 'L-3', ...title, ...window)).toMatchObject({ code: 0 });
  await putRollOnRecord(await database.urlFor('scrutin_operator'), lawRollKey('L-3'));
  const opened = await scrutin('contest', 'open', 'law:L-3', '--json');
  expect(opened).toMatchObject({ code: 3, err: '' });
  const printed = JSON.parse(opened.out) as { readonly id: string };
  expect(printed).toMatchObject({ action: 'law.open', subject: 'law:L-3', state: 'pending' });
  expect(JSON.parse((await scrutin('proposal', 'show', printed.id, '--json')).out)).toEqual(printed);
});

it('a law says at its creation whether its ballots become public, which never changes', async () => {
  process.env['DATABASE_URL'] = await database.urlFor('scrutin_operator');
  const law = ['law', 'create', '--id', 'L-REC', '--title-fr', 'Loi', '--title-en', 'Act'];
  const window = ['--opens-at', '2126-01-01T08:00-05:00', '--closes-at', '2126-01-02T00:00Z'];
  const created = await scrutin(
    ...law,
    ...window,
    '--ballot-record',
    'not-published',
    '--time-zone',
    'America/Toronto',
  );
  expect(created).toMatchObject({ code: 0 });
  expect((await scrutin('contest', 'show', 'law:L-REC')).out).toMatch(/ballot record +│ not-published/);
  expect((await scrutin(...law, ...window, '--ballot-record', 'perhaps')).code).toBe(2);
  const changed = await scrutin(...law, ...window, '--update', '--ballot-record', 'published');
  expect(changed.err).toMatch(/with the ballot record not-published, which never changes/);
  // Lists write a time on the clocks of its zone, and in UTC.
  const listed = await scrutin('law', 'list');
  expect(listed.out).toContain('1 January 2126 at 08:00 (America/Toronto), 13:00 UTC');
});

it('the policy is shown, and changed with a reason', async () => {
  const numbers = ['--lifetime-minutes', '30', '--replacing-above', '25', '--registering-above', '7'];
  const words = ['--acts', 'close,certify,registering', ...numbers];
  expect((await scrutin('policy', 'set', ...words)).code).toBe(2);
  expect((await scrutin('policy', 'set', '--acts', 'everything', '--reason', 'x')).code).toBe(2);
  expect((await scrutin('policy', 'set', ...words, '--reason', 'an agreement')).code).toBe(0);
  expect(JSON.parse((await scrutin('policy', 'show', '--json')).out)).toEqual({
    acts: ['close', 'certify', 'registering'],
    lifetime_seconds: 1_800,
    replacing_above: 25,
    registering_above: 7,
  });
  expect((await scrutin('policy', 'show')).out).toMatch(
    /close, certify, registering[^]*at most 25[^]*at most 7/,
  );
});
