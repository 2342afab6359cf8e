import { randomUUID } from 'node:crypto';
import type { RollKey } from '@scrutin/election';
import { countBallots } from '@scrutin/election-office';
import { useDatabase } from '@scrutin/testkit/database';
import { both, rollOnRecord, uploadAddress, V1, window } from './fixture/roll-uploads.ts';
import type { TestAdminApi } from './fixture/test-admin-api.ts';
import { openAdminApi, START_MS } from './fixture/test-admin-api.ts';
import { rollLines, rollText } from './fixture/test-ballots.ts';
import type { TestClient } from './fixture/test-client.ts';

const { database, closeBefore } = useDatabase();

/** Pieces of work by name: how many run now, and how many ran at the same time at most. */
class Gauge {
  readonly #running = new Map<string, number>();
  readonly most = new Map<string, number>();
  mostAtAll = 0;

  async during<T>(name: string, work: () => Promise<T>): Promise<T> {
    this.#add(name, 1);
    try {
      return await work();
    } finally {
      this.#add(name, -1);
    }
  }

  #add(name: string, change: number): void {
    const now = (this.#running.get(name) ?? 0) + change;
    this.#running.set(name, now);
    this.most.set(name, Math.max(now, this.most.get(name) ?? 0));
    this.mostAtAll = Math.max(
      this.mostAtAll,
      [...this.#running.values()].reduce((sum, one) => sum + one),
    );
  }
}

const counts = new Gauge();
const replicas: { readonly api: TestAdminApi; readonly official: TestClient }[] = [];

beforeAll(async () => {
  const keyPrefix = `test-${randomUUID()}:`;
  for (let i = 0; i < 2; i++) {
    const api = await openAdminApi(database, process.env['REDIS_URL'], {
      keyPrefix,
      failures: 20,
      count: (office) => (order) =>
        counts.during(order.contest, async () => {
          const counted = await countBallots(office, order);
          await new Promise((resolve) => setTimeout(resolve, 100));
          return counted;
        }),
    });
    closeBefore(() => api.close());
    replicas.push({ api, official: await api.logIn('official', `official-${i}@elections.example`) });
  }
});

async function makeLaw(id: string): Promise<void> {
  const law = { id, title: both(id), summary: both(''), approval: 'single-official', ...window };
  await replicas[0]!.official.post(`${V1}/laws`, law).expect(201);
}

test('two replicas count one contest at a time, and different contests at the same time', async () => {
  for (const id of ['C1', 'C2']) {
    await makeLaw(id);
    await replicas[0]!.official.upload(uploadAddress(`law:${id}`), rollText(rollLines(3))).expect(200);
    const scheduled = await replicas[0]!.official.post(`${V1}/laws/${id}/steps`, { step: 'schedule' });
    expect(scheduled.body).toMatchObject({ state: 'scheduled' });
  }
  for (const { api } of replicas) api.clock.nowMs = START_MS + 10 * 60_000;
  const order = (replica: number, law: string) =>
    replicas[replica]!.official.post(`${V1}/laws/${law}/tabulations`).then(({ status }) => status);
  expect(await Promise.all([order(0, 'C1'), order(1, 'C1'), order(0, 'C1'), order(1, 'C1')])).toEqual([
    201, 201, 201, 201,
  ]);
  expect(counts.most.get('law:C1')).toBe(1);
  expect(await Promise.all([order(0, 'C1'), order(1, 'C2')])).toEqual([201, 201]);
  expect(counts.mostAtAll).toBe(2);
});

test('two replicas load a roll one upload at a time, and no upload is lost', async () => {
  for (const { api } of replicas) api.clock.nowMs = START_MS;
  await makeLaw('R1');
  const key = 'law:R1' as RollKey;
  const first = rollText(rollLines(50));
  await replicas[0]!.official.upload(uploadAddress(key), first).expect(200);
  await replicas[0]!.official.post(`${V1}/laws/R1/steps`, { step: 'schedule' }).expect(200);
  const uploads = [0, 1, 0, 1].map((replica) =>
    replicas[replica]!.official.upload(`${uploadAddress(key)}&reason=late`, rollText(rollLines(500))).then(
      ({ status }) => status,
    ),
  );
  expect(await Promise.all(uploads)).toEqual([200, 200, 200, 200]);
  const { api } = replicas[1]!;
  expect(await api.roll.status(await rollOnRecord(api, key))).toMatchObject({
    credentials: 2_050,
    missingBuckets: 0,
  });
});

test('twenty failed logins from one address, spread over two replicas, lock the address at both', async () => {
  const logIn = async (replica: number, n: number): Promise<number> =>
    (await replicas[replica]!.api.stranger().logIn(`nobody-${n}@elections.example`, 'wrong')).status;
  for (let i = 0; i < 20; i++) expect(await logIn(i % 2, i)).toBe(401);
  expect(await logIn(0, 20)).toBe(429);
  expect(await logIn(1, 21)).toBe(429);
});
