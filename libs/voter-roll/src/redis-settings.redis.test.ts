import { randomBytes } from 'node:crypto';
import type { LogEvent, LogFields, Logger, Registry } from '@scrutin/service-runtime';
import { createMetrics } from '@scrutin/service-runtime';
import type { RedisCluster, RedisNode } from '@scrutin/testkit/clusters';
import { startRedisCluster } from '@scrutin/testkit/clusters';
import { eventually } from './fixture/eventually.ts';
import type { VoterRoll, VoterRollOptions } from './voter-roll.ts';
import { openVoterRoll } from './voter-roll.ts';

/** Separate servers for this suite, which changes their settings while the roll is open. */
let cluster: RedisCluster;
let roll: VoterRoll;
let registry: Registry;
const logged: { event: LogEvent; fields: LogFields | undefined }[] = [];
const note = (event: LogEvent, fields?: LogFields): void => void logged.push({ event, fields });
const logger: Logger = { info: note, warn: note, error: note };

const of = (event: LogEvent): (LogFields | undefined)[] =>
  logged.filter((line) => line.event === event).map(({ fields }) => fields);

function open(url: string, options: Partial<VoterRollOptions> = {}): void {
  registry = createMetrics('test');
  roll = openVoterRoll({ url, logger, registry, ...options });
}

const metric = (): Promise<string> => registry.getSingleMetricAsString('redis_unsafe_setting');
const UNSAFE = 'redis_unsafe_setting{setting="maxmemory-policy",service="test"} 1';
const SAFE = 'redis_unsafe_setting{setting="maxmemory-policy",service="test"} 0';

const within = (check: () => unknown): Promise<void> =>
  eventually(async () => {
    await check();
  });

/** The address of one node, which a client without cluster support uses like any other Redis. */
function addressOf({ port }: RedisNode, user?: string): string {
  const url = new URL(cluster.url.split(',', 1)[0]?.replace('redis+cluster:', 'redis:') ?? '');
  url.port = String(port);
  if (user !== undefined) url.username = user;
  return url.href;
}

const last = (): RedisNode => cluster.nodes.at(-1) as RedisNode;

beforeAll(async () => {
  cluster = await startRedisCluster();
}, 60_000);
afterEach(async () => {
  await roll.close();
  await last().cli('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
  logged.length = 0;
});
afterAll(() => cluster.close());

describe.each([
  ['one Redis', () => addressOf(last())],
  ['one master of a Redis Cluster', () => cluster.url],
])('%s that would evict keys', (_kind, url) => {
  it('is logged as an error at once, with what to do, and the roll stays ready', async () => {
    await last().cli('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-lru');
    open(url());
    await within(() => {
      expect(of('redis.unsafe-setting')).toEqual([
        expect.objectContaining({ setting: 'maxmemory-policy', value: 'allkeys-lru', needed: 'noeviction' }),
      ]);
    });
    expect(of('redis.unsafe-setting')[0]).toHaveProperty('remedy', expect.stringContaining('roll status'));
    expect(await metric()).toContain(UNSAFE);
    await within(() => roll.check());
  });

  it('is noticed on an existing connection, and so is the correction', async () => {
    open(url(), { settingsCheckMs: 20 });
    await within(() => roll.check());
    await within(async () => {
      expect(await registry.getSingleMetricAsString('redis_operations_total')).toContain('"settings"');
    });
    expect(await metric()).toContain(SAFE);
    expect(of('redis.unsafe-setting')).toEqual([]);
    await last().cli('CONFIG', 'SET', 'maxmemory-policy', 'volatile-ttl');
    await within(async () => {
      expect(await metric()).toContain(UNSAFE);
    });
    expect(of('redis.unsafe-setting')).toHaveLength(1);
    await last().cli('CONFIG', 'SET', 'maxmemory-policy', 'noeviction');
    await within(async () => {
      expect(await metric()).toContain(SAFE);
    });
  });

  it('is noticed on a new connection', async () => {
    open(url());
    await within(() => roll.check());
    await last().cli('CONFIG', 'SET', 'maxmemory-policy', 'allkeys-random');
    await last().cli('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    await within(() => {
      expect(of('redis.unsafe-setting')).toHaveLength(1);
    });
  });
});

test('a Redis without an append-only file is logged once', async () => {
  open(addressOf(last()), { settingsCheckMs: 20 });
  await within(async () => {
    const text = await registry.getSingleMetricAsString('redis_operations_total');
    expect(Number(/operation="settings",status="success".*} (\d+)/.exec(text)?.[1])).toBeGreaterThan(3);
  });
  expect(of('redis.forgetful')).toEqual([expect.objectContaining({ setting: 'appendonly', value: 'no' })]);
});

test('a Redis that refuses INFO is logged once, and is used', async () => {
  const user = `unasked-${randomBytes(4).toString('hex')}`;
  const url = addressOf(last(), user);
  await last().cli('ACL', 'SETUSER', user, 'on', `>${new URL(url).password}`, '~*', '&*', '+@all', '-info');
  open(url, { settingsCheckMs: 20 });
  await within(async () => {
    const text = await registry.getSingleMetricAsString('redis_operations_total');
    expect(Number(/operation="settings",status="error".*} (\d+)/.exec(text)?.[1])).toBeGreaterThan(3);
  });
  expect(of('redis.settings-unchecked')).toEqual([
    expect.objectContaining({ reason: expect.stringContaining('NOPERM') as string }),
  ]);
  expect(of('redis.refused')).toEqual([]);
  await roll.check();
});
