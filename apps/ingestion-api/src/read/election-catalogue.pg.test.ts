import request from 'supertest';
import { problemTypeUri } from '@scrutin/contracts/problems';
import {
  candidatesBody,
  electionBody,
  electionsBody,
  partiesBody,
  regionsBody,
} from '@scrutin/contracts/public';
import { useDatabase } from '@scrutin/testkit/database';
import { BEFORE, bodyOf, CLOSES, DURING, ElectionNight, OPENS } from './fixture/election-night.ts';

const { database, closeBefore } = useDatabase();
let night: ElectionNight;

beforeAll(async () => {
  night = await ElectionNight.open(database);
  closeBefore(() => night.close());
  for (const code of ['PQ', 'IND']) await night.party(code);
  await night.election('PROV', {
    'ZONE-B': { candidates: [{ id: 'x' }], registered: 0 },
    'ZONE-A': {
      method: 'ranked_choice',
      seats: 2,
      maxRanks: 3,
      ruleSet: 'scottish-stv-2011',
      registered: 40,
      candidates: [
        { id: 'roy', firstName: 'Léa', lastName: '<b>Roy</b>', photoUrl: 'https://example.org/roy.jpg' },
        { id: 'aube', partyCode: 'IND' },
        { id: 'cyr' },
      ],
    },
  });
  await night.election('DRAFT', { 'ZONE-A': { candidates: [{ id: 'roy' }] } }, { status: 'draft' });
});

beforeEach(() => {
  night.nowMs = DURING;
});

const get = (path: string, cacheMs = 0) => request(night.serve(cacheMs)).get(`/api/v1/${path}`);

test('an election is shown with its races by region, and a draft is not shown', async () => {
  const body = await bodyOf(get('elections').expect(200));
  expect(body).toEqual([
    {
      id: 'PROV',
      name: { fr: 'Élection PROV', en: 'Election PROV' },
      type: 'provincial',
      opens_at: '2025-10-06T13:00:00.000Z',
      closes_at: '2025-10-13T00:00:00.000Z',
      state: 'open',
      certified: false,
      time_zone: 'UTC',
      opens_at_local: '2025-10-06T13:00:00Z',
      closes_at_local: '2025-10-13T00:00:00Z',
      results_visibility: 'live',
      ballot_record: 'published',
      blank_votes: 'not-allowed',
      purpose: 'real',
      regions: [
        {
          id: 'ZONE-A',
          name: { fr: 'Région ZONE-A', en: 'Region ZONE-A' },
          method: 'ranked_choice',
          seats: 2,
          max_ranks: 3,
          rule_set: 'scottish-stv-2011',
          uncontested: null,
          registered_voters: 40,
        },
        {
          id: 'ZONE-B',
          name: { fr: 'Région ZONE-B', en: 'Region ZONE-B' },
          method: 'single_choice',
          seats: 1,
          max_ranks: 1,
          rule_set: 'plurality',
          uncontested: 'acclaim',
          registered_voters: 0,
        },
      ],
    },
  ]);
  expect(electionsBody.parse(body)).toEqual(body);
  const { notices, ...one } = (await get('elections/PROV').expect(200)).body as Record<string, unknown>;
  expect([one]).toEqual(body);
  expect(notices).toEqual([]);
  expect(electionBody.parse(one)).toEqual(one);
});

test.each([
  [OPENS - 1, 'not-open'],
  [OPENS, 'open'],
  [CLOSES - 1, 'open'],
  [CLOSES, 'closed'],
])('at %d the election is %s, also with a cached catalogue (P9)', async (atMs, state) => {
  night.nowMs = BEFORE;
  const server = night.serve(60_000);
  await request(server).get('/api/v1/elections').expect(200);
  night.nowMs = atMs;
  expect((await request(server).get('/api/v1/elections/PROV')).body).toMatchObject({ state });
});

test('candidates are shown in the order of the ballot, with unchanged texts', async () => {
  const body = await bodyOf(get('elections/PROV/regions/ZONE-A/candidates').expect(200));
  expect((body as { candidate_id: string }[]).map((c) => c.candidate_id)).toEqual(['roy', 'aube', 'cyr']);
  expect((body as unknown[])[0]).toEqual({
    candidate_id: 'roy',
    first_name: 'Léa',
    last_name: '<b>Roy</b>', // JSON needs no escaping; a page that shows it must escape it.
    party_code: 'PQ',
    party_name: { fr: 'Parti PQ', en: 'Party PQ' },
    party_color: '#004B8D',
    bio: { fr: 'Née ici', en: 'Born here' },
    promises: { fr: 'Des ponts', en: 'Bridges' },
    photo_url: 'https://example.org/roy.jpg',
    position: 0,
    withdrawn: false,
  });
  expect(candidatesBody.parse(body)).toEqual(body);
});

