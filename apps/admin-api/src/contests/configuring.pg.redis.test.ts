import { useDatabase } from '@scrutin/testkit/database';
import {
  both,
  IRV,
  prepareElection,
  prepareParty,
  problem,
  UNIT_MS,
  V1,
} from '../fixture/prepared-election.ts';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi, START_MS } from '../fixture/test-admin-api.ts';
import type { TestClient } from '../fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;
let official: TestClient;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  official = await api.logIn('official', 'marie@elections.example');
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const prepare = (id: string, race: object, units: readonly [number, number]) =>
  prepareElection(official, id, race, units);

beforeAll(() => prepareParty(official));
beforeEach(() => {
  api.clock.nowMs = START_MS;
});

describe('contests that are configured by HTTP', () => {
  it('say at their creation whether their ballots become public, which never changes', async () => {
    const times = { opens_at: '2126-10-05T08:00-04:00', closes_at: '2126-10-05T20:00-04:00' };
    const law = { title: both('Loi'), summary: both(''), ...times };
    const made = await official
      .post(`${V1}/laws`, { ...law, id: 'L-REC', ballot_record: 'not-published' })
      .expect(201);
    expect(made.body).toMatchObject({ ballot_record: 'not-published' });
    const usual = await official.post(`${V1}/laws`, { ...law, id: 'L-USUAL' }).expect(201);
    expect(usual.body).toMatchObject({ ballot_record: 'published' });
    const election = { id: 'E-REC', name: both('Élection'), type: 'provincial', ...times };
    const other = await official
      .post(`${V1}/elections`, { ...election, ballot_record: 'not-published' })
      .expect(201);
    expect(other.body).toMatchObject({ ballot_record: 'not-published' });
    const wrong = await official
      .post(`${V1}/laws`, { ...law, id: 'L-X', ballot_record: 'perhaps' })
      .expect(422);
    expect(wrong.body).toMatchObject({ errors: [{ field: 'ballot_record' }] });
    await official.send('patch', `${V1}/laws/L-REC`, { ballot_record: 'published' }).expect(422);
  });

  it('accept instants in the documented forms, and withhold results by default', async () => {
    const law = { id: 'L-DOOR', title: both('Loi'), summary: both('') };
    const times = { opens_at: '2126-10-05T08:00-04:00', closes_at: '2126-10-05T20:00:00.000-04:00' };
    const made = await official.post(`${V1}/laws`, { ...law, ...times }).expect(201);
    expect(made.body).toMatchObject({
      opens_at: '2126-10-05T12:00:00.000Z',
      closes_at: '2126-10-06T00:00:00.000Z',
      results_visibility: 'after-closing',
    });
    for (const closes_at of [
      '2126-10-05T24:00-04:00',
      '2126-10-05T23:59:60Z',
      '2126-10-05T20:00-0400',
      '2126-10-05T20:00:00.0001Z',
      '2126-10-05T20:00+23:59',
      '2126-02-30T20:00Z',
      '2126-10-05',
    ]) {
      const refused = await official.send('patch', `${V1}/laws/L-DOOR`, { ...times, closes_at }).expect(422);
      expect(refused.body).toMatchObject({
        errors: [
          { field: 'closes_at', message: expect.stringContaining('2030-10-07T08:00-04:00') as string },
        ],
      });
    }
    const step = await official.post(`${V1}/laws/L-DOOR/steps`, { step: 'extend', reason: 'x' }).expect(422);
    expect(step.body).toMatchObject({ errors: [{ field: 'closes_at' }] });
  });

  it('have a time zone, in which times without an offset are read and all times are shown', async () => {
    const law = { id: 'L-ZONE', title: both('Loi'), summary: both('') };
    const times = { opens_at: '2126-10-05T08:00', closes_at: '2126-12-05T20:00' };
    const inToronto = { ...law, ...times, time_zone: 'America/Toronto' };
    const made = await official.post(`${V1}/laws`, inToronto).expect(201);
    expect(made.body).toMatchObject({
      opens_at: '2126-10-05T12:00:00.000Z',
      closes_at: '2126-12-06T01:00:00.000Z',
      time_zone: 'America/Toronto',
      opens_at_local: '2126-10-05T08:00:00-04:00',
      closes_at_local: '2126-12-05T20:00:00-05:00',
      warnings: [],
    });
    const patch = (body: object) => official.send('patch', `${V1}/laws/L-ZONE`, body);
    const gap = await patch({ opens_at: '2027-03-14T02:30', closes_at: '2127-01-01T00:00' }).expect(422);
    expect(problem(gap)).toEqual([
      'invalid',
      expect.stringMatching(/^opens_at: The clocks jump over this time.* from -05:00 to -04:00/),
    ]);
    const twice = await patch({ opens_at: '2026-11-01T01:30', closes_at: '2127-01-01T00:00' }).expect(422);
    expect(problem(twice)[1]).toMatch(/first with the offset -04:00, then with -05:00/);
    const moved = await patch({ time_zone: 'Europe/Paris' }).expect(200);
    expect(moved.body).toMatchObject({
      opens_at: '2126-10-05T12:00:00.000Z',
      opens_at_local: '2126-10-05T14:00:00+02:00',
    });
    await patch({ time_zone: 'Paris' }).expect(422);
    const past = await patch({ opens_at: '2020-10-05T08:00', closes_at: '2127-01-01T00:00' }).expect(200);
    expect(past.body).toMatchObject({
      opens_at: '2020-10-05T06:00:00.000Z',
      possible: { steps: ['open'] },
      warnings: [{ en: 'The opening is in the past: change the window, or open it now.' }],
    });
    await prepare('E-ZONE', IRV, [1, 5]);
    await official.send('patch', `${V1}/elections/E-ZONE`, { time_zone: 'America/St_Johns' }).expect(200);
    await official.post(`${V1}/elections/E-ZONE/steps`, { step: 'schedule' }).expect(200);
    const extended = await official
      .post(`${V1}/elections/E-ZONE/steps`, { step: 'extend', reason: 'x', closes_at: '2026-10-02T08:00' })
      .expect(200);
    expect(extended.body).toMatchObject({ closes_at: '2026-10-02T10:30:00.000Z' });
  });

  it('give each candidate a different place on the ballot, by default the next one', async () => {
    await prepare('PLACES', IRV, [1, 5]);
    const candidates = `${V1}/elections/PLACES/regions/PLACES-NORD/candidates`;
    const person = { id: 'roy', first_name: 'Jo', last_name: 'Roy', party_code: 'IND' };
    const taken = await official.post(candidates, { ...person, position: 1 }).expect(409);
    expect(taken.body).toMatchObject({ refusal: expect.stringContaining('belongs to birch') as string });
    const next = await official.post(candidates, person).expect(201);
    expect(next.body).toMatchObject({ position: 3 });
    const move = (position: number) => official.send('patch', `${candidates}/roy`, { position });
    await move(0).expect(409);
    await move(3).expect(200);
    await move(7).expect(200);
  });
});

