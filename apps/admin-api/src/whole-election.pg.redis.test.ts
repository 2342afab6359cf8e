import { SETTLING_DELAY_MS } from '@scrutin/election';
import { useDatabase } from '@scrutin/testkit';
import type { TestAdminApi } from './fixture/test-admin-api.ts';
import { openAdminApi, START_MS } from './fixture/test-admin-api.ts';
import { castBallots, rollLines, rollText } from './fixture/test-ballots.ts';
import type { TestClient } from './fixture/test-client.ts';

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

const V1 = '/admin/v1';
const both = (text: string) => ({ fr: text, en: text });
/** The window is short, so that no session ends for lack of use. */
const UNIT_MS = 240_000;
const at = (units: number) => new Date(START_MS + units * UNIT_MS).toISOString();
const cast = async (contest: string, ballots: Readonly<Record<string, number>>) => {
  await castBallots(await database.urlFor('scrutin_aggregator'), contest, ballots);
};

interface Problem {
  type: string;
  refusal: string;
}
const problem = ({ body }: { body: unknown }): [string, string] => {
  const { type, refusal } = body as Problem;
  return [type.replace('urn:problem-type:scrutin:', ''), refusal];
};

/** An election with one race of three candidates, and fifty voters on its roll. */
async function prepare(id: string, race: object, units: readonly [number, number]): Promise<void> {
  const [opens_at, closes_at] = units.map(at);
  const region = `${id}-NORD`;
  await official.post(`${V1}/regions`, { id: region, name: both('Nord') }).expect(201);
  await official
    .post(`${V1}/elections`, {
      id,
      name: both(id),
      type: 'provincial',
      approval: 'single-official',
      opens_at,
      closes_at,
    })
    .expect(201);
  await official.send('put', `${V1}/elections/${id}/regions/${region}`, race).expect(200);
  const candidates = `${V1}/elections/${id}/regions/${region}/candidates`;
  for (const [position, name] of ['alder', 'birch', 'cedar'].entries()) {
    await official
      .post(candidates, { id: name, first_name: 'Jean', last_name: name, party_code: 'IND', position })
      .expect(201);
  }
  await official
    .upload(`${V1}/rolls/election:${id}?scheme=hmac-sha256&manifest=none`, rollText(rollLines(50, region)))
    .expect(200);
}

const IRV = { method: 'ranked_choice', seats: 1, max_ranks: 3, rule_set: 'irv' };

beforeAll(async () => {
  await official
    .post(`${V1}/parties`, {
      code: 'IND',
      name: { fr: 'Indépendants', en: 'Independents' },
      color: '#808080',
    })
    .expect(201);
});
beforeEach(() => {
  api.clock.nowMs = START_MS;
});