test('a withdrawal is shown from its time on, also with a cached catalogue', async () => {
  const server = night.serve(60_000);
  await night.withdraw('PROV', 'ZONE-A', 'cyr'); // It takes effect five seconds later.
  const withdrawn = async () => {
    const body = await bodyOf(request(server).get('/api/v1/elections/PROV/regions/ZONE-A/candidates'));
    return (body as { candidate_id: string; withdrawn: boolean }[])
      .filter((candidate) => candidate.withdrawn)
      .map((candidate) => candidate.candidate_id);
  };
  night.nowMs = DURING + 4_999;
  expect(await withdrawn()).toEqual([]);
  night.nowMs = DURING + 5_000;
  expect(await withdrawn()).toEqual(['cyr']);
});

test('the regions and the parties are shown', async () => {
  const regions = (await get('regions').expect(200)).body as unknown;
  expect(regions).toEqual([
    { id: 'ZONE-A', name: { fr: 'Région ZONE-A', en: 'Region ZONE-A' } },
    { id: 'ZONE-B', name: { fr: 'Région ZONE-B', en: 'Region ZONE-B' } },
  ]);
  const parties = (await get('parties').expect(200)).body as unknown;
  expect(parties).toEqual([
    { code: 'IND', name: { fr: 'Parti IND', en: 'Party IND' }, color: '#004B8D' },
    { code: 'PQ', name: { fr: 'Parti PQ', en: 'Party PQ' }, color: '#004B8D' },
  ]);
  expect(regionsBody.parse(regions)).toEqual(regions);
  expect(partiesBody.parse(parties)).toEqual(parties);
});

const HOSTILE = [
  'DRAFT',
  'NONE',
  '__proto__',
  'constructor',
  '%00',
  "';DROP TABLE elections;--",
  'a'.repeat(3_000),
];
const ADDRESSES = (election: string, region: string) => [
  `elections/${election}`,
  `elections/${election}/results`,
  `elections/${election}/turnout`,
  ...['candidates', 'results', 'tabulation', 'turnout'].map(
    (what) => `elections/${election}/regions/${region}/${what}`,
  ),
];

test.each(HOSTILE)('the election %.20s is answered 404 without a query for its identifier', async (id) => {
  let asked = 0;
  const server = night.serve(60_000, {
    turnoutSeries: () => Promise.reject(new Error('asked')),
    elections: () => {
      asked += 1;
      return night.reader.elections();
    },
  });
  for (const path of ADDRESSES(encodeURIComponent(id), 'ZONE-A')) {
    const answer = await request(server).get(`/api/v1/${path}`).set('Accept-Language', 'en');
    expect([path, answer.status]).toEqual([path, 404]);
    expect(answer.body).toMatchObject({ type: problemTypeUri('unknown-contest') });
    expect(answer.headers['content-language']).toBe('en');
    expect(JSON.stringify(answer.body)).not.toContain(id);
  }
  expect(asked).toBeLessThanOrEqual(1); // There is no query at all if it cannot be an identifier.
});

test.each(HOSTILE)('the region %.20s is answered 404', async (id) => {
  const server = night.serve();
  for (const path of ADDRESSES('PROV', encodeURIComponent(id)).slice(3)) {
    const answer = await request(server).get(`/api/v1/${path}`);
    expect(answer.body).toMatchObject({ type: problemTypeUri('unknown-contest'), status: 404 });
  }
});

test('a path that cannot be decoded is answered 404', async () => {
  await get('elections/%E0%A4%A').expect(404);
});

test.each([...ADDRESSES('PROV', 'ZONE-A'), 'elections', 'regions', 'parties'])(
  'DELETE /api/v1/%s is not allowed; GET and HEAD are',
  async (path) => {
    const server = night.serve();
    const answer = await request(server).delete(`/api/v1/${path}`).expect(405);
    expect(answer.headers['allow']).toBe('GET, HEAD');
    const seen = await request(server).get(`/api/v1/${path}`);
    const head = await request(server).head(`/api/v1/${path}`);
    expect(head.status).toBe(seen.status);
    expect(head.headers['cache-control']).toBe(seen.headers['cache-control']);
  },
);

test('many requests share one query, and the next query is sent when the cache has expired', async () => {
  let asked = 0;
  const elections = () => {
    asked += 1;
    return night.reader.elections();
  };
  const server = night.serve(60_000, { elections });
  const answers = await Promise.all(
    Array.from({ length: 30 }, () => request(server).get('/api/v1/elections').expect(200)),
  );
  expect(answers[0]?.headers['cache-control']).toBe('public, max-age=60');
  expect(asked).toBe(1);
  const uncached = night.serve(0, { elections });
  for (let i = 0; i < 2; i++)
    await request(uncached).get('/api/v1/elections').expect('Cache-Control', 'no-cache');
  expect(asked).toBe(3);
});
