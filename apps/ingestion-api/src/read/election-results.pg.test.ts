import request from 'supertest';
import { problemTypeUri } from '@scrutin/contracts/problems';
import type { ElectionResultBody, RaceResultBody } from '@scrutin/contracts/public';
import { electionResultBody, electionTurnoutBody, raceResultBody } from '@scrutin/contracts/public';
import { electionRollKey } from '@scrutin/election';
import { useDatabase } from '@scrutin/testkit/database';
import { CLOSES, DURING, ElectionNight, raceKey } from './fixture/election-night.ts';

const MARIE = { firstName: 'Marie', lastName: 'Tremblay' };

const { database, closeBefore } = useDatabase();
let night: ElectionNight;

beforeAll(async () => {
  night = await ElectionNight.open(database);
  closeBefore(() => night.close());
  for (const code of ['CAQ', 'IND', 'PQ']) await night.party(code);
  await night.election('PROV', {
    CENTRE: {
      registered: 30,
      candidates: [
        { id: 'marie', ...MARIE },
        { id: 'marie-2', ...MARIE }, // the same name and party in the same race
        { id: 'roy', partyCode: 'CAQ' },
        { id: 'aube', partyCode: undefined },
        { id: 'cyr', partyCode: 'CAQ' },
      ],
    },
    EST: {
      method: 'ranked_choice',
      seats: 2,
      maxRanks: 3,
      ruleSet: 'scottish-stv-2011:order=marie/roy/aube',
      registered: 12,
      // The same name again in another region, even with the same identifier.
      candidates: [
        { id: 'marie', ...MARIE },
        { id: 'roy', partyCode: 'CAQ' },
        { id: 'aube', partyCode: undefined },
      ],
    },
    OUEST: {
      candidates: [
        { id: 'roy', partyCode: 'CAQ' },
        { id: 'aube', partyCode: undefined },
      ],
      registered: 8,
    },
  });
  await night.election(
    'SECRET',
    { CENTRE: { candidates: [{ id: 'roy' }, { id: 'aube', partyCode: 'IND' }], registered: 3 } },
    { resultsVisibility: 'after-closing' },
  );
  night.nowMs = DURING;
  await night.withdraw('PROV', 'CENTRE', 'cyr');
  await night.cast(raceKey('PROV', 'CENTRE'), { marie: 3, 'marie-2': 3, roy: 4, cyr: 2 });
  await night.cast(raceKey('PROV', 'EST'), { 'marie>roy': 4, 'marie>aube': 1, roy: 2, 'aube>roy': 2 });
  await night.cast(raceKey('SECRET', 'CENTRE'), { roy: 2 });
});

beforeEach(() => {
  night.nowMs = DURING + 60_000;
});

const get = async <T>(path: string): Promise<T> =>
  (await request(night.serve()).get(`/api/v1/elections/${path}`).expect(200)).body as T;
const race = (path: string) => get<RaceResultBody>(path);
const row = (c: RaceResultBody['candidates'][number]) => [
  c.candidate_id,
  c.votes,
  c.percentage,
  c.rank,
  c.tied,
];

