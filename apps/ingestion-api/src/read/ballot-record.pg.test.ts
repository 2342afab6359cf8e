import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import request from 'supertest';
import { problemTypeUri } from '@scrutin/contracts/problems';
import type { RaceTabulationBody } from '@scrutin/contracts/public';
import { contestKey, electionRollKey, lawRollKey } from '@scrutin/election';
import { readBlt, tabulate } from '@scrutin/tabulation';
import { useDatabase } from '@scrutin/testkit/database';
import { bodyOf, CLOSES, DURING, ElectionNight, raceKey } from './fixture/election-night.ts';

const STV = 'scottish-stv-2011';
const lawKey = (lawId: string) => contestKey({ kind: 'law', lawId });

const { database, closeBefore, owner } = useDatabase();
let night: ElectionNight;

beforeAll(async () => {
  night = await ElectionNight.open(database);
  closeBefore(() => night.close());
  for (const code of ['PQ', 'IND']) await night.party(code);
  const ranked = { method: 'ranked_choice', maxRanks: 4 } as const;
  const races = {
    EST: {
      ...ranked,
      seats: 2,
      ruleSet: STV,
      candidates: [{ id: 'ana', firstName: 'Ana "Annie"' }, { id: 'bo' }, { id: 'cy' }, { id: 'di' }],
    },
    OUEST: { ...ranked, ruleSet: 'irv', candidates: [{ id: 'ana' }, { id: 'bo' }, { id: 'cy' }] },
    NORD: { ruleSet: 'plurality', candidates: [{ id: 'ana' }, { id: 'bo' }] },
  };
  await night.election('PROV', races, { blankVotes: 'allowed' });
  await night.election('SECRET', { NORD: races.NORD }, { ballotRecord: 'not-published' });
  await night.election('TRIAL', { NORD: races.NORD }, { purpose: 'rehearsal' });
  await night.law('L-1', { blankVotes: 'allowed' });
  await night.law('L-2', { ballotRecord: 'not-published' });
  night.nowMs = DURING;
  await night.withdraw('PROV', 'OUEST', 'cy');
  await night.cast(raceKey('PROV', 'EST'), {
    'ana>bo': 11,
    'bo>cy': 4,
    'cy>di>bo': 3,
    'di>cy': 2,
    ana: 1,
    '#blank': 2,
  });
  await night.cast(raceKey('PROV', 'OUEST'), { 'cy>bo': 3, ana: 2 });
  await night.cast(raceKey('PROV', 'NORD'), { ana: 2, bo: 1 });
  for (const id of ['SECRET', 'TRIAL']) await night.cast(raceKey(id, 'NORD'), { ana: 3, bo: 1 });
  await night.cast(lawKey('L-1'), { oui: 4, non: 2, '#blank': 1 });
  await night.cast(lawKey('L-2'), { oui: 1 });
});

interface CastVoteRecords {
  readonly Notes: string;
  readonly CVR: readonly {
    readonly CVRSnapshot: readonly {
      readonly CVRContest: readonly {
        readonly CVRContestSelection: readonly { readonly ContestSelectionId: string }[];
      }[];
    }[];
  }[];
  readonly Election: readonly {
    readonly Candidate?: readonly { readonly Code: readonly { readonly Value: string }[] }[];
    readonly Contest: readonly {
      readonly ContestSelection: readonly {
        readonly '@id': string;
        readonly Code?: readonly { readonly Value: string }[];
      }[];
    }[];
  }[];
}

const get = (path: string) => request(night.serve()).get(`/api/v1/${path}`);
const PATHS = [
  'laws/L-1/ballots.csv',
  'elections/PROV/regions/EST/ballots.csv',
  'elections/PROV/regions/EST/ballots.blt',
  'laws/L-1/cast-vote-records.json',
  'elections/PROV/regions/EST/cast-vote-records.json',
];
const digestOf = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

