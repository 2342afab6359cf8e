import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EFFECT_DELAY_MS, electionRollKey } from '@scrutin/election';
import { countBallots } from '@scrutin/election-office';
import { vote } from '@scrutin/testkit/ballot-store';
import { ACTOR, DAY_MS, done, NOW_MS, readyElection, useOffice } from '@scrutin/testkit/election-office';
import { runScrutin as scrutin } from '../fixture/run-scrutin.ts';

const suite = useOffice();
const { office, store, database, clock } = suite;
const before = { ...process.env };

const CONTEST = { kind: 'election', electionId: 'DECL', regionId: 'RA' } as const;

let folder: string;
beforeAll(async () => {
  process.env['DATABASE_URL'] = await database.urlFor('scrutin_auditor');
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-declaration-'));
});
afterAll(async () => {
  process.env = before;
  await rm(folder, { recursive: true });
});

const declaration = (...options: readonly string[]) =>
  scrutin('contest', 'declaration', 'election:DECL', ...options);

it('writes the declaration of a certified election in both languages, the same each time', async () => {
  const key = electionRollKey('DECL');
  await readyElection(office, 'DECL', ['RA']);
  await done(office.step(ACTOR, key, { step: 'open', reason: 'All is ready' }));
  clock.nowMs += EFFECT_DELAY_MS;
  await store.settleVotes(
    ['alice', 'alice>bob', 'bob'].map((selection) => vote({ contest: 'election:DECL:RA', selection })),
  );
  clock.nowMs = NOW_MS + 3 * DAY_MS;

  const early = await declaration();
  expect(early).toMatchObject({ code: 1, out: '' });
  expect(early.err).toMatch(/The result of election:DECL is not certified/);
  const draft = await declaration('--draft', '--language', 'en');
  expect(draft.out).toContain('*** DRAFT: the result is not certified ***');

  const order = await done(office.countOrder(CONTEST));
  const counted = await done(countBallots(office, order));
  const given = { contest: order.contest, ruleSet: order.ruleSet, ...counted };
  const { id } = await done(office.recordTabulation(ACTOR, given));
  await done(office.publishTabulation(ACTOR, id));
  const without = { reason: 'no process reported these votes', allowOutstandingVotes: true };
  await done(office.step(ACTOR, key, { step: 'certify', ...without }));

  const both = await declaration();
  expect(both).toMatchObject({ code: 0, err: '' });
  expect(both.out).toContain('DÉCLARATION DES RÉSULTATS');
  expect(both.out).toContain('DECLARATION OF RESULTS');
  expect(both.out).toContain('Ève Tremblay alice');

  const file = (name: string): string => path.join(folder, name);
  const written = await declaration('--output', file('declaration.pdf'));
  expect(written).toMatchObject({ code: 0, err: '' });
  expect((await readdir(folder)).sort()).toEqual(['declaration-en.pdf', 'declaration-fr.pdf']);
  const french = await readFile(file('declaration-fr.pdf'));
  expect(french.subarray(0, 5).toString()).toBe('%PDF-');
  await declaration('--output', file('again.pdf'), '--language', 'fr');
  expect((await readFile(file('again.pdf'))).equals(french)).toBe(true);
  await declaration('--output', file('declaration.txt'), '--format', 'text', '--language', 'fr');
  expect(both.out).toContain(await readFile(file('declaration.txt'), 'utf8'));
});

it('never overwrites a file, and writes no PDF to the terminal', async () => {
  const output = path.join(folder, 'once.pdf');
  expect(await declaration('--language', 'fr', '--output', output)).toMatchObject({ code: 0 });
  const again = await declaration('--language', 'fr', '--output', output);
  expect(again).toMatchObject({ code: 1 });
  expect(again.err).toMatch(/existe déjà/);
  expect((await declaration('--format', 'pdf')).err).toMatch(/needs --output/);
  const nowhere = await declaration('--language', 'fr', '--output', path.join(folder, 'no', 'file.pdf'));
  expect(nowhere.err).toMatch(/ne peut pas être écrit/);
  const font = await declaration('--output', path.join(folder, 'f.pdf'), '--fallback-font', 'package.json');
  expect(font.err).toMatch(/cannot be read as a font/);
  process.env['PRINT_FALLBACK_FONT'] = 'package.json'; // the setting of the admin API counts here too
  const setting = await declaration('--output', path.join(folder, 'f.pdf'));
  delete process.env['PRINT_FALLBACK_FONT'];
  expect(setting.err).toMatch(/package\.json cannot be read as a font/);
  expect((await scrutin('contest', 'declaration', 'law:NONE')).code).toBe(1);
});
