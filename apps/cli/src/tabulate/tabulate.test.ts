import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { TabulationResult } from '@scrutin/tabulation';
import { whatNext } from './count-view.ts';
import { runTabulate as tabulate } from './fixture/run-tabulate.ts';

const BLT = '3 1 4 1 2 0 3 2 1 0 2 3 2 0 0 "Anne" "Bo" "Cy" "Mayor"';
const TIED_BLT = '3 1 4 1 0 2 2 0 2 3 0 0 "Anne" "Bo" "Cy" "Mayor"';
const FIXTURES = path.join(import.meta.dirname, '../../../../libs/tabulation/fixtures');
const VECTOR = {
  format: 'rcv-vector/1',
  name: 'ward',
  rules: { method: 'scottish-stv', numberOfWinners: 1 },
  candidates: [
    { code: 'a', name: 'A' },
    { code: 'b', name: 'B' },
  ],
  ballots: [
    { ranks: [['a']], count: 2 },
    { ranks: [['b']], count: 1 },
  ],
  expected: {
    winners: ['a'],
    rounds: [{ tally: { a: '2', b: '1' }, threshold: '2', elected: ['a'], eliminated: [] }],
  },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-tabulate-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function file(name: string, content: string | Buffer): Promise<string> {
  const full = path.join(folder, name);
  await writeFile(full, content);
  return full;
}

describe('scrutin tabulate count', () => {
  test('prints a table of rounds for a BLT file', async () => {
    const { code, out } = await tabulate('count', '--rules', 'irv', await file('mayor.blt', BLT));
    expect(code).toBe(0);
    expect(out).toContain('Mayor: 9 ballots, 1 seat(s), irv');
    expect(out).toContain('2 x');
    expect(out).toContain('5 *');
    expect(out).toContain('Elected: Bo.');
  });

  test('prints the result as JSON for a gzipped CSV file', async () => {
    const csv = await file('law.csv.gz', gzipSync('count,choice\n3,oui\n2,non\n'));
    const { code, out } = await tabulate('count', '--rules', 'referendum', '--json', csv);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      status: 'complete',
      referendum: { verdict: 'adopted', required: '3' },
    });
  });

  test('prints the rounds as CSV, or in sentences of either language', async () => {
    const blt = await file('mayor.blt', BLT);
    const csv = await tabulate('count', '--rules', 'irv', '--csv', blt);
    expect(csv.out.split('\n').slice(0, 4)).toEqual([
      'pass,round,kind,id,name,votes,decision',
      '1,1,candidate,c1,Anne,4,',
      '1,1,candidate,c2,Bo,3,',
      '1,1,candidate,c3,Cy,2,eliminated: fewest-votes',
    ]);
    expect((await tabulate('count', '--rules', 'irv', '--explain', blt)).out).toContain(
      'The votes of Cy are transferred: 2 to Bo.',
    );
    expect((await tabulate('count', '--rules', 'irv', '--explain', '--lang', 'fr', blt)).out).toContain(
      'Les voix de Cy sont transférées\u00a0: 2 à Bo.',
    );
  });

  test('takes the rules from a vector, and the seats from an option', async () => {
    const vector = await file('ward.json', JSON.stringify(VECTOR));
    expect((await tabulate('count', vector)).out).toContain('ward: 3 ballots, 1 seat(s), scottish-stv-2011');
    expect((await tabulate('count', '--seats', '2', vector)).out).toContain('Elected: A, B.');
  });

  test('ends with exit code 1 and names the tied candidates if a lot must be drawn', async () => {
    const blt = await file('tied.blt', TIED_BLT);
    const { code, out } = await tabulate('count', '--rules', 'scottish-stv-2011', blt);
    expect(code).toBe(1);
    expect(out).toContain('A lot must be drawn (eliminate) between Bo [c2], Cy [c3].');
    expect((await tabulate('count', '--rules', 'scottish-stv-2011:lot=c2', blt)).code).toBe(0);
    const ordered = await file('ordered.blt', TIED_BLT.replace('3 1', '3 1 [tie 1 3 2]'));
    expect((await tabulate('count', '--rules', 'irv', ordered)).out).toContain('c2 by order');
  });

  test('warns of a tie that the order of the ballot broke', async () => {
    const blt = await file('undrawn.blt', TIED_BLT);
    const warned = await tabulate('count', '--rules', 'meek-prf', blt);
    expect(warned).toMatchObject({ code: 0, out: expect.stringContaining('c2 by ballot-order') as string });
    expect(warned.err).toMatch(/^Warning: a tie of c2, c3 .* give it with order=, and count again\.\n$/);
    const drawn = await tabulate('count', '--rules', 'meek-prf:order=c3/c2/c1', blt);
    expect(drawn).toMatchObject({ code: 0, err: '', out: expect.stringContaining('c3 by order') as string });
  });

  test('says what to do with a recorded count', () => {
    const next = (result: object) => whatNext('ID', result as TabulationResult);
    expect(next({ status: 'complete' })).toBe('`tabulate publish ID` makes it public.');
    const tie = { purpose: 'elect', candidates: ['b', 'a', 'c'], among: ['b', 'c'] };
    expect(next({ status: 'awaits-lot', tie })).toContain('`tabulate lot ID b c --method … ');
  });

  test('counts a file as the office counts: by acclamation, by votes, and with vacant seats', async () => {
    const alone = await file('alone.csv', 'count,choice\n2,ana\n');
    const standing = ['--rules', 'plurality', '--candidate', 'ana'];
    const count = async (...options: string[]) => {
      const { out } = await tabulate('count', ...standing, ...options, '--json', alone);
      return JSON.parse(out) as unknown;
    };
    expect(await count()).toMatchObject({ status: 'complete', winners: ['ana'], acclaimed: ['ana'] });
    const both = ['--candidate', 'bo', '--seats', '2', '--uncontested', 'vote'];
    expect(await count(...both)).toMatchObject({
      winners: ['ana'],
      rounds: [{ vacancy: { seats: 1, reason: 'no-votes' } }],
    });
    expect(await count('--withdrawn', 'ana')).toMatchObject({
      winners: [],
      rounds: [{ vacancy: { seats: 1, reason: 'no-candidates' } }],
    });
  });

  test('refuses a wrong command line', async () => {
    const blt = await file('mayor.blt', BLT);
    expect(await tabulate('count', '--rules', 'coin', blt)).toMatchObject({ code: 2 });
    expect(await tabulate('count', blt)).toMatchObject({
      code: 1,
      err: expect.stringContaining('names no rules') as string,
    });
    expect(await tabulate('count', '--rules', 'irv', path.join(folder, 'none.blt'))).toMatchObject({
      code: 1,
    });
    expect(await tabulate('count', '--rules', 'irv', await file('ballots.txt', BLT))).toMatchObject({
      code: 1,
      err: expect.stringContaining('must end in .blt, .csv or .json') as string,
    });
    expect(await tabulate('count', '--rules', 'irv', '--seats', '2', blt)).toMatchObject({
      code: 1,
      out: 'Not counted: rules-do-not-fit (instant-runoff fills one seat, not 2).\n',
    });
  });
});

describe('scrutin tabulate check', () => {
  test('finds no differences in the included vectors', async () => {
    expect(await tabulate('check', FIXTURES)).toEqual({
      code: 0,
      out: '749 contests, 4339 rounds, 0 differences\n',
      err: '',
    });
  });

  test('names a difference, and ends with exit code 1', async () => {
    const wrong = { ...VECTOR, expected: { ...VECTOR.expected, winners: ['b'] } };
    const vector = await file('wrong.json', JSON.stringify(wrong));
    expect(await tabulate('check', vector)).toMatchObject({
      code: 1,
      out: '1 contests, 1 rounds, 1 differences\n  ward, result: winners: expected b, found a\n',
    });
    const { code, out } = await tabulate('check', '--json', vector);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ contests: 1, rounds: 1, differences: 1, unreadable: [] });
  });

  test('ends with exit code 1 if a file cannot be read', async () => {
    const broken = await file('broken.json', '{');
    expect(await tabulate('check', broken)).toMatchObject({
      code: 1,
      out: expect.stringContaining('broken.json: not read: not JSON') as string,
    });
    expect(await tabulate('check', path.join(folder, 'none'))).toMatchObject({ code: 1 });
  });
});
