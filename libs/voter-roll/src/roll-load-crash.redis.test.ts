import { randomBytes } from 'node:crypto';
import type { RollKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { silentLogger } from '@scrutin/testkit/without-services';
import { Claimer } from './claimer.ts';
import { eventually } from './fixture/eventually.ts';
import { recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { newSubmission, openTestRedis } from './fixture/test-redis.ts';
import type { RedisConnection } from './redis-connection.ts';
import { openRedisConnection } from './redis-connection.ts';
import { createRedisMetrics } from './redis-metrics.ts';
import type { RollKeys } from './roll-layout.ts';
import { createRollKeys } from './roll-layout.ts';
import type { RollEntry, RollLoadMode } from './roll-load.ts';
import { openRollLoad } from './roll-load.ts';

let redis: TestRedis;
let real: RedisConnection;
let keys: RollKeys;

beforeAll(async () => {
  redis = await openTestRedis(process.env['REDIS_URL']);
  keys = createRollKeys(redis.prefix);
  real = openRedisConnection({
    url: redis.url,
    logger: silentLogger,
    metrics: createRedisMetrics(undefined),
    connectionName: 'scrutin-crashes',
    deadlineMs: 5_000,
    settingsCheckMs: 60_000,
  });
  await eventually(() => real.pipeline('ping', [['PING']]));
});
afterEach(() => redis.flush());
afterAll(async () => {
  await real.close();
  await redis.close();
});

/** A connection that sends this number of pipelines and then no more, as if the process had been killed. */
function dyingAfter(pipelines: number): { connection: RedisConnection; isDead: () => boolean } {
  let left = pipelines;
  const alive = <T>(send: () => Promise<T>): Promise<T> =>
    left-- > 0 ? send() : Promise.reject(new TransientError('The process was killed.'));
  const connection: RedisConnection = {
    keysOfACall: real.keysOfACall,
    pipeline: (...given) => alive(() => real.pipeline(...given)),
    pipelineWithScript: (...given) => alive(() => real.pipelineWithScript(...given)),
    readBytes: (...given) => alive(() => real.readBytes(...given)),
    close: () => Promise.resolve(),
  };
  return { connection, isDead: () => left < 0 };
}

const BUCKETS = 64;
const entriesOf = (count: number, regions: readonly string[]): RollEntry[] =>
  Array.from({ length: count }, (_, i) => {
    const region = regions[i % regions.length];
    return { hash: randomBytes(32), ...(region === undefined ? {} : { region }) };
  });

async function load(
  connection: RedisConnection,
  rollKey: RollKey,
  entries: readonly RollEntry[],
  mode: RollLoadMode,
  generation: string,
): Promise<string> {
  const place = recorded(rollKey, { buckets: BUCKETS });
  const begun = await openRollLoad(connection, keys, place, mode);
  if (begun === undefined) throw new Error('another load is under way');
  const { digest } = await begun.stage(entries);
  await begun.adopt(generation);
  await begun.end();
  return digest;
}

describe.each([
  ['a law', lawRollKey('L2025-001'), []],
  ['an election', electionRollKey('PROV-2025'), ['A', 'SHERBROOKE', 'C']],
] as const)(
  'a load of the roll of %s that is killed after any number of round trips',
  (_what, rollKey, regions) => {
    const claimsOf = (voters: readonly RollEntry[], generation: string) =>
      voters.map(({ hash, region }) => ({
        roll: recorded(rollKey, { buckets: BUCKETS, generation }),
        credentialHash: hash,
        submissionId: newSubmission(),
        ...(region === undefined ? {} : { region }),
      }));

    it.each(['new', 'grow'] as const)('is completed by loading it again: %s', async (mode) => {
      const old = entriesOf(600, regions);
      // More than one window, so that it can be killed between two of them.
      const added = entriesOf(5_000, regions);
      const all = mode === 'new' ? added : [...old, ...added];
      const whole = await load(real, rollKey, all, 'new', 'g2');
      await redis.flush();
      let rounds = 0;
      for (let isDead = true; isDead; rounds += 1) {
        const voted = claimsOf(old.slice(0, 50), 'g1');
        if (mode === 'grow') {
          await load(real, rollKey, old, 'new', 'g1');
          expect(new Set(await new Claimer(real, keys).claim(voted))).toEqual(new Set(['claimed']));
        }
        const dying = dyingAfter(rounds);
        const first = await load(dying.connection, rollKey, added, mode, 'g2').catch(
          (error: unknown) => error,
        );
        isDead = dying.isDead();
        if (isDead) {
          expect(first).toBeInstanceOf(TransientError);
          // Nobody who is on the roll is called unknown at any time, unless only the old roll is on record (P3).
          const meanwhile = await new Claimer(real, keys).claim(claimsOf(added.slice(0, 20), 'g2'));
          for (const decision of meanwhile) expect(['roll-missing', 'claimed']).toContain(decision);
          await redis.flush('rollload:*'); // the lease of a killed load expires
          expect(await load(real, rollKey, added, mode === 'new' ? 'new' : 'repair', 'g2')).toBe(whole);
        } else expect(first).toBe(whole);
        const again = await new Claimer(real, keys).claim(claimsOf(added.slice(20, 200), 'g2'));
        expect(new Set(again)).toEqual(new Set(['claimed']));
        if (mode === 'grow') {
          const second = voted.map((each) => ({ ...each, submissionId: newSubmission() }));
          const roll = recorded(rollKey, { buckets: BUCKETS, generation: 'g2' });
          const decisions = await new Claimer(real, keys).claim(second.map((each) => ({ ...each, roll })));
          expect(new Set(decisions)).toEqual(new Set(['already-voted']));
        }
        const strangers = await new Claimer(real, keys).claim(claimsOf(entriesOf(5, regions), 'g2'));
        expect(new Set(strangers)).toEqual(new Set(['unknown-credential']));
        expect(await redis.keys('rollnew:*')).toEqual([]);
        await redis.flush();
      }
      expect(rounds).toBeGreaterThan(8);
    });
  },
);