describe('the results of a race', () => {
  it('list every candidate by identifier and not by name, with ties, and with withdrawn candidates last', async () => {
    const body = await race('PROV/regions/CENTRE/results');
    expect(body.candidates.map(row)).toEqual([
      ['roy', 4, 33.33, 1, false],
      ['marie', 3, 25, 2, true],
      ['marie-2', 3, 25, 2, true],
      ['aube', 0, 0, 4, false], // She has no votes and is listed.
      ['cyr', 2, 16.67, null, false],
    ]);
    expect(body.candidates.map((c) => c.withdrawn)).toEqual([false, false, false, false, true]);
    expect(body.candidates[1]).toEqual({
      candidate_id: 'marie',
      name: 'Marie Tremblay',
      party_code: 'PQ',
      party_name: { fr: 'Parti PQ', en: 'Party PQ' },
      party_color: '#004B8D',
      photo_url: null,
      votes: 3,
      percentage: 25,
      rank: 2,
      tied: true,
      withdrawn: false,
    });
    expect({ ...body, candidates: [] }).toEqual({
      candidates: [],
      updated_at: new Date(night.nowMs).toISOString(),
      time_zone: 'UTC',
      election_id: 'PROV',
      region_id: 'CENTRE',
      region_name: { fr: 'Région CENTRE', en: 'Region CENTRE' },
      method: 'single_choice',
      seats: 1,
      counts: 'votes',
      blank_count: 0,
      total_votes: 12,
      turnout: { registered_voters: 30, voters: 12, percentage: 40 },
      purpose: 'real',
      provisional: true,
    });
  });

  it('of a ranked race are first preferences, as `counts` says', async () => {
    const body = await race('PROV/regions/EST/results');
    expect(body).toMatchObject({ counts: 'first-preferences', seats: 2, total_votes: 9 });
    expect(body.candidates.map(row)).toEqual([
      ['marie', 5, 55.56, 1, false],
      ['roy', 2, 22.22, 2, true],
      ['aube', 2, 22.22, 2, true],
    ]);
  });

  it('count blank votes for the turnout, and not among the votes of which candidates have a share', async () => {
    await night.election(
      'BLANK',
      { SUD: { registered: 10, candidates: [{ id: 'roy' }, { id: 'aube', partyCode: 'IND' }] } },
      { blankVotes: 'allowed' },
    );
    await night.cast(raceKey('BLANK', 'SUD'), { roy: 3, aube: 1, '#blank': 2 });
    const body = await race('BLANK/regions/SUD/results');
    const counts = { blank_count: 2, total_votes: 6 };
    expect(body).toMatchObject({ ...counts, turnout: { voters: 6, percentage: 60 } });
    expect(body.candidates.map(row)).toEqual([
      ['roy', 3, 75, 1, false],
      ['aube', 1, 25, 2, false],
    ]);
    const whole = await get<ElectionResultBody>('BLANK/results');
    expect(whole).toMatchObject({ ...counts, regions: [counts], turnout: { voters: 6 } });
    expect(whole.parties.map(({ percentage }) => percentage)).toEqual([75, 25]);
  });

  it('of a race without votes are zero, with zero percent and without a time', async () => {
    const body = await race('PROV/regions/OUEST/results');
    expect(body).toMatchObject({ total_votes: 0, updated_at: null, turnout: { voters: 0, percentage: 0 } });
    expect(body.candidates.map(row)).toEqual([
      ['roy', 0, 0, 1, true],
      ['aube', 0, 0, 1, true],
    ]);
  });

  it('are the same after the ballots were mixed (P4)', async () => {
    await night.election(
      'MIXED',
      { CENTRE: { candidates: [{ id: 'roy' }, { id: 'aube' }] } },
      {
        window: { opensAtMs: DURING + 120_000, closesAtMs: DURING + 240_000 }, // long past by the clock of the database
      },
    );
    await night.cast(raceKey('MIXED', 'CENTRE'), { roy: 2, aube: 1 }, DURING + 130_000);
    const before = await race('MIXED/regions/CENTRE/results');
    expect(await night.aggregator.mixBallots()).toBeGreaterThan(0);
    expect(await race('MIXED/regions/CENTRE/results')).toEqual(before);
    expect(before.candidates.map(row)).toEqual([
      ['roy', 2, 66.67, 1, false],
      ['aube', 1, 33.33, 2, false],
    ]);
    // The roll does not say how many voters there are.
    expect(before.turnout).toEqual({ registered_voters: null, voters: 3, percentage: null });
  });
});

describe('the results of all regions', () => {
  const all = () => get<ElectionResultBody>('PROV/results');

  it('add up the votes by party, and list each candidate by region and identifier', async () => {
    const body = await all();
    expect(body).toMatchObject({
      election_id: 'PROV',
      total_votes: 21,
      turnout: { registered_voters: 50, voters: 21, percentage: 42 },
      seats: { total: 4, decided: 0 },
      provisional: true,
    });
    expect(body.parties.map((p) => [p.party_code, p.votes, p.percentage, p.seats, p.leading])).toEqual([
      // CENTRE: roy leads. EST has two seats: marie leads for one, and the candidates who tie for the other lead for
      // none. OUEST: without votes, nobody leads.
      ['PQ', 11, 52.38, 0, 1],
      ['CAQ', 8, 38.1, 0, 1],
    ]);
    expect(body.independents).toEqual({ votes: 2, percentage: 9.52, seats: 0, leading: 0 });
    expect(body.candidates.map((c) => [c.region_id, c.candidate_id, c.votes, c.elected])).toEqual([
      ['CENTRE', 'marie', 3, null],
      ['CENTRE', 'marie-2', 3, null],
      ['CENTRE', 'roy', 4, null],
      ['CENTRE', 'aube', 0, null],
      ['CENTRE', 'cyr', 2, null],
      ['EST', 'marie', 5, null],
      ['EST', 'roy', 2, null],
      ['EST', 'aube', 2, null],
      ['OUEST', 'roy', 0, null],
      ['OUEST', 'aube', 0, null],
    ]);
    expect(body.regions).toEqual(
      [
        ['CENTRE', 1, 12, 30, 40],
        ['EST', 2, 9, 12, 75],
        ['OUEST', 1, 0, 8, 0],
      ].map(([id, seats, votes, registered, percentage]) => ({
        region_id: id,
        region_name: { fr: `Région ${id}`, en: `Region ${id}` },
        seats,
        blank_count: 0,
        total_votes: votes,
        turnout: { registered_voters: registered, voters: votes, percentage },
        tabulated: false,
        vacant_seats: null,
        provisional: true,
      })),
    );
  });

  it('show a withdrawal from its time on, also with cached counts', async () => {
    const server = night.serve(60_000);
    const withdrawn = async () => {
      const answer = await request(server)
        .get('/api/v1/elections/PROV/results')
        .expect('Content-Type', /json/);
      const { candidates } = answer.body as ElectionResultBody;
      return candidates.filter((c) => c.withdrawn).map((c) => `${c.region_id} ${c.candidate_id}`);
    };
    night.nowMs = DURING + 4_999;
    expect(await withdrawn()).toEqual([]);
    night.nowMs = DURING + 5_000;
    expect(await withdrawn()).toEqual(['CENTRE cyr']);
  });

  it('take the seats only from published counts', async () => {
    night.nowMs = CLOSES;
    await night.tabulate(raceKey('PROV', 'CENTRE'), 'plurality', false);
    expect((await all()).seats).toEqual({ total: 4, decided: 0 });
    await night.tabulate(raceKey('PROV', 'EST'), 'scottish-stv-2011:order=marie/roy/aube');
    const body = await all();
    expect(body.seats).toEqual({ total: 4, decided: 2 });
    expect(body.parties.map((p) => [p.party_code, p.seats, p.leading])).toEqual([
      ['PQ', 1, 0],
      ['CAQ', 1, 1],
    ]);
    expect(body.candidates.filter((c) => c.region_id === 'EST').map((c) => c.elected)).toEqual([
      true,
      true,
      false,
    ]);
    expect(body.candidates.filter((c) => c.region_id !== 'EST').every((c) => c.elected === null)).toBe(true);
    expect(body.regions.map((r) => r.tabulated)).toEqual([false, true, false]);
  });
});

