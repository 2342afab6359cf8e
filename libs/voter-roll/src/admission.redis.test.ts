import type { AdmissionLimits, AdmissionRequest } from './admission.ts';
import { CHOICE_WINDOW_MS, MOST_CHOICES_PER_WINDOW } from './choice-memory.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis } from './fixture/test-redis.ts';
import type { VoterRoll } from './voter-roll.ts';

const admission: AdmissionLimits = {
  address: { requests: 10, windowMs: 60_000 },
  guesses: { free: 3, windowMs: 900_000, longestWaitMs: 30_000 },
};
/** A time at which a window of both kinds begins. */
const T0 = 1_900_000 * 900_000;

describe.each(kindsOfRedis(process.env['REDIS_URL']))('on %s', (_kind, open) => {
  let redis: TestRedis;
  let roll: VoterRoll;

  beforeAll(async () => {
    redis = await open();
    roll = await redis.openRoll({ admission });
  });
  afterEach(() => redis.flush());
  afterAll(() => redis.close());

  const from = (address: string, guessKey = `nas of ${address}`): AdmissionRequest => ({ address, guessKey });

  describe('logins of officials', () => {
    it('are counted by address and window over all connections, and leave no key when all are taken back', async () => {
      const other = await redis.openRoll({ admission });
      expect(await roll.logins.count('192.0.2.1', T0, 900_000)).toBe(1);
      expect(await other.logins.count('192.0.2.1', T0 + 899_999, 900_000)).toBe(2);
      expect(await other.logins.count('192.0.2.2', T0, 900_000)).toBe(1);
      expect(await roll.logins.count('192.0.2.1', T0 + 900_000, 900_000)).toBe(1);
      await roll.logins.takeBack('192.0.2.1', T0, 900_000);
      expect(await roll.logins.count('192.0.2.1', T0, 900_000)).toBe(2);
      for (const key of await redis.keys()) {
        const ttl = await redis.raw.pTTL(key);
        expect(ttl).toBeGreaterThan(0);
        expect(ttl).toBeLessThanOrEqual(1_800_000);
      }
      for (let i = 0; i < 2; i++) await roll.logins.takeBack('192.0.2.1', T0, 900_000);
      await roll.logins.takeBack('192.0.2.1', T0 + 900_000, 900_000);
      await roll.logins.takeBack('192.0.2.2', T0, 900_000);
      await roll.logins.takeBack('192.0.2.3', T0, 900_000);
      expect(await redis.keys()).toEqual([]);
    });
  });

  describe('address limit', () => {
    it('is not for requests through a gateway, which are limited otherwise', async () => {
      const through: AdmissionRequest = { ...from('gateway g'), throughGateway: true };
      const requests = Array.from({ length: 24 }, (_, n) => (n % 2 === 0 ? through : from('192.0.2.1')));
      const admissions = await roll.admit(requests, T0 + 20_000);
      expect(admissions.filter((_, n) => n % 2 === 0).every((one) => one.admitted)).toBe(true);
      expect(admissions.filter((_, n) => n % 2 === 1).map((one) => one.admitted)).toEqual([
        ...Array.from({ length: 10 }, () => true),
        false,
        false,
      ]);
    });

    it('admits the first requests of a window and tells the others when the next window begins', async () => {
      const admissions = await roll.admit(
        Array.from({ length: 14 }, () => from('192.0.2.1')),
        T0 + 20_000,
      );
      expect(admissions.filter((a) => a.admitted)).toHaveLength(10);
      expect(admissions.slice(10)).toEqual(
        Array.from({ length: 4 }, () => ({ admitted: false, limit: 'address', retryAfterMs: 40_000 })),
      );
      expect(await roll.admit([from('192.0.2.1')], T0 + 60_000)).toEqual([{ admitted: true }]);
    });

    it('counts each address separately, across batches and connections', async () => {
      const other = await redis.openRoll({ admission });
      const batch = ['192.0.2.1', '192.0.2.2'].flatMap((a) => Array.from({ length: 6 }, () => from(a)));
      const both = await Promise.all([roll.admit(batch, T0), other.admit(batch, T0)]);
      expect(both.flat().filter((a) => a.admitted)).toHaveLength(20);
    });

    it('lets the window expire in Redis, so that addresses are forgotten', async () => {
      await roll.admit([from('192.0.2.1')], T0);
      for (const key of await redis.keys()) {
        const ttl = await redis.raw.pTTL(key);
        expect(ttl).toBeGreaterThan(0);
        expect(ttl).toBeLessThanOrEqual(2 * admission.address.windowMs);
      }
    });

    it('can be switched off', async () => {
      const open = await redis.openRoll({
        admission: { ...admission, address: { requests: 0, windowMs: 1 } },
      });
      const admissions = await open.admit(
        Array.from({ length: 500 }, () => from('192.0.2.1')),
        T0,
      );
      expect(admissions.every((a) => a.admitted)).toBe(true);
      expect(await redis.keys('rate:*')).toEqual([]);
    });
  });

  describe('slow-down of guesses', () => {
    it('begins after the free failures and then doubles, up to the longest wait', async () => {
      const waits: number[] = [];
      for (let failures = 1; failures <= 10; failures++) {
        await roll.countFailedGuesses(['nas'], T0);
        const [answer] = await roll.admit([from(`192.0.2.${failures}`, 'nas')], T0);
        waits.push(answer !== undefined && 'retryAfterMs' in answer ? answer.retryAfterMs : 0);
      }
      expect(waits).toEqual([0, 0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
    });

    it('starts the wait at the last failure, whatever the order in which workers report failures', async () => {
      await roll.countFailedGuesses(['nas', 'nas', 'nas'], T0 + 5_000);
      await roll.countFailedGuesses(['nas'], T0 + 1_000);
      expect(await roll.admit([from('a', 'nas'), from('a', 'another')], T0 + 6_000)).toEqual([
        { admitted: false, limit: 'guesses', retryAfterMs: 1_000 },
        { admitted: true },
      ]);
      expect(await roll.admit([from('a', 'nas')], T0 + 7_000)).toEqual([{ admitted: true }]);
    });

    it('stores times in milliseconds exactly', async () => {
      await roll.countFailedGuesses(['nas'], T0 + 899_999);
      const [key] = await redis.keys('guesses:*');
      expect(await redis.raw.hGet(key as string, 'nas')).toBe(`1:${T0 + 899_999}`);
    });

    it('sends two commands whatever the size of the batch', async () => {
      await roll.admit([from('a')], T0);
      const calls = async (): Promise<number> =>
        [
          ...(await redis.everywhere('INFO', 'commandstats'))
            .join('\n')
            .matchAll(/^cmdstat_(?:hmget|evalsha):calls=(\d+)/gm),
        ].reduce((sum, match) => sum + Number(match[1]), 0);
      const before = await calls();
      await roll.admit(
        Array.from({ length: 1_000 }, (_, i) => from(`10.0.0.${i}`)),
        T0,
      );
      // Other suites may use the same Redis at the same time. What matters is that it is far fewer than one per
      // request.
      expect((await calls()) - before).toBeLessThan(1_000);
    });
  });

  describe('Idempotency-Key', () => {
    const keyed = (record: string, fingerprint: string): AdmissionRequest => ({
      ...from('192.0.2.9'),
      idempotency: { submissionId: `submission ${record}`, record, fingerprint },
    });
    const verdicts = async (nowMs: number, ...requests: AdmissionRequest[]): Promise<string[]> =>
      (await roll.admit(requests, nowMs)).map((a) => (a.admitted ? 'admitted' : a.limit));

    it('admits the same choice again and refuses another, in one batch and in later ones', async () => {
      expect(
        await verdicts(T0, keyed('s1', 'oui'), keyed('s1', 'oui'), keyed('s1', 'non'), from('192.0.2.9')),
      ).toEqual(['admitted', 'admitted', 'idempotency', 'admitted']);
      expect(await verdicts(T0, keyed('s2', 'non'), keyed('s1', 'non'))).toEqual(['admitted', 'idempotency']);
    });

    it('compares for one window at least and two at most, so that nobody can find out later what a vote was (P6)', async () => {
      await verdicts(T0 + CHOICE_WINDOW_MS - 1, keyed('s1', 'oui'));
      const next = T0 + CHOICE_WINDOW_MS;
      expect(await verdicts(next, keyed('s1', 'non'), keyed('s1', 'oui'))).toEqual([
        'idempotency',
        'admitted',
      ]);
      expect(await verdicts(next + CHOICE_WINDOW_MS - 1, keyed('s1', 'non'))).toEqual(['idempotency']);
      // A repeated request does not extend the lifetime.
      const after = next + CHOICE_WINDOW_MS;
      for (const choice of ['non', 'non']) {
        expect(await verdicts(after, keyed('s1', choice))).toEqual(['admitted']);
      }
    });

    it('compares and stores nothing for a key that is too short to keep the choice secret', async () => {
      expect(await verdicts(T0, keyed('s3', ''), keyed('s3', ''))).toEqual(['admitted', 'admitted']);
      expect((await redis.keys()).filter((key) => key.includes('choices'))).toEqual([]);
    });

    it('stores no submission, no address and no time of a vote, and its records expire at a whole minute (P6)', async () => {
      await verdicts(T0, keyed('s1', 'one'));
      await verdicts(T0 + 20_000, keyed('s2', 'two'));
      const [name, ...others] = (await redis.keys()).filter((key) => key.includes('choices'));
      expect(others).toEqual([]);
      expect({ ...(await redis.raw.hGetAll(name!)) }).toEqual({ s1: 'one', s2: 'two' });
      expect((await redis.raw.pExpireTime(name!)) % CHOICE_WINDOW_MS).toBe(0);
      expect(await redis.raw.pTTL(name!)).toBeLessThanOrEqual(3 * CHOICE_WINDOW_MS);
    });

    it('stores a limited number of records, however many keys somebody invents', async () => {
      const flood = Array.from({ length: 500 }, (_, n) => n);
      for (let part = 0; part < MOST_CHOICES_PER_WINDOW / 500 + 2; part++)
        await verdicts(T0, ...flood.map((n) => keyed(`${part}-${n}`, 'x')));
      const [name] = (await redis.keys()).filter((key) => key.includes('choices'));
      expect(await redis.raw.hLen(name!)).toBe(MOST_CHOICES_PER_WINDOW);
    });
  });

  it('counts addresses under the given names, which do not contain the address (P6)', async () => {
    const named = await redis.openRoll({
      admission,
      addressName: (address, window) => `${window}/${address.length}`,
    });
    await named.admit([from('192.0.2.77')], T0);
    const [name] = await redis.keys('rate:*');
    expect({ ...(await redis.raw.hGetAll(name!)) }).toEqual({ [`${T0 / 60_000}/10`]: '1' });
  });
});
