import type { LiveBody } from '@scrutin/contracts/admin';
import { openTestStore, rejection } from '@scrutin/testkit/ballot-store';
import { useDatabase } from '@scrutin/testkit/database';
import { IRV, prepareElection, prepareParty, V1 } from '../fixture/prepared-election.ts';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi } from '../fixture/test-admin-api.ts';
import { castBallots } from '../fixture/test-ballots.ts';
import type { TestClient } from '../fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;
let official: TestClient;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL']);
  closeBefore(() => api.close());
  official = await api.logIn('official');
  await prepareParty(official);
  await prepareElection(official, 'E1', IRV, [1, 10]);
  await prepareElection(official, 'E10', IRV, [1, 10]);
});

async function live(key: string): Promise<LiveBody> {
  // Older numbers may be repeated for a second.
  api.clock.nowMs += 1_000;
  return (await official.get(`${V1}/contests/${key}/live`).expect(200)).body as LiveBody;
}

it('tells the turnout of one contest, and of all together what was accepted, rejected and waits', async () => {
  expect(await live('election:E1')).toMatchObject({ voters: 50, turnout: [], received: 0, waiting: 0 });
  for (const id of ['E1', 'E10'])
    await official.post(`${V1}/elections/${id}/steps`, { step: 'schedule' }).expect(200);
  const url = await database.urlFor('scrutin_aggregator');
  await castBallots(url, 'election:E1:E1-NORD', { alder: 3, birch: 1 });
  await castBallots(url, 'election:E10:E10-NORD', { cedar: 2 });
  const store = openTestStore(url);
  await store.settleRejections([rejection('already-voted', { contest: 'election:E1:E1-NORD' })]);
  await store.close();

  const { rejected, ...numbers } = await live('election:E1');
  expect(numbers).toMatchObject({
    voters: 50,
    turnout: [{ contest: 'election:E1:E1-NORD', counted: 4 }],
    received: 6,
    counted: 6,
    waiting: -1, // the rejected vote of this test was never reported as received
    silent_intakes: 0,
  });
  expect(rejected).toMatchObject({ 'already-voted': 1, closed: 0 });
  expect((await live('election:E10')).turnout).toEqual([{ contest: 'election:E10:E10-NORD', counted: 2 }]);
  await official.get(`${V1}/contests/election:NONE/live`).expect(404);
});

it('no request was logged as a failure', () => {
  expect(api.errors).toEqual([]);
});
