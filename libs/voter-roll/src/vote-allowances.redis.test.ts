import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis } from './fixture/test-redis.ts';
import type { VoterRoll } from './voter-roll.ts';

describe.each(kindsOfRedis(process.env['REDIS_URL']))('the allowance of a gateway on %s', (_kind, open) => {
  let redis: TestRedis;
  let roll: VoterRoll;

  beforeAll(async () => {
    redis = await open();
    roll = await redis.openRoll({});
  });
  afterEach(() => redis.flush());
  afterAll(() => redis.close());

  /** So slow that nothing is earned during a test. */
  const SLOW = { votesPerSecond: 1 / 1_000, burst: 10 };

  it('lets a burst pass, over all connections, and then says how long to wait', async () => {
    const other = await redis.openRoll({});
    expect(await roll.allowances.take('a', 6, SLOW)).toBe(0);
    expect(await other.allowances.take('a', 4, SLOW)).toBe(0);
    const waitMs = await roll.allowances.take('a', 3, SLOW);
    expect(waitMs).toBeGreaterThan(2_900_000);
    expect(waitMs).toBeLessThanOrEqual(3_000_000);
    expect(await roll.allowances.take('b', 10, SLOW)).toBe(0); // another gateway has its own
  });

  it('takes all votes of a request or none', async () => {
    expect(await roll.allowances.take('a', 8, SLOW)).toBe(0);
    expect(await roll.allowances.take('a', 3, SLOW)).toBeGreaterThan(0);
    expect(await roll.allowances.take('a', 2, SLOW)).toBe(0);
  });

  it('lets a request pass that is larger than the burst, once nothing is used up, and counts all of it', async () => {
    expect(await roll.allowances.take('a', 25, SLOW)).toBe(0);
    const waitMs = await roll.allowances.take('a', 10, SLOW);
    expect(waitMs).toBeGreaterThan(24_900_000);
    expect(await roll.allowances.take('b', 1, SLOW)).toBe(0);
    expect(await roll.allowances.take('b', 25, SLOW)).toBeGreaterThan(0);
  });

  it('earns votes as time passes, and keeps no key for longer than it needs', async () => {
    const fast = { votesPerSecond: 100_000, burst: 100 };
    for (let n = 0; n < 20; n++) {
      const waitMs = await roll.allowances.take('a', 100, fast);
      expect(waitMs).toBeLessThanOrEqual(1);
    }
    await roll.allowances.take('b', 10, SLOW);
    const ttls = await Promise.all((await redis.keys()).map((key) => redis.raw.pTTL(key)));
    for (const ttl of ttls) {
      expect(ttl).toBeGreaterThan(0);
      expect(ttl).toBeLessThanOrEqual(10_001_000);
    }
  });
});
