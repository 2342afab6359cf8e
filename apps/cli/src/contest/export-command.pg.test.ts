import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { electionRollKey } from '@scrutin/election';
import { vote } from '@scrutin/testkit/ballot-store';
import { ACTOR, done, readyElection, useOffice } from '@scrutin/testkit/election-office';
import { runScrutin as scrutin } from '../fixture/run-scrutin.ts';

const suite = useOffice();
const { office, store, database, clock } = suite;
const before = { ...process.env };

let folder: string;
beforeAll(async () => {
  process.env['DATABASE_URL'] = await database.urlFor('scrutin_operator');
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-contest-export-'));
});
afterAll(async () => {
  process.env = before;
  await rm(folder, { recursive: true });
});

const exported = (contest: string, ...options: readonly string[]) =>
  scrutin('contest', 'export', contest, ...options);

/** An open election, by the clock of this machine: the database and the command read no other. */
async function openElection(id: string, visibility: 'live' | 'after-closing'): Promise<void> {
  const nowMs = Date.now();
  const window = { opensAtMs: nowMs - 60_000, closesAtMs: nowMs + 3_600_000 };
  clock.nowMs = window.opensAtMs - 60_000;
  await readyElection(office, id, ['RA'], { election: { window, resultsVisibility: visibility } });
  await done(office.step(ACTOR, electionRollKey(id), { step: 'schedule' }));
  clock.nowMs = nowMs;
  await store.settleVotes(
    ['alice', 'alice>bob', 'bob'].map((selection) =>
      vote({ contest: `election:${id}:RA`, selection, acceptedAtMs: nowMs }),
    ),
  );
}

it('writes the same results in every format', async () => {
  await openElection('LIVE', 'live');
  const json = await exported('election:LIVE', '--format', 'json');
  expect(json).toMatchObject({ code: 0, err: '' });
  const record = JSON.parse(json.out) as { readonly result: { readonly total_votes: number } };
  expect(record.result.total_votes).toBe(3);
  const csv = await exported('election:LIVE', '--language', 'en');
  expect(csv.out).toMatch(/^\ufefftable,election_id,/);
  expect(csv.out).toContain(',alice,');
  const nist = await exported('election:LIVE', '--format', 'nist');
  expect(JSON.parse(nist.out)).toMatchObject({
    '@type': 'ElectionResults.ElectionReport',
    Issuer: 'Election office',
  });
  for (const [format, magic] of [
    ['xlsx', 'PK'],
    ['pdf', '%PDF-'],
  ] as const) {
    const file = path.join(folder, `live.${format}`);
    const written = await exported('election:LIVE', '--format', format, '--output', file);
    expect(written).toMatchObject({ code: 0, err: '' });
    expect((await readFile(file)).subarray(0, magic.length).toString()).toBe(magic);
    const again = await exported('election:LIVE', '--format', format, '--output', file);
    expect(again).toMatchObject({
      code: 1,
      err: expect.stringMatching(/existe déjà|is there already/) as string,
    });
    const nowhere = await exported('election:LIVE', '--format', format);
    expect(nowhere).toMatchObject({ code: 1, out: '', err: expect.stringContaining('--output') as string });
  }
});

it('names the office of the settings', async () => {
  process.env['RESULTS_ISSUER'] = 'Élections Laurentie';
  process.env['RESULTS_ISSUER_ABBREVIATION'] = 'ÉL';
  const nist = await exported('election:LIVE', '--format', 'nist');
  expect(JSON.parse(nist.out)).toMatchObject({ Issuer: 'Élections Laurentie', IssuerAbbreviation: 'ÉL' });
});

it('refuses results that are withheld, and contests that do not exist', async () => {
  await openElection('LATER', 'after-closing');
  const withheld = await exported('election:LATER', '--format', 'json');
  expect(withheld).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringMatching(/clôture|closes/) as string,
  });
  for (const contest of ['election:NONE', 'law:NONE']) {
    expect(await exported(contest)).toMatchObject({ code: 1, out: '' });
  }
  expect(await exported('election:LIVE', '--format', 'exe')).toMatchObject({ code: 2 });
});
