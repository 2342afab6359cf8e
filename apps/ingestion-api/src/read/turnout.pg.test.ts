import request from 'supertest';
import { problemTypeUri } from '@scrutin/contracts/problems';
import type { RaceTurnoutBody } from '@scrutin/contracts/public';
import { lawTurnoutBody, raceTurnoutBody } from '@scrutin/contracts/public';
import { contestKey } from '@scrutin/election';
import { useDatabase } from '@scrutin/testkit/database';
import { bodyOf, CLOSES, DURING, ElectionNight, OPENS, raceKey } from './fixture/election-night.ts';

const RACE = 'elections/PROV/regions/EST/turnout';
const SECOND = 1_000;

const { database, closeBefore } = useDatabase();
let night: ElectionNight;

beforeAll(async () => {
  night = await ElectionNight.open(database);
  closeBefore(() => night.close());
  await night.party('PQ');
  const candidates = [{ id: 'ana' }, { id: 'bo' }];
  await night.election(
    'PROV',
    { EST: { candidates, registered: 40 } },
    { resultsVisibility: 'after-closing' },
  );
  await night.law('L-1');
  night.nowMs = DURING;
  const race = raceKey('PROV', 'EST');
  await night.cast(race, { ana: 1 }, OPENS); // 13:00:00
  await night.cast(race, { bo: 2 }, OPENS + 9_999); // the same ten seconds
  await night.cast(race, { ana: 1 }, OPENS + 10 * SECOND);
  await night.cast(race, { ana: 3 }, OPENS + 75 * SECOND); // 13:01:10
  await night.cast(race, { bo: 1 }, DURING + 5 * SECOND); // 14:00:00
  await night.cast(contestKey({ kind: 'law', lawId: 'L-1' }), { oui: 2, non: 1 }, OPENS);
});

beforeEach(() => {
  night.nowMs = CLOSES;
});

const ask = (path: string) => request(night.serve()).get(`/api/v1/${path}`);
const race = async (query = '') => (await ask(RACE + query).expect(200)).body as RaceTurnoutBody;
const bucketsOf = (body: RaceTurnoutBody) =>
  body.buckets.map((b) => [b.start.slice(11, 19), b.voters, b.cumulative]);

test('turnout over time is shown by the minute by default', async () => {
  const body = await race();
  expect(body).toEqual({
    election_id: 'PROV',
    region_id: 'EST',
    time_zone: 'UTC',
    registered_voters: 40,
    voters: 8,
    percentage: 20,
    bucket_seconds: 60,
    until: null,
    buckets: [
      { start: '2025-10-06T13:00:00.000Z', voters: 4, cumulative: 4 },
      { start: '2025-10-06T13:01:00.000Z', voters: 3, cumulative: 7 },
      { start: '2025-10-06T14:00:00.000Z', voters: 1, cumulative: 8 },
    ],
    next: null,
    purpose: 'real',
  });
  expect(raceTurnoutBody.parse(body)).toEqual(body);
});

test.each([
  [
    10,
    [
      ['13:00:00', 3, 3],
      ['13:00:10', 1, 4],
      ['13:01:10', 3, 7],
      ['14:00:00', 1, 8],
    ],
  ],
  [
    70,
    [
      ['12:59:10', 4, 4],
      ['13:00:20', 3, 7],
      ['13:59:50', 1, 8],
    ],
  ], // multiples of 70 s since 1970
  [
    3_600,
    [
      ['13:00:00', 7, 7],
      ['14:00:00', 1, 8],
    ],
  ],
  [86_400, [['00:00:00', 8, 8]]],
])('in buckets of %d seconds', async (seconds, expected) => {
  const body = await race(`?bucket_seconds=${seconds}`);
  expect(body.bucket_seconds).toBe(seconds);
  expect(bucketsOf(body)).toEqual(expected);
  for (const { start } of body.buckets) expect((Date.parse(start) / 1_000) % seconds).toBe(0);
});

