import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { problemTypeUri } from '@scrutin/contracts/problems';
import type { RaceResultBody, RaceTabulationBody } from '@scrutin/contracts/public';
import { RESULT_FORMATS } from '@scrutin/contracts/public';
import { contestKey, electionRollKey, lawRollKey } from '@scrutin/election';
import type { ResultRecord } from '@scrutin/exports';
import { resultFile } from '@scrutin/exports';
import { openPrintFonts, printDocument } from '@scrutin/printing';
import { useDatabase } from '@scrutin/testkit/database';
import { bodyOf, CLOSES, DURING, ElectionNight, raceKey } from './fixture/election-night.ts';
import { TEST_EXPORTS } from './fixture/test-exports.ts';

const run = promisify(execFile);
const LAW = contestKey({ kind: 'law', lawId: 'L-1' });

const { database, closeBefore } = useDatabase();
let night: ElectionNight;
let folder: string;
/** One server for all tests, which keeps the files that it made. */
let server: Server;
const fonts = openPrintFonts();

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-exports-'));
  night = await ElectionNight.open(database);
  closeBefore(() => night.close());
  for (const code of ['PQ', 'IND']) await night.party(code);
  const candidates = [
    { id: 'a', firstName: 'Claire', lastName: 'Roy, la "Rouge"' },
    { id: 'b', firstName: "=cmd|' /C calc'!A0", lastName: 'Tremblay', partyCode: 'IND' },
    { id: 'c', firstName: undefined, lastName: 'مريم التميمي', partyCode: undefined },
    { id: 'd', firstName: 'Zoé', lastName: '🗳 Élan' },
    { id: 'e', firstName: 'ᓄᓇᕗᑦ', lastName: 'Hébert' },
  ];
  const ranked = { method: 'ranked_choice', maxRanks: 5, candidates } as const;
  const races = {
    EST: { ...ranked, seats: 3, ruleSet: 'scottish-stv-2011', registered: 400 },
    NORD: { ruleSet: 'plurality', candidates, registered: 300 },
    OUEST: { ...ranked, ruleSet: 'irv', registered: 200 },
  };
  await night.election('PROV', races, { blankVotes: 'allowed' });
  await night.election('LATER', { NORD: races.NORD }, { resultsVisibility: 'after-closing' });
  await night.law('L-1', { blankVotes: 'allowed', title: { fr: '=Loi', en: 'Act, "1"' } });
  night.nowMs = DURING;
  await night.withdraw('PROV', 'OUEST', 'e');
  await night.cast(raceKey('PROV', 'EST'), {
    'a>b>c': 101,
    'b>d': 47,
    'c>a>e': 31,
    'd>b': 23,
    'e>c': 19,
    '#blank': 3,
  });
  await night.cast(raceKey('PROV', 'NORD'), { a: 71, b: 43, c: 17, '#blank': 5 });
  await night.cast(raceKey('PROV', 'OUEST'), { 'a>b': 37, 'b>c': 29, 'c>b': 22, 'd>c>b': 11, 'e>d': 7 });
  await night.cast(raceKey('LATER', 'NORD'), { a: 4 });
  await night.cast(LAW, { oui: 53, non: 29, '#blank': 2 });
  server = night.serve();
});
afterAll(() => rm(folder, { recursive: true }));
beforeEach(() => {
  night.nowMs = DURING;
});

const get = (address: string) => request(server).get(`/api/v1/${address}`);
const CONTESTS = [
  ['law_L-1', 'results/L-1/export'],
  ['election_PROV', 'elections/PROV/results/export'],
] as const;
/** A thread makes the others; each takes a while. */
const LANGUAGES = { csv: ['fr', 'en'], json: ['fr'], nist: ['fr'], xlsx: ['fr'], pdf: ['en'] } as const;
const ENDINGS = { csv: 'en.csv', json: '.json', xlsx: 'en.xlsx', pdf: 'en.pdf', nist: 'nist-1500-100.json' };

/** The bytes of an answer. */
async function download(address: string): Promise<Buffer> {
  const answer = await get(address)
    .buffer(true)
    .parse((response, done) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        done(null, Buffer.concat(pieces));
      });
    })
    .expect(200);
  return answer.body as Buffer;
}