describe('the turnout of an election', () => {
  it('is shown by region and in total', async () => {
    const body = await get('PROV/turnout');
    expect(body).toEqual({
      election_id: 'PROV',
      purpose: 'real',
      total: { registered_voters: 50, voters: 21, percentage: 42 },
      regions: [
        ['CENTRE', 30, 12, 40],
        ['EST', 12, 9, 75],
        ['OUEST', 8, 0, 0],
      ].map(([id, registered, voters, percentage]) => ({
        region_id: id,
        region_name: { fr: `Région ${id}`, en: `Region ${id}` },
        registered_voters: registered,
        voters,
        percentage,
      })),
    });
    expect(electionTurnoutBody.parse(body)).toEqual(body);
  });
});

describe('results that are withheld until the closing', () => {
  const paths = ['SECRET/results', 'SECRET/regions/CENTRE/results', 'SECRET/regions/CENTRE/tabulation'];

  it.each(paths)(
    '/elections/%s are withheld until exactly that time, also with cached counts',
    async (path) => {
      const server = night.serve(60_000);
      const ask = () => request(server).get(`/api/v1/elections/${path}`).set('Accept-Language', 'en');
      night.nowMs = CLOSES - 1;
      const early = await ask().expect(403).expect('Cache-Control', 'no-store');
      expect(early.body).toMatchObject({
        type: problemTypeUri('results-not-published'),
        closes_at: '2025-10-13T00:00:00.000Z',
      });
      expect(JSON.stringify(early.body)).not.toMatch(/roy|aube|votes/);
      night.nowMs = CLOSES;
      const late = await ask();
      expect(late.status).toBe(path.endsWith('tabulation') ? 404 : 200);
    },
  );

  it('do not hide the turnout', async () => {
    expect(await get('SECRET/turnout')).toMatchObject({ total: { voters: 2, percentage: 66.67 } });
    expect(await get('SECRET/regions/CENTRE/turnout')).toMatchObject({ voters: 2 });
  });
});

test('results are provisional until they are certified', async () => {
  night.nowMs = CLOSES;
  await night.tabulate(raceKey('SECRET', 'CENTRE'), 'plurality');
  const paths = ['SECRET/results', 'SECRET/regions/CENTRE/results', 'SECRET/regions/CENTRE/tabulation'];
  for (const path of paths) expect(await get(path)).toMatchObject({ provisional: true });
  await night.certify(electionRollKey('SECRET'));
  for (const path of paths) expect(await get(path)).toMatchObject({ provisional: false });
  expect(await get('SECRET')).toMatchObject({ certified: true, state: 'closed' });
});

test.each([
  ['PROV/results', electionResultBody],
  ['PROV/regions/CENTRE/results', raceResultBody],
  ['PROV/regions/EST/results', raceResultBody],
])('GET /api/v1/elections/%s answers exactly what the contract describes', async (path, schema) => {
  const body = await get(path);
  expect(schema.parse(body)).toEqual(body);
});

test('many requests share one query for the counts of all races', async () => {
  let asked = 0;
  const server = night.serve(60_000, {
    electionCounts: () => {
      asked += 1;
      return night.reader.electionCounts();
    },
  });
  const paths = ['PROV/results', 'PROV/turnout', 'PROV/regions/EST/results', 'PROV/regions/CENTRE/results'];
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      request(server)
        .get(`/api/v1/elections/${paths[i % 4]}`)
        .expect(200)
        .expect('Cache-Control', 'public, max-age=60'),
    ),
  );
  expect(asked).toBe(1);
});