async function refusedWith(path: string, type: 'ballots-not-yet-published' | 'ballots-never-published') {
  for (const [language, word] of [
    ['fr', 'Bulletins'],
    ['en', 'Ballots'],
  ] as const) {
    const answer = await get(path).set('Accept-Language', language).expect(403);
    expect(answer.body).toMatchObject({ type: problemTypeUri(type) });
    expect((answer.body as { title: string }).title).toContain(word);
    expect(answer.text).not.toContain('ana');
  }
}

describe('before the certification', () => {
  test.each(PATHS)('%s says when it will be there, in both languages (P6)', async (path) => {
    for (const nowMs of [DURING, CLOSES]) {
      night.nowMs = nowMs;
      await refusedWith(path, 'ballots-not-yet-published');
    }
    const body = await bodyOf(get(path).set('Accept-Language', 'fr'));
    expect(body).toMatchObject({ closes_at: '2025-10-13T00:00:00.000Z' });
    expect((body as { detail: string }).detail).toContain('certifié');
  });

  test('the database gives the login of the API nothing, whatever it asks for (P6)', async () => {
    for (const contest of [lawKey('L-1'), raceKey('PROV', 'EST'), raceKey('PROV', 'NORD')]) {
      const pages = [];
      for await (const page of night.reader.ballotRecord(contest)) pages.push(page);
      expect(pages).toEqual([]);
    }
  });

  test('a count that is published does not publish the ballots', async () => {
    night.nowMs = CLOSES;
    await night.tabulate(raceKey('PROV', 'NORD'), 'plurality');
    await refusedWith('elections/PROV/regions/NORD/ballots.csv', 'ballots-not-yet-published');
  });
});

