import { randomUUID } from 'node:crypto';
import { silentLogger } from '@scrutin/testkit/without-services';
import { eventually } from './fixture/eventually.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { openTestRedis } from './fixture/test-redis.ts';
import type { VoterRoll } from './voter-roll.ts';
import { openVoterRoll } from './voter-roll.ts';

let redis: TestRedis;
let roll: VoterRoll;

beforeAll(async () => {
  redis = await openTestRedis(process.env['REDIS_URL']);
  roll = openVoterRoll({ url: redis.url, logger: silentLogger, keyPrefix: redis.prefix });
  await eventually(() => roll.check());
});
afterAll(async () => {
  await roll.close();
  await redis.close();
});

describe('the second count in Redis', () => {
  it('is empty at first', async () => {
    expect(await roll.intakeCounts.read()).toEqual([]);
  });

  it('keeps each minute of each process; a minute that is stored again replaces itself', async () => {
    const [one, other] = [randomUUID(), randomUUID()];
    const first = { intakeId: one, minute: 7, groups: [[1, 2]] as const, votes: { 'law:L1': 3 } };
    const second = { intakeId: one, minute: 8, groups: [[3, 3]] as const, votes: { 'law:L1': 1 } };
    const third = { intakeId: other, minute: 8, groups: [[1, 1]] as const, votes: { 'election:E1:R1': 1 } };
    await roll.intakeCounts.save(one, [{ ...first, groups: [[1, 1]], votes: { 'law:L1': 1 } }]);
    await roll.intakeCounts.save(one, [first, second]);
    await roll.intakeCounts.save(other, [third]);
    const read = await roll.intakeCounts.read();
    expect(read).toHaveLength(3);
    expect(read).toEqual(expect.arrayContaining([first, second, third]));
  });
});