/** The record of a contest, put together from nothing but the answers of the other routes. */
async function recordOfRoutes(address: string, asOf: string): Promise<ResultRecord> {
  const head = { format: 'scrutin-results', version: 1, as_of: asOf } as const;
  const counted = async (route: string): Promise<unknown> => {
    const answer = await get(route);
    return answer.status === 404 ? null : answer.body;
  };
  if (address.startsWith('results/')) {
    const law = await listed('laws', 'L-1');
    return {
      ...head,
      kind: 'law',
      law,
      result: await bodyOf(get('results/L-1').expect(200)),
      tabulation: await counted('results/L-1/tabulation'),
    } as unknown as ResultRecord;
  }
  const election = await listed('elections', 'PROV');
  const races = await Promise.all(
    ['EST', 'NORD', 'OUEST'].map(async (region) => ({
      result: (await bodyOf(get(`elections/PROV/regions/${region}/results`).expect(200))) as RaceResultBody,
      tabulation: (await counted(`elections/PROV/regions/${region}/tabulation`)) as RaceTabulationBody | null,
    })),
  );
  return {
    ...head,
    kind: 'election',
    election,
    result: await bodyOf(get('elections/PROV/results').expect(200)),
    races,
  } as unknown as ResultRecord;
}

/** A contest as the list of its kind shows it. */
async function listed(list: 'laws' | 'elections', id: string): Promise<unknown> {
  const all = (await bodyOf(get(list).expect(200))) as readonly { readonly id: string }[];
  return all.find((one) => one.id === id);
}

async function everyFileIsMadeOfTheRoutes(): Promise<void> {
  for (const [, address] of CONTESTS) {
    const served = JSON.parse((await download(`${address}?format=json`)).toString()) as ResultRecord;
    const record = await recordOfRoutes(address, served.as_of);
    expect(served).toEqual(record);
    for (const format of RESULT_FORMATS) {
      for (const language of LANGUAGES[format]) {
        const file = await resultFile(served, {
          format,
          language,
          issuer: TEST_EXPORTS.issuer,
          print: (document) => printDocument(document, fonts),
        });
        const answered = await download(`${address}?format=${format}&language=${language}`);
        expect([format, answered.equals(Buffer.from(file.content))]).toEqual([format, true]);
      }
    }
  }
}

test('while votes come in, every file is made of what the other routes answer', async () => {
  await everyFileIsMadeOfTheRoutes();
});

test.each(CONTESTS)(
  '%s is a file with a name, a type and validators in each format',
  async (name, address) => {
    const types = {
      csv: 'text/csv; charset=utf-8',
      json: 'application/json; charset=utf-8',
      nist: 'application/json; charset=utf-8',
      pdf: 'application/pdf',
      xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    };
    for (const format of RESULT_FORMATS) {
      const answer = await get(`${address}?format=${format}`).set('Accept-Language', 'en').expect(200);
      expect(answer.headers['content-type']).toBe(types[format]);
      const file = `${name}-results-${ENDINGS[format]}`.replace('-.', '.');
      expect(answer.headers['content-disposition']).toBe(`attachment; filename=${file}`);
      expect(answer.headers['content-language']).toBe('en');
      expect(answer.headers['vary']).toBe('Accept-Language');
      expect(answer.headers['cache-control']).toBe('no-cache');
      const etag = answer.headers['etag']!;
      expect(etag).toMatch(new RegExp(`^W/"[0-9a-f]{64}-${format}-en-1"$`));
      const fresh = get(`${address}?format=${format}&language=en`).set('If-None-Match', etag);
      await fresh.expect(304);
      if (format !== 'csv') continue;
      expect((await get(`${address}?format=csv&language=fr`)).headers['etag']).not.toBe(etag);
    }
  },
);

