import { randomBytes } from 'node:crypto';
import { lawRollKey } from '@scrutin/election';
import type { Registry } from '@scrutin/service-runtime';
import { ConfigurationError, createMetrics, TransientError } from '@scrutin/service-runtime';
import { openRedisProxy, silentLogger } from '@scrutin/testkit/without-services';
import { eventually } from './fixture/eventually.ts';
import { loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis, newSubmission, openTestRedis } from './fixture/test-redis.ts';
import { openVoterRoll } from './voter-roll.ts';

const LAW = lawRollKey('L2025-001');
const ROLL = recorded(LAW);

describe('when Redis is unavailable', () => {
  const addresses = ['redis://127.0.0.1:1', 'redis+cluster://127.0.0.1:1,127.0.0.1:2'];
  it.each(addresses)(
    '%s: every call rejects with a TransientError at once, and close() ends the attempts to connect',
    async (url) => {
      const roll = openVoterRoll({ url, logger: silentLogger });
      await expect(roll.check()).rejects.toThrow(TransientError);
      await expect(roll.admit([{ address: 'a', guessKey: 'g' }], 0)).rejects.toThrow(TransientError);
      await expect(roll.countFailedGuesses(['g'], 0)).rejects.toThrow(TransientError);
      await expect(
        roll.claim([{ roll: ROLL, credentialHash: randomBytes(32), submissionId: newSubmission() }]),
      ).rejects.toThrow(TransientError);
      await expect(roll.beginLoad(ROLL, 'new')).rejects.toThrow(TransientError);
      await roll.close();
      await expect(roll.check()).rejects.toThrow(TransientError);
    },
  );

  it.each(['http://redis', 'redis+cluster://', 'redis+cluster://host/3'])(
    '%s is refused as a configuration error',
    (url) => {
      expect(() => openVoterRoll({ url, logger: silentLogger })).toThrow(ConfigurationError);
    },
  );
});

describe('while the first connection to Redis is being made', () => {
  const errorsOf = async (registry: Registry): Promise<number> => {
    const { values } = await registry.getSingleMetric('redis_operations_total')!.get();
    return values
      .filter(({ labels }) => labels['status'] === 'error')
      .reduce((sum, { value }) => sum + value, 0);
  };

  it.each(kindsOfRedis(process.env['REDIS_URL']))(
    'a call is refused, but %s counts as no error',
    async (_kind, open) => {
      const redis = await open();
      const registry = createMetrics('test');
      const roll = openVoterRoll({ url: redis.url, logger: silentLogger, registry });
      await expect(roll.checkClaims()).rejects.toThrow(/not connected/);
      await expect(roll.check()).rejects.toThrow(/not connected/);
      await eventually(() => roll.checkClaims());
      expect(await errorsOf(registry)).toBe(0);
      await roll.close();
      await expect(roll.check()).rejects.toThrow(TransientError);
      expect(await errorsOf(registry)).toBe(1);
      await redis.close();
    },
  );

  it.each(['redis://127.0.0.1:1', 'redis+cluster://127.0.0.1:1,127.0.0.1:2'])(
    '%s: after the first attempt failed, a call counts an error',
    async (url) => {
      const registry = createMetrics('test');
      const roll = openVoterRoll({ url, logger: silentLogger, registry });
      await eventually(async () => {
        await expect(roll.check()).rejects.toThrow(/not connected/);
        expect(await errorsOf(registry)).toBeGreaterThan(0);
      });
      await roll.close();
    },
  );
});

describe('when Redis hangs', () => {
  it('counts as unavailable after the deadline, and as available when it answers again', async () => {
    const redis = await openTestRedis(process.env['REDIS_URL']);
    const proxy = await openRedisProxy(redis.url);
    const roll = await redis.openRoll({ url: proxy.url, deadlineMs: 150 });
    proxy.freeze();
    await expect(roll.check()).rejects.toThrow('Redis did not answer within 150 ms.');
    proxy.thaw();
    await eventually(() => roll.check());
    await roll.close();
    await proxy.close();
    await redis.close();
  });
});

describe.each(kindsOfRedis(process.env['REDIS_URL']))('on %s', (_kind, open) => {
  let redis: TestRedis;

  beforeAll(async () => {
    redis = await open();
  });
  afterEach(() => redis.flush());
  afterAll(() => redis.close());

  describe('when the connection is lost', () => {
    it('pending calls reject with a TransientError, and it reconnects by itself without losing a claim', async () => {
      const roll = await redis.openRoll();
      const voters = Array.from({ length: 100 }, () => randomBytes(32));
      await loadWhole(
        roll,
        LAW,
        voters.map((hash) => ({ hash })),
      );
      const claims = voters.map((credentialHash) => ({
        roll: ROLL,
        credentialHash,
        submissionId: newSubmission(),
      }));
      const masters = (await redis.everywhere('PING')).length;
      expect(await redis.killConnections()).toBe(masters);
      const failures: unknown[] = [];
      const decisions = await eventually(async () => {
        try {
          return await roll.claim(claims);
        } catch (error) {
          failures.push(error);
          throw error;
        }
      });
      expect(failures.length).toBeGreaterThan(0);
      for (const failure of failures) expect(failure).toBeInstanceOf(TransientError);
      expect(decisions.every((d) => d === 'claimed' || d === 'mine')).toBe(true);
      const ofConnections = redis.events.filter((event) => event.startsWith('redis.connect'));
      expect(ofConnections.slice(-3)).toEqual([
        'redis.connected',
        'redis.connection-lost',
        'redis.connected',
      ]);
    });
  });

  describe('redis_operations_total', () => {
    it('counts one operation per claim, by operation and status', async () => {
      const registry = createMetrics('test');
      const roll = await redis.openRoll({ registry });
      const claim = { roll: ROLL, credentialHash: randomBytes(32), submissionId: newSubmission() };
      await loadWhole(roll, LAW, [{ hash: claim.credentialHash }]);
      await roll.claim([claim, claim]);
      await roll.close();
      await expect(roll.admit([{ address: 'a', guessKey: 'g' }], 0)).rejects.toThrow(TransientError);
      const text = await registry.getSingleMetricAsString('redis_operations_total');
      expect(text).toContain('{operation="claim",status="success",service="test"} 2');
      expect(text).toContain('{operation="admit",status="error",service="test"} 1');
    });
  });
});