describe('contests that are configured by HTTP', () => {
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
            fr: ['Tour 1.', 'ana est élu sans concurrent, par acclamation.'],
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

describe('an official with HTTP only', () => {
  it('takes an election from the first record to a certified result, with every act on record (P8, P9)', async () => {
    await prepare('E1', IRV, [1, 5]);
    const E1 = `${V1}/elections/E1`;
    const step = (name: string, more: object = {}) => official.post(`${E1}/steps`, { step: name, ...more });
    const draft = await official.get(E1).expect(200);
    expect(draft.body).toMatchObject({
      status: 'draft',
      state: 'draft',
      results_visibility: 'after-closing',
      possible: { steps: ['schedule', 'open'] },
      races: [{ region_id: 'E1-NORD', region_name: both('Nord'), candidates: [{ id: 'alder' }, {}, {}] }],
    });

    const scheduled = await step('schedule').expect(200);
    expect(scheduled.body).toMatchObject({
      status: 'scheduled',
      state: 'scheduled',
      possible: {
        steps: ['unschedule', 'open', 'extend'],
        changes: expect.arrayContaining(['withdrawals']) as unknown,
      },
    });
    api.clock.nowMs = START_MS + 2 * UNIT_MS;
    expect((await official.get(E1)).body).toMatchObject({ state: 'open' });
    await cast('election:E1:E1-NORD', { 'alder>birch': 4, 'birch>alder': 3, 'cedar>birch': 2 });

    const race = `${E1}/regions/E1-NORD`;
    await official.post(`${race}/tabulations`).expect(409);
    api.clock.nowMs = START_MS + 5 * UNIT_MS;
    const counted = await official.post(`${race}/tabulations`).expect(201);
    expect(counted.body).toMatchObject({
      contest: 'election:E1:E1-NORD',
      rule_set: 'irv',
      status: 'complete',
      ballots: 9,
      winners: ['birch'],
      published_at: null,
      ballots_digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      rounds: [{ number: 1, tally: { alder: '4', birch: '3', cedar: '2' } }, { number: 2 }],
    });
    const { id, rounds } = counted.body as {
      id: string;
      rounds: { explanation: Record<string, string[]> }[];
    };
    expect(rounds[0]?.explanation['fr']?.join(' ')).toContain('Jean cedar');
    expect(rounds[0]?.explanation['en']?.join(' ')).toContain('Jean cedar');

    expect(problem(await step('certify').expect(409))[0]).toBe('incomplete');
    await official.post(`${V1}/tabulations/${id}/publication`).expect(200);
    await official.post(`${V1}/tabulations/${id}/publication`).expect(409);
    api.clock.nowMs += SETTLING_DELAY_MS;
    const certified = await step('certify').expect(200);
    expect(certified.body).toMatchObject({ status: 'certified', possible: { steps: [], changes: [] } });
    expect((await official.get(`${V1}/tabulations/${id}`)).body).toMatchObject({ published_at: at(5) });
    expect((await official.get(`${race}/tabulations`)).body).toMatchObject([{ id, winners: ['birch'] }]);

    const auditor = await api.logIn('auditor');
    const acts = await auditor.get(`${V1}/acts?subject=election:E1`).expect(200);
    const actions = (acts.body as { action: string; actor: string }[]).map(({ action }) => action).reverse();
    expect(actions).toEqual([
      'election.create',
      'race.put',
      'candidate.create',
      'candidate.create',
      'candidate.create',
      'roll.load',
      'roll.record',
      'election.schedule',
      'tabulation.record',
      'tabulation.publish',
      'election.certify',
    ]);
    for (const act of acts.body as { actor: string }[]) expect(act.actor).toBe('marie@elections.example');
  });

  it('adds a drawn lot to the rules, and can add nothing else to them', async () => {
    await prepare('E2', { method: 'single_choice', seats: 1, max_ranks: 1, rule_set: 'plurality' }, [1, 5]);
    const race = `${V1}/elections/E2/regions/E2-NORD/tabulations`;
    await official.post(`${V1}/elections/E2/steps`, { step: 'schedule' }).expect(200);
    await cast('election:E2:E2-NORD', { alder: 2, birch: 2 });
    api.clock.nowMs = START_MS + 6 * UNIT_MS;
    const tied = await official.post(race).expect(201);
    expect(tied.body).toMatchObject({
      status: 'awaits-lot',
      winners: null,
      rounds: [{ number: 1 }],
      tie: { purpose: 'elect', candidates: ['alder', 'birch'] },
    });
    const { id } = tied.body as { id: string };
    expect(problem(await official.post(`${V1}/tabulations/${id}/publication`).expect(409))[0]).toBe(
      'incomplete',
    );

    const otherwise = await official.post(race, { rule_set: 'irv:lot=birch' }).expect(422);
    expect(problem(otherwise)).toEqual(['invalid', expect.stringContaining('plurality')]);
    expect(problem(await official.post(race, { rule_set: 'lottery' }).expect(422))[0]).toBe('invalid');
    const decided = await official.post(race, { rule_set: 'plurality:lot=birch' }).expect(201);
    expect(decided.body).toMatchObject({ status: 'complete', winners: ['birch'] });
    expect((await official.get(race)).body).toMatchObject([{ status: 'complete' }, { status: 'awaits-lot' }]);
  });

  it('counts a law with its quorum and threshold', async () => {
    const law = {
      id: 'L1',
      approval: 'single-official',
      title: both('Loi'),
      summary: both(''),
      opens_at: at(1),
      closes_at: at(2),
      quorum_votes: 10,
      threshold: '66,67 %',
    };
    await official.post(`${V1}/laws`, law).expect(201);
    await official.upload(`${V1}/rolls/law:L1?scheme=hmac-sha256&manifest=none`, rollText(rollLines(20))).expect(200);
    await official.post(`${V1}/laws/L1/steps`, { step: 'schedule' }).expect(200);
    await cast('law:L1', { oui: 6, non: 4 });
    api.clock.nowMs = START_MS + 3 * UNIT_MS;
    const counted = await official.post(`${V1}/laws/L1/tabulations`).expect(201);
    expect(counted.body).toMatchObject({
      rule_set: 'referendum:threshold=66.67%,comparison=at-least,quorumBallots=10',
      status: 'complete',
      ballots: 10,
      referendum: { verdict: 'rejected', required: '7', quorum: '10' },
    });
    const { id } = counted.body as { id: string };
    await official.post(`${V1}/tabulations/${id}/publication`).expect(200);
    api.clock.nowMs += SETTLING_DELAY_MS;
    const certified = await official.post(`${V1}/laws/L1/steps`, { step: 'certify' }).expect(200);
    expect(certified.body).toMatchObject({
      state: 'certified',
      quorum_votes: 10,
      threshold: '66.67%',
    });
  });

  it('counts without the candidates who withdrew', async () => {
    await prepare('E3', IRV, [1, 5]);
    await official.post(`${V1}/elections/E3/steps`, { step: 'schedule' }).expect(200);
    api.clock.nowMs = START_MS + 2 * UNIT_MS;
    await cast('election:E3:E3-NORD', { 'alder>cedar': 3, birch: 2 });
    const alder = `${V1}/elections/E3/regions/E3-NORD/candidates/alder`;
    expect(problem(await official.post(`${alder}/withdrawal`).expect(422))[0]).toBe('invalid');
    const withdrawn = await official.post(`${alder}/withdrawal`, { reason: 'Santé' }).expect(200);
    expect(withdrawn.body).toMatchObject({ withdrawn_at: new Date(api.clock.nowMs + 5_000).toISOString() });
    api.clock.nowMs = START_MS + 5 * UNIT_MS;
    const counted = await official.post(`${V1}/elections/E3/regions/E3-NORD/tabulations`).expect(201);
    expect(counted.body).toMatchObject({ winners: ['cedar'] });
  });
});

describe('an act that is not allowed', () => {
  it('is refused with the reason and changes nothing', async () => {
    await prepare('E4', IRV, [1, 5]);
    const E4 = `${V1}/elections/E4`;
    const step = (name: string, more: object = {}) => official.post(`${E4}/steps`, { step: name, ...more });
    expect(problem(await step('close', { reason: 'x' }).expect(409))).toEqual([
      'state-forbids',
      expect.stringContaining('It is a draft'),
    ]);
    await step('certify').expect(409);
    await step('extend', { closes_at: at(9), reason: 'x' }).expect(409);
    await step('schedule').expect(200);
    expect(problem(await step('unschedule').expect(422))).toEqual([
      'invalid',
      expect.stringContaining('reason'),
    ]);
    await official.send('patch', E4, { opens_at: at(2), closes_at: at(6) }).expect(409);
    await official.send('patch', E4, { opens_at: at(2) }).expect(422);
    await official.send('delete', E4).expect(409);
    await official.send('put', `${E4}/regions/E4-NORD`, { ...IRV, max_ranks: 2 }).expect(409);
    expect(problem(await official.send('delete', `${V1}/regions/E4-NORD`).expect(409))[0]).toBe('in-use');
    expect(
      problem(await official.post(`${V1}/regions`, { id: 'E4-NORD', name: both('x') }).expect(409))[0],
    ).toBe('already-exists');
    api.clock.nowMs = START_MS + 2 * UNIT_MS;
    await step('extend', { closes_at: at(3), reason: 'x' }).expect(422);
    const extended = await step('extend', { closes_at: at(9), reason: 'Panne' }).expect(200);
    expect(extended.body).toMatchObject({ closes_at: at(9), state: 'open' });
    const acts = await official.get(`${V1}/acts?subject=election:E4&limit=1`);
    expect(acts.body).toMatchObject([{ action: 'election.extend', reason: 'Panne', before: {}, after: {} }]);
  });

  it('succeeds once if two officials do it at the same time', async () => {
    await prepare('E5', IRV, [1, 5]);
    const other = await api.logIn('official');
    const steps = await Promise.all(
      [official, other, official, other].map((client) =>
        client.post(`${V1}/elections/E5/steps`, { step: 'schedule' }),
      ),
    );
    expect(steps.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const made = await Promise.all(
      [official, other].map((client) => client.post(`${V1}/regions`, { id: 'TWICE', name: both('x') })),
    );
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);
    const acts = await official.get(`${V1}/acts?subject=region:TWICE`);
    expect(acts.body).toHaveLength(1);
  });
});

describe('drafts', () => {
  it('are changed, and are removed with everything that belongs to them', async () => {
    await prepare('E6', IRV, [1, 5]);
    const E6 = `${V1}/elections/E6`;
    const alder = `${E6}/regions/E6-NORD/candidates/alder`;
    const changed = await official
      .send('patch', alder, { bio: both('Ingénieure'), photo_url: 'https://p.example/a.jpg' })
      .expect(200);
    expect(changed.body).toMatchObject({ bio: both('Ingénieure'), last_name: 'alder' });
    const without = await official.send('patch', alder, { photo_url: null }).expect(200);
    expect(without.body).toMatchObject({ photo_url: null, bio: both('Ingénieure') });
    const moved = await official.send('patch', E6, { opens_at: at(2), closes_at: at(6) }).expect(200);
    expect(moved.body).toMatchObject({ opens_at: at(2), name: both('E6') });
    for (const name of ['alder', 'birch', 'cedar']) {
      await official.send('delete', `${E6}/regions/E6-NORD/candidates/${name}`).expect(204);
    }
    expect((await official.get(`${E6}/regions/E6-NORD/candidates`)).body).toEqual([]);
    await official.send('delete', `${E6}/regions/E6-NORD`).expect(204);
    await official.send('delete', E6).expect(204);
    await official.get(E6).expect(404);

    const law = { id: 'L6', title: both('Loi'), summary: both('x'), opens_at: at(1), closes_at: at(2) };
    await official.post(`${V1}/laws`, { ...law, quorum_votes: 5 }).expect(201);
    const patched = await official.send('patch', `${V1}/laws/L6`, { quorum_votes: null }).expect(200);
    expect(patched.body).toMatchObject({ quorum_votes: null, title: both('Loi') });
    await official.send('delete', `${V1}/laws/L6`).expect(204);
  });
});