test('results that are withheld are refused in every format, and drafts and others are unknown', async () => {
  for (const format of RESULT_FORMATS) {
    const withheld = await get(`elections/LATER/results/export?format=${format}`).expect(403);
    expect(withheld.body).toMatchObject({ type: problemTypeUri('results-not-published') });
    for (const address of ['elections/NONE/results/export', 'results/NONE/export']) {
      const unknown = await get(`${address}?format=${format}`).expect(404);
      expect(unknown.body).toMatchObject({ type: problemTypeUri('unknown-contest') });
    }
  }
  night.nowMs = CLOSES;
  await get('elections/LATER/results/export?format=csv').expect(200);
});

test.each(['', '?format=exe', '?format=csv&language=de', '?format=csv&format=pdf'])(
  'the query %j is refused, and the field is named',
  async (query) => {
    const answer = await get(`results/L-1/export${query}`).expect(400);
    expect(answer.body).toMatchObject({ type: problemTypeUri('malformed-query') });
    const { errors } = answer.body as { readonly errors: readonly { readonly field: string }[] };
    expect(errors.map(({ field }) => field)).toEqual([query.includes('de') ? 'language' : 'format']);
  },
);

describe('after the certification', () => {
  beforeAll(async () => {
    night.nowMs = CLOSES;
    await night.tabulate(raceKey('PROV', 'EST'), 'scottish-stv-2011');
    await night.tabulate(raceKey('PROV', 'NORD'), 'plurality');
    await night.tabulate(raceKey('PROV', 'OUEST'), 'irv');
    await night.tabulate(LAW, 'referendum');
    await night.certify(electionRollKey('PROV'));
    await night.certify(lawRollKey('L-1'));
    await night.aggregator.mixBallots();
  });
  beforeEach(() => {
    night.nowMs = CLOSES + 3_600_000;
  });

  test('every file is made of what the other routes answer', async () => {
    await everyFileIsMadeOfTheRoutes();
  });

  test('the PDF file is sound, tagged, and a reader finds the votes, rounds and digests in it', async () => {
    const file = path.join(folder, 'election.pdf');
    await writeFile(file, await download('elections/PROV/results/export?format=pdf&language=en'));
    await run('qpdf', ['--check', file]);
    const { stdout: info } = await run('pdfinfo', [file]);
    expect(info).toMatch(/Tagged:\s+yes/);
    expect(info).toMatch(/Title:\s+Results: Election PROV/);
    const { stdout } = await run('pdftotext', ['-layout', file, '-']);
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const region of ['EST', 'NORD', 'OUEST']) {
      const result = await bodyOf(get(`elections/PROV/regions/${region}/results`));
      for (const { votes, percentage } of (result as RaceResultBody).candidates) {
        expect(text).toContain(` ${votes} ${percentage.toFixed(2)}%`);
      }
      const count = (await bodyOf(get(`elections/PROV/regions/${region}/tabulation`))) as RaceTabulationBody;
      expect(stdout.replaceAll(/\s+/g, '')).toContain(count.ballots_digest);
      if (count.rounds.length === 1) continue;
      const rows = count.rounds.slice(0, 5).map(({ tally }) => tally['a']);
      const shown = rows.map((votes) => (votes === undefined ? '–' : votes.replace(/\.0+$/, '')));
      expect(text).toContain(`Roy, la "Rouge" ${shown.join(' ')}`);
    }
  });

  test('a file is made once for the same results, and not again because time passes', async () => {
    let made = 0;
    const counting = night.serve(
      0,
      {},
      {
        ...TEST_EXPORTS,
        makeFile: (task) => {
          made += 1;
          return Promise.resolve({ mediaType: 'application/pdf', name: task.format, content: '%PDF-' });
        },
      },
    );
    const address = '/api/v1/elections/PROV/results/export?format=pdf&language=fr';
    const tags = new Set<string | undefined>();
    for (let hour = 0; hour < 3; hour += 1) {
      night.nowMs += 3_600_000;
      tags.add((await request(counting).get(address).expect(200)).headers['etag']);
    }
    expect([made, tags.size]).toEqual([1, 1]);
  });
});

test('a character that no font has is in the file by its number', async () => {
  const file = path.join(folder, 'law.pdf');
  await writeFile(file, await download('elections/PROV/results/export?format=pdf&language=en'));
  const { stdout } = await run('pdftotext', ['-layout', file, '-']);
  expect(stdout).toContain('[U+1F5F3]');
});
