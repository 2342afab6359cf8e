import type { OverviewBody } from '@scrutin/contracts/admin';
import { useDatabase } from '@scrutin/testkit/database';
import { at, both, IRV, prepareElection, prepareParty, UNIT_MS, V1 } from '../fixture/prepared-election.ts';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi, START_MS } from '../fixture/test-admin-api.ts';
import { castBallots } from '../fixture/test-ballots.ts';
import type { TestClient } from '../fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;
let official: TestClient;
let operator: TestClient;
let auditor: TestClient;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  official = await api.logIn('official');
  operator = await api.logIn('operator');
  auditor = await api.logIn('auditor');
  await prepareParty(official);
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

const read = async (who = official): Promise<OverviewBody> =>
  (await who.get(`${V1}/overview`).expect(200)).body as OverviewBody;

const law = (id: string, approval: string, units: readonly [number, number]) =>
  official.post(`${V1}/laws`, {
    id,
    title: both(`Law ${id}`),
    summary: both(''),
    opens_at: at(units[0]),
    closes_at: at(units[1]),
    approval,
  });

it('is empty in a new installation', async () => {
  expect(await read()).toEqual({
    at: new Date(START_MS).toISOString(),
    contests: [],
    approvals: [],
    ledger: { received: 0, counted: 0, rejected: 0, waiting: 0, silent_intakes: 0 },
    parked: null,
    health: { status: 'ok', down: null },
  });
});

it('has every contest with what its next step needs', async () => {
  await law('LATER', 'single-official', [5, 9]).expect(201);
  await prepareElection(official, 'E1', IRV, [1, 3]);
  await official.post(`${V1}/regions`, { id: 'SUD', name: both('Sud') }).expect(201);
  const drafts = (await read()).contests;
  expect(drafts.map(({ contest, state }) => [contest, state])).toEqual([
    ['election:E1', 'draft'],
    ['law:LATER', 'draft'],
  ]);
  // The same sentence refuses the publication.
  const refused = await official.post(`${V1}/laws/LATER/steps`, { step: 'schedule' }).expect(409);
  expect(drafts[1]?.blocks.map(({ en }) => en)).toEqual([(refused.body as { refusal: string }).refusal]);
  expect(drafts[0]).toMatchObject({ blocks: [], counts: null, notice: null, purpose: 'real' });

  await official.post(`${V1}/elections/E1/steps`, { step: 'schedule' }).expect(200);
  await official.post(`${V1}/contests/election:E1/notices`, { text: both('Bring the letter') }).expect(204);
  expect((await read()).contests[0]).toMatchObject({
    state: 'scheduled',
    notice: both('Bring the letter'),
  });
  api.clock.nowMs = START_MS + 2 * UNIT_MS;
  const url = await database.urlFor('scrutin_aggregator');
  await castBallots(url, 'election:E1:E1-NORD', { alder: 3, birch: 1 });
  expect(await read()).toMatchObject({ contests: [{ state: 'open' }, {}], ledger: { counted: 4 } });

  api.clock.nowMs = START_MS + 4 * UNIT_MS;
  const counts = async () => (await read()).contests.find(({ contest }) => contest === 'election:E1')?.counts;
  expect(await counts()).toEqual({ races: 1, counted: 0, awaiting_lot: 0, published: 0 });
  const race = `${V1}/elections/E1/regions/E1-NORD/tabulations`;
  const { id } = (await official.post(race, {}).expect(201)).body as { id: string };
  expect(await counts()).toEqual({ races: 1, counted: 1, awaiting_lot: 0, published: 0 });
  await official.post(`${V1}/tabulations/${id}/publication`, {}).expect(200);
  expect(await counts()).toEqual({ races: 1, counted: 1, awaiting_lot: 0, published: 1 });
});

it('asks for another count, and for no lot, once the lot of a tie is on record', async () => {
  const election = 'E2';
  api.clock.nowMs = START_MS;
  const plurality = { method: 'single_choice', seats: 1, max_ranks: 1, rule_set: 'plurality' };
  await prepareElection(official, election, plurality, [1, 3]);
  await official.post(`${V1}/elections/${election}/steps`, { step: 'schedule' }).expect(200);
  api.clock.nowMs = START_MS + 2 * UNIT_MS;
  const url = await database.urlFor('scrutin_aggregator');
  await castBallots(url, `election:${election}:${election}-NORD`, { alder: 2, birch: 2 });
  api.clock.nowMs = START_MS + 4 * UNIT_MS;
  const counts = async () =>
    (await read()).contests.find(({ contest }) => contest === `election:${election}`)?.counts;
  const race = `${V1}/elections/${election}/regions/${election}-NORD/tabulations`;
  const { id } = (await official.post(race, {}).expect(201)).body as { id: string };
  expect(await counts()).toEqual({ races: 1, counted: 1, awaiting_lot: 1, published: 0 });
  const lot = {
    purpose: 'elect',
    tied: ['alder', 'birch'],
    drawn: ['birch', 'alder'],
    method: 'slips of paper',
    drawn_by: 'Marie Roy',
    witnesses: 'Jean Fortin',
  };
  await official.post(`${V1}/tabulations/${id}/lots`, lot).expect(201);
  expect(await counts()).toEqual({ races: 1, counted: 0, awaiting_lot: 0, published: 0 });
  await official.post(race, {}).expect(201);
  expect(await counts()).toEqual({ races: 1, counted: 1, awaiting_lot: 0, published: 0 });
});

it('says only what the account may see', async () => {
  api.clock.nowMs = START_MS + 4 * UNIT_MS;
  await law('TWO', 'two-officials', [20, 30]).expect(201);
  const line = `${'A'.repeat(43)}\n`;
  await official.upload(`${V1}/rolls/law:TWO?scheme=hmac-sha256&manifest=none`, line).expect(200);
  const step = { step: 'open', reason: 'All is ready' };
  const { id } = (await official.post(`${V1}/laws/TWO/steps`, step).expect(202)).body as { id: string };
  expect((await read()).approvals).toMatchObject([{ id }]);
  expect(await read(operator)).toMatchObject({ approvals: [{ id }], health: { status: 'ok', down: [] } });
  expect(await read(auditor)).toMatchObject({ approvals: null, health: { status: 'ok', down: null } });
});