describe('an election with races that nobody contests', () => {
  it('is published once each of them says what happens, and is told as the law tells it', async () => {
    await prepare('ACCL', IRV, [1, 5]);
    const elections = `${V1}/elections/ACCL`;
    const PLURALITY = { method: 'single_choice', seats: 1, max_ranks: 1, rule_set: 'plurality' };
    const race = async (region: string, body: object, candidates: readonly string[]): Promise<void> => {
      await official.post(`${V1}/regions`, { id: region, name: both(region) });
      await official.send('put', `${elections}/regions/${region}`, body).expect(200);
      for (const id of candidates) {
        const address = `${elections}/regions/${region}/candidates`;
        await official.post(address, { id, last_name: id }).expect(201);
      }
    };
    await race('ACCL-SOLO', PLURALITY, ['ana']);
    await race('ACCL-PAIR', { ...PLURALITY, seats: 2 }, ['bea']);
    await race('ACCL-NONE', PLURALITY, []);
    await race('ACCL-IDLE', PLURALITY, ['cleo', 'dora']);
    // The voters on the roll all vote in another race.
    const step = { step: 'schedule', allow_races_without_voters: true, reason: 'No poll' };
    const schedule = () => official.post(`${elections}/steps`, step);
    const refused = problem(await schedule().expect(409));
    expect(refused[0]).toBe('incomplete');
    for (const told of [
      /In ACCL-SOLO, 1 candidate stands for 1 seat/,
      /In ACCL-PAIR, 1 candidate stands for 2 seats/,
      /In ACCL-NONE, nobody stands for 1 seat/,
    ])
      expect(refused[1]).toMatch(told);
    await race('ACCL-SOLO', { ...PLURALITY, uncontested: 'acclaim' }, []);
    await race('ACCL-PAIR', { ...PLURALITY, seats: 2, uncontested: 'acclaim' }, []);
    await race('ACCL-NONE', { ...PLURALITY, uncontested: 'vote' }, []);
    await schedule().expect(200);
    api.clock.nowMs = START_MS + 5 * UNIT_MS;
    const count = (region: string) =>
      official.post(`${elections}/regions/${region}/tabulations`, {}).expect(201);
    expect((await count('ACCL-SOLO')).body).toMatchObject({
      status: 'complete',
      winners: ['ana'],
      acclaimed: ['ana'],
      vacant_seats: 0,
      rounds: [
        {
          explanation: {
            fr: ['Tour 1.', 'ana obtient un siège par acclamation, sans vote.'],
            en: ['Round 1.', 'ana is elected unopposed, by acclamation.'],
          },
        },
      ],
    });
    expect((await count('ACCL-PAIR')).body).toMatchObject({ acclaimed: ['bea'], vacant_seats: 1 });
    expect((await count('ACCL-NONE')).body).toMatchObject({ winners: [], acclaimed: [], vacant_seats: 1 });
    const idle = await count('ACCL-IDLE');
    expect(idle.body).toMatchObject({
      status: 'complete',
      winners: [],
      vacant_seats: 1,
      rounds: [{ vacancy: { seats: 1, reason: 'no-ballots' } }],
    });
    const listed = await official.get(`${elections}/regions/ACCL-PAIR/tabulations`).expect(200);
    expect(listed.body).toMatchObject([{ acclaimed: ['bea'], vacant_seats: 1 }]);
    const { id } = idle.body as { id: string };
    await official.post(`${V1}/tabulations/${id}/publication`).expect(200);
  });
});