test('a page begins at `from`, and its cumulative numbers include earlier votes', async () => {
  const body = await race('?bucket_seconds=60&from=2025-10-06T13:01:00Z');
  expect(bucketsOf(body)).toEqual([
    ['13:01:00', 3, 7],
    ['14:00:00', 1, 8],
  ]);
});

test('turnout is the same after the ballots were mixed, which moves their buckets (P6)', async () => {
  const before = await race('?bucket_seconds=10');
  expect(await night.aggregator.mixBallots()).toBeGreaterThan(0); // long closed by the clock of the database
  expect(await race('?bucket_seconds=10')).toEqual(before);
});

describe('while the contest is open', () => {
  it('only whole minutes that are over are shown (P6), with the total of all counted votes', async () => {
    night.nowMs = OPENS + 119 * SECOND; // 13:01:59
    const body = await race('?bucket_seconds=10');
    expect(body).toMatchObject({ bucket_seconds: 60, until: '2025-10-06T13:01:00.000Z', voters: 8 });
    expect(bucketsOf(body)).toEqual([['13:00:00', 4, 4]]);
    night.nowMs = OPENS + 120 * SECOND;
    expect(bucketsOf(await race('?bucket_seconds=10'))).toEqual([
      ['13:00:00', 4, 4],
      ['13:01:00', 3, 7],
    ]);
  });

  it('a length between two minutes is rounded up, and the current hour is shown up to the last minute', async () => {
    night.nowMs = OPENS + 90 * SECOND;
    expect((await race('?bucket_seconds=90')).bucket_seconds).toBe(120);
    expect(bucketsOf(await race('?bucket_seconds=3600'))).toEqual([['13:00:00', 4, 4]]);
  });
});

test('before the opening, the turnout is shown without buckets', async () => {
  night.nowMs = OPENS - 1;
  expect((await ask(RACE).expect(200)).body).toMatchObject({ until: null });
});

test('a law has turnout over time as well', async () => {
  const body = await bodyOf(ask('laws/L-1/turnout?bucket_seconds=10').expect(200));
  expect(body).toEqual({
    law_id: 'L-1',
    time_zone: 'UTC',
    registered_voters: 10,
    voters: 3,
    percentage: 30,
    bucket_seconds: 10,
    until: null,
    buckets: [{ start: '2025-10-06T13:00:00.000Z', voters: 3, cumulative: 3 }],
    next: null,
    purpose: 'real',
  });
  expect(lawTurnoutBody.parse(body)).toEqual(body);
  expect((await ask('laws/NONE/turnout').expect(404)).body).toMatchObject({
    type: problemTypeUri('unknown-contest'),
  });
});

test.each([
  ...['0', '5', '15', '-10', '86410', '1e2', '10.0', ' 10', '', '010', 'NaN', '9'.repeat(5_000)].map(
    (value) => ['bucket_seconds', `bucket_seconds=${encodeURIComponent(value)}`] as const,
  ),
  ['bucket_seconds', 'bucket_seconds=10&bucket_seconds=20'] as const,
  ['from', 'from=yesterday'] as const,
  ['from', 'from=2025-10-06T13:00:00'] as const,
])('a wrong %s is named, and its value is not repeated: %.40s', async (field, query) => {
  for (const path of [RACE, 'laws/L-1/turnout']) {
    const body = await bodyOf(ask(`${path}?${query}`).set('Accept-Language', 'en').expect(400));
    expect(body).toMatchObject({ type: problemTypeUri('malformed-query'), errors: [{ field }] });
    expect(JSON.stringify(body)).not.toContain('yesterday');
  }
});

test('many requests share one query for each contest, whatever buckets they ask for', async () => {
  const asked: string[] = [];
  const server = night.serve(60_000, {
    turnoutSeries: (contest) => {
      asked.push(contest);
      return night.reader.turnoutSeries(contest);
    },
  });
  await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      request(server)
        .get(`/api/v1/${RACE}?bucket_seconds=${10 + 10 * i}&junk=${i}`)
        .expect(200),
    ),
  );
  expect(asked).toEqual(['election:PROV:EST']);
});