describe('after the certification', () => {
  beforeAll(async () => {
    night.nowMs = CLOSES;
    await night.tabulate(raceKey('PROV', 'EST'), STV);
    await night.tabulate(raceKey('PROV', 'OUEST'), 'irv');
    for (const id of ['SECRET', 'TRIAL']) await night.tabulate(raceKey(id, 'NORD'), 'plurality');
    for (const id of ['L-1', 'L-2']) await night.tabulate(lawKey(id), 'referendum');
    for (const id of ['PROV', 'SECRET', 'TRIAL']) await night.certify(electionRollKey(id));
    for (const id of ['L-1', 'L-2']) await night.certify(lawRollKey(id));
  });

  test('nothing is given while ballots are not mixed: the answer is 503, and no other (P6)', async () => {
    const answer = get('laws/L-1/ballots.csv').set('Accept-Language', 'en').expect(503);
    expect(await bodyOf(answer)).toMatchObject({ type: problemTypeUri('not-ready') });
    await get('laws/L-1/cast-vote-records.json').expect(503);
    await night.aggregator.mixBallots();
  });

  test('the ballots of a law, and their digest', async () => {
    const { text, headers } = await get('laws/L-1/ballots.csv').expect(200);
    expect(text).toBe('selection,count\n#blank,1\nnon,2\noui,4\n');
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename=law_L-1.csv',
      'last-modified': new Date(CLOSES).toUTCString(),
    });
    const count = await bodyOf(get('results/L-1/tabulation'));
    const { ballots_digest: digest } = count as RaceTabulationBody;
    expect(digestOf(text.replace('selection,count', 'law:L-1'))).toBe(digest);
    expect(headers['etag']).toBe(`"${digest}-csv-1"`);
  });

  test.each(['EST', 'OUEST', 'NORD'])('the ballots of %s, and their digest', async (region) => {
    const path = `elections/PROV/regions/${region}`;
    const { text } = await get(`${path}/ballots.csv`).expect(200);
    const { ballots_digest: digest } = (await get(`${path}/tabulation`)).body as RaceTabulationBody;
    expect(digestOf(text.replace('selection,count', raceKey('PROV', region)))).toBe(digest);
    const lines = text.trimEnd().split('\n').slice(1);
    expect(lines).toEqual([...lines].sort());
  });

  test.each(['EST', 'OUEST'])('the BLT file of %s is counted to the published winners', async (region) => {
    const path = `elections/PROV/regions/${region}`;
    const { text, headers } = await get(`${path}/ballots.blt`).expect(200);
    expect(headers['content-type']).toBe('text/plain; charset=utf-8');
    const reading = readBlt(text);
    if (!reading.ok) throw new Error(reading.problem);
    const published = (await get(`${path}/tabulation`)).body as RaceTabulationBody;
    expect(reading.value.recordOf).toBe(raceKey('PROV', region));
    expect(reading.value.candidates.map(({ id, name }) => [id, name])).toEqual(
      published.candidates.map(({ candidate_id: id, name }) => [id, name]),
    );
    const withdrawn = reading.value.candidates.filter(({ excluded }) => excluded).map(({ id }) => id);
    expect(withdrawn).toEqual(region === 'OUEST' ? ['cy'] : []);
    const rules = await night.office.countOrder(
      { kind: 'election', electionId: 'PROV', regionId: region },
      undefined,
      'look',
    );
    if (!rules.ok) throw new Error(rules.detail);
    expect(tabulate(reading.value, rules.value.rules)).toMatchObject({ winners: published.winners });
  });

  test.each([
    'laws/L-1',
    'elections/PROV/regions/EST',
    'elections/PROV/regions/OUEST',
    'elections/PROV/regions/NORD',
  ])('%s has one cast vote record for each ballot, in the order of the selections (P6)', async (path) => {
    const { text: csv } = await get(`${path}/ballots.csv`).expect(200);
    const answer = await get(`${path}/cast-vote-records.json`).set('Accept-Language', 'en').expect(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'content-language': 'en',
      vary: 'Accept-Language',
      'content-disposition': expect.stringMatching(/filename=\S+-cast-vote-records\.json$/) as string,
    });
    const { CVR: records, Election: elections, Notes: notes } = answer.body as CastVoteRecords;
    const choices = new Map(
      elections[0]!.Contest[0]!.ContestSelection.map((choice, index) => [
        choice['@id'],
        (choice.Code ?? elections[0]!.Candidate![index]!.Code)[0]!.Value,
      ]),
    );
    const selections = records.map(({ CVRSnapshot }) => {
      const chosen = CVRSnapshot[0]!.CVRContest[0]!.CVRContestSelection;
      return chosen.map((one) => choices.get(one.ContestSelectionId)).join('>') || '#blank';
    });
    const ballots = csv
      .trimEnd()
      .split('\n')
      .slice(1)
      .flatMap((line) => {
        const [selection = '', count] = line.split(',');
        return Array.from({ length: Number(count) }, () => selection);
      });
    expect(selections).toEqual(ballots);
    // Nothing but its number and its selections is in a record.
    const kinds = new Set(records.map((record) => Object.keys(record).join()));
    expect([...kinds]).toEqual(['@type,ElectionId,CurrentSnapshotId,CVRSnapshot']);
    const published = await bodyOf(get(path.replace('laws', 'results') + '/tabulation'));
    expect(notes).toContain((published as RaceTabulationBody).ballots_digest);
  });

  test('a client that has the file is answered 304, and HEAD without the file', async () => {
    const { headers } = await get('laws/L-1/ballots.csv');
    for (const [name, value] of [
      ['If-None-Match', headers['etag']],
      ['If-Modified-Since', headers['last-modified']],
    ] as const) {
      const { text } = await get('laws/L-1/ballots.csv')
        .set(name, value ?? '')
        .expect(304);
      expect(text).toBe('');
    }
    await get('laws/L-1/ballots.csv').set('If-None-Match', '"another"').expect(200);
    const head = await request(night.serve()).head('/api/v1/laws/L-1/ballots.csv').expect(200);
    expect(head.headers['etag']).toBe(headers['etag']);
  });

  test('a contest whose ballots are not published never shows them, and neither does the database', async () => {
    await refusedWith('elections/SECRET/regions/NORD/ballots.csv', 'ballots-never-published');
    await refusedWith('elections/SECRET/regions/NORD/ballots.blt', 'ballots-never-published');
    await refusedWith('laws/L-2/ballots.csv', 'ballots-never-published');
    await refusedWith('laws/L-2/cast-vote-records.json', 'ballots-never-published');
    await refusedWith('elections/SECRET/regions/NORD/cast-vote-records.json', 'ballots-never-published');
    for (const contest of [raceKey('SECRET', 'NORD'), lawKey('L-2')]) {
      for await (const page of night.reader.ballotRecord(contest)) expect(page).toEqual([]);
    }
    for (const [path, expected] of [
      ['elections/SECRET', 'not-published'],
      ['elections/PROV', 'published'],
      ['laws/L-2', 'not-published'],
    ] as const) {
      expect((await get(path)).body).toMatchObject({ ballot_record: expected });
    }
  });

  test('a rehearsal publishes as it would if it were real, and says in each file that it is none', async () => {
    const path = 'elections/TRIAL/regions/NORD';
    const named = (name: string) => ({ 'content-disposition': `attachment; filename=${name}` });
    const { text, headers } = await get(`${path}/ballots.csv`).expect(200);
    expect(text).toBe('selection,count,purpose\nana,3,rehearsal\nbo,1,rehearsal\n');
    expect(headers).toMatchObject(named('election_TRIAL_NORD-rehearsal.csv'));
    const records = await get(`${path}/cast-vote-records.json`).expect(200);
    expect(records.body).toMatchObject({ OtherReportType: 'rehearsal' });
    expect(records.headers).toMatchObject(named('election_TRIAL_NORD-rehearsal-cast-vote-records.json'));
  });

  test('the commands of docs/AUDITING.md recompute the digest from the public answers', async () => {
    const guide = readFileSync(new URL('../../../../docs/AUDITING.md', import.meta.url), 'utf8');
    const [, block = ''] = /^```sh\n(contest=.*?)^```$/ms.exec(guide) ?? [];
    const server = night.serve();
    if (!server.listening) await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const commands = block
      .replaceAll('https://votes.example', `http://127.0.0.1:${port}`)
      .replaceAll('PROV-2025', 'PROV')
      .replaceAll('SHERBROOKE', 'EST');
    const cwd = await mkdtemp(path.join(tmpdir(), 'scrutin-recompute-'));
    try {
      const run = (script: string) => promisify(execFile)('sh', ['-c', script], { cwd });
      expect((await run(commands)).stdout).toBe('These are the ballots of the published count.\n');
      // One ballot more is seen.
      await expect(
        run(commands.replace('+2 ballots.csv', '+2 ballots.csv | sed s/ana,1/ana,2/')),
      ).rejects.toThrow();
    } finally {
      await rm(cwd, { recursive: true });
    }
  });

  test('an unknown contest is answered 404', async () => {
    await get('laws/L-9/ballots.csv').expect(404);
    await get('elections/PROV/regions/SUD/ballots.blt').expect(404);
  });

  test('a record with fewer ballots than the count is cut off, so that nobody takes it for the whole', async () => {
    const { rows } = await owner.query<{ tgname: string }>(
      `SELECT tgname FROM pg_trigger WHERE tgrelid = 'ranking_counts'::regclass AND NOT tgisinternal`,
    );
    expect(rows.length).toBeGreaterThan(0);
    await owner.query('ALTER TABLE ranking_counts DISABLE TRIGGER USER');
    await owner.query(`DELETE FROM ranking_counts WHERE region_id = 'EST' AND ranking = 'ana'`);
    await expect(get('elections/PROV/regions/EST/ballots.csv')).rejects.toThrow();
    await expect(get('elections/PROV/regions/EST/cast-vote-records.json')).rejects.toThrow();
  });
});
