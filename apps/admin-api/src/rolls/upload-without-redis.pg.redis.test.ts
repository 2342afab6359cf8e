import { tmpdir } from 'node:os';
import type { RollKey } from '@scrutin/election';
import { eventually, useDatabase } from '@scrutin/testkit/database';
import type { RedisProxy } from '@scrutin/testkit/without-services';
import { openRedisProxy } from '@scrutin/testkit/without-services';
import { makeElection, rollOnRecord, uploadAddress, V1 } from '../fixture/roll-uploads.ts';
import type { TestAdminApi } from '../fixture/test-admin-api.ts';
import { openAdminApi } from '../fixture/test-admin-api.ts';
import { rollLines, rollText } from '../fixture/test-ballots.ts';
import type { TestClient } from '../fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let redis: RedisProxy;
let api: TestAdminApi;
let official: TestClient;

beforeAll(async () => {
  const redisUrl = process.env['REDIS_URL'];
  if (redisUrl === undefined) throw new Error('REDIS_URL is not set: these tests need a real Redis.');
  redis = await openRedisProxy(redisUrl);
  api = await openAdminApi(database, redis.url, { spoolFolder: tmpdir() });
  closeBefore(async () => {
    await api.close();
    await redis.close();
  });
  official = await api.logIn('official');
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

async function restore(): Promise<void> {
  redis.restore();
  await eventually('Redis answers again', () => api.roll.check());
}

/** The acts on the roll, the oldest first. */
async function rollActs(key: RollKey): Promise<string[]> {
  const answer = await official.get(`${V1}/acts?subject=${key}&limit=100`);
  const actions = (answer.body as { action: string }[]).map(({ action }) => action);
  return actions.filter((action) => action.startsWith('roll.')).reverse();
}

describe('an upload of a roll', () => {
  it('is answered 503 while Redis is away, and the same upload succeeds afterwards', async () => {
    const key = await makeElection(official, 'AWAY');
    const text = rollText(rollLines(50, 'NORD', 'SUD'));
    redis.cut();
    const answer = await official.upload(uploadAddress(key), text).expect(503);
    expect(answer.body).toMatchObject({ type: 'urn:problem-type:scrutin:not-ready' });
    expect(answer.headers['retry-after']).toMatch(/^[1-9]\d*$/);
    expect((await official.get(`${V1}/rolls`)).body).toEqual([]);
    expect(await rollActs(key)).toEqual(['roll.load']);

    await restore();
    await official.upload(uploadAddress(key), text).expect(200);
    expect(await rollActs(key)).toEqual(['roll.load', 'roll.load', 'roll.record']);
    expect(await api.roll.status(await rollOnRecord(api, key))).toMatchObject({
      credentials: 50,
      missingBuckets: 0,
    });
  });

  it.each(['draft', 'scheduled'])(
    'for an election that is %s is answered 503 if Redis goes away in the middle, and leaves the roll as it was',
    async (state) => {
      const id = `MIDDLE-${state}`;
      const key = await makeElection(official, id);
      await official.upload(uploadAddress(key), rollText(rollLines(10, 'NORD', 'SUD'))).expect(200);
      if (state === 'scheduled') {
        await official.post(`${V1}/elections/${id}/steps`, { step: 'schedule' }).expect(200);
      }
      const before = await rollOnRecord(api, key);
      const text = rollText(rollLines(20_000, 'NORD', 'SUD'));
      redis.cut(text.length / 2);
      const answer = await official.upload(uploadAddress(key), text).expect(503);
      expect(answer.body).toMatchObject({ type: 'urn:problem-type:scrutin:not-ready' });

      await restore();
      expect(await rollOnRecord(api, key)).toEqual(before);
      expect(await api.roll.status(before)).toMatchObject({ credentials: 10, missingBuckets: 0 });
      expect(await rollActs(key)).toEqual(['roll.load', 'roll.record', 'roll.load']);

      // The upload that was interrupted has the right to load this roll for another minute.
      const early = await official.upload(uploadAddress(key), text).expect(409);
      expect(early.body).toMatchObject({
        type: 'urn:problem-type:scrutin:in-use',
        refusal: expect.stringContaining('interrupted less than a minute ago') as unknown,
      });
    },
  );
});
