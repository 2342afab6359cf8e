import { randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { lawRollKey } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import type { RedisCluster, RedisNode } from '@scrutin/testkit/clusters';
import { startRedisCluster } from '@scrutin/testkit/clusters';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { Claim, ClaimDecision } from './claim.ts';
import { eventually } from './fixture/eventually.ts';
import { loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { newSubmission, openTestRedis } from './fixture/test-redis.ts';
import { slotOf } from './key-slot.ts';
import type { VoterRoll } from './voter-roll.ts';
import { openVoterRoll } from './voter-roll.ts';

const LAW = lawRollKey('L2025-001');
const BUCKETS = 64;
const ROLL = recorded(LAW, { buckets: BUCKETS });
const RECOVERY_MS = 60_000;

jest.setTimeout(120_000);

let cluster: RedisCluster;
let redis: TestRedis;
let roll: VoterRoll;
let claims: Claim[];

/** Starts a new cluster for each test, because a test does not repair what it breaks. */
async function begin(shape: Parameters<typeof startRedisCluster>[0]): Promise<void> {
  cluster = await startRedisCluster(shape);
  redis = await openTestRedis(cluster.url);
  roll = await redis.openRoll({ deadlineMs: 1_000 });
  const voters = Array.from({ length: 500 }, () => randomBytes(32));
  await loadWhole(
    await redis.openRoll(), // A busy machine may need longer than the deadline of `roll`.
    LAW,
    voters.map((hash) => ({ hash })),
    { buckets: BUCKETS },
  );
  claims = voters.map((credentialHash) => ({ roll: ROLL, credentialHash, submissionId: newSubmission() }));
}

afterEach(async () => {
  try {
    await redis.close();
  } finally {
    await cluster.close();
  }
});

/** Claims for all voters before anything fails, however slow the machine is. */
async function claimAtLeisure(): Promise<void> {
  await eventually(() => roll.claim(claims), RECOVERY_MS);
}

async function masterOf(slot: number): Promise<RedisNode> {
  for (const node of cluster.nodes) {
    const nodes = await node.cli('CLUSTER', 'NODES');
    const [, from, to] = /myself,master .* (\d+)-(\d+)$/m.exec(nodes) ?? [];
    if (from !== undefined && Number(from) <= slot && slot <= Number(to)) return node;
  }
  throw new Error(`no master has slot ${slot}`);
}

/** Repeats small batches of claims until all are decided. Returns the decisions and the errors on the way. */
async function claimAll(
  duringClaims?: () => Promise<void>,
): Promise<{ decisions: ClaimDecision[]; failures: unknown[] }> {
  const decisions: ClaimDecision[] = [];
  const failures: unknown[] = [];
  for (let i = 0; i < claims.length; i += 20) {
    if (i === 200) await duringClaims?.();
    const decided = await eventually(async () => {
      try {
        return await roll.claim(claims.slice(i, i + 20));
      } catch (error) {
        failures.push(error);
        throw error;
      }
    }, RECOVERY_MS);
    decisions.push(...decided);
  }
  return { decisions, failures };
}

describe('a master that is killed during claims', () => {
  it('causes a TransientError until its replica takes over, and nobody is called unknown', async () => {
    await begin({ replicasEach: 1, nodeTimeoutMs: 2_000 });
    const victim = await masterOf(0);
    const { decisions, failures } = await claimAll(() => victim.kill());
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) expect(failure).toBeInstanceOf(TransientError);
    // What the killed master had not yet sent to its replica may be missing, but nobody is called unknown (P3).
    expect(
      [...new Set(decisions)].filter((d) => d !== 'claimed' && d !== 'mine' && d !== 'roll-missing'),
    ).toEqual([]);
    expect(decisions.filter((d) => d === 'claimed').length).toBeGreaterThan(400);

    // A process that starts now finds the cluster, although the first address may be that of the killed master.
    const another = await redis.openRoll();
    expect(new Set(await another.claim(claims))).not.toContain('unknown-credential');
    // The killed node returns as a replica, and redirects the commands that it gets.
    await victim.start();
    await eventually(async () => {
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['mine']));
    }, RECOVERY_MS);
  });

  it('comes back empty if it has no replica, and its voters wait (roll-missing)', async () => {
    await begin({ nodeTimeoutMs: 2_000 });
    const victim = await masterOf(0);
    await claimAtLeisure();
    await victim.kill();
    await expect(roll.claim(claims)).rejects.toThrow(TransientError);
    await expect(roll.check()).rejects.toThrow(TransientError);
    // A process that starts while a master is down connects when the master is back.
    const late = openVoterRoll({ url: cluster.url, logger: silentLogger, keyPrefix: redis.prefix });
    await expect(late.claim(claims)).rejects.toThrow(TransientError);
    await victim.start();
    for (const each of [roll, late]) {
      const decisions = await eventually(() => each.claim(claims), RECOVERY_MS);
      expect(decisions.filter((d) => d !== 'mine' && d !== 'roll-missing')).toEqual([]);
      expect(decisions).toContain('roll-missing');
    }
    await late.close();
  });
});

describe('a master that hangs', () => {
  it('counts as unavailable after the deadline, is replaced, and does no harm when it continues', async () => {
    await begin({ replicasEach: 1, nodeTimeoutMs: 2_000 });
    await claimAtLeisure();
    const sleeper = await masterOf(0);
    sleeper.signal('SIGSTOP');
    try {
      await expect(roll.claim(claims)).rejects.toThrow('Redis did not answer within 1000 ms.');
      const decisions = await eventually(() => roll.claim(claims), RECOVERY_MS);
      expect(decisions).not.toContain('unknown-credential');
    } finally {
      sleeper.signal('SIGCONT');
    }
    await eventually(async () => {
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['mine']));
    }, RECOVERY_MS);
  });
});

describe('slots that move during the vote, and scripts that one node lost', () => {
  it('are handled: ASK while a slot moves, MOVED afterwards, and each command is answered once', async () => {
    await begin({});
    for (const key of ['a', '{x}y', 'foo{}{bar}', 'foo{{bar}}zap', 'é', '}{', '{a']) {
      expect(Number(await (cluster.nodes[0] as RedisNode).cli('CLUSTER', 'KEYSLOT', key))).toBe(slotOf(key));
    }
    const bucket = 5;
    const slot = slotOf(`${redis.prefix}roll:${LAW}:8abcdef:s${bucket}`);
    const source = await masterOf(slot);
    const target = cluster.nodes.find((node) => node !== source) as RedisNode;
    const idOf = async (node: RedisNode): Promise<string> => (await node.cli('CLUSTER', 'MYID')).trim();
    const key = `${redis.prefix}roll:${LAW}:8abcdef:s${bucket}`;
    const first = await roll.claim(claims.slice(0, 250));
    expect(new Set(first)).toEqual(new Set(['claimed']));

    await target.cli('SCRIPT', 'FLUSH');
    await target.cli('CLUSTER', 'SETSLOT', String(slot), 'IMPORTING', await idOf(source));
    await source.cli('CLUSTER', 'SETSLOT', String(slot), 'MIGRATING', await idOf(target));
    const password = new URL(cluster.url.split(',')[0] as string).password;
    const moving = ['MIGRATE', '127.0.0.1', String(target.port), key, '0', '5000', 'AUTH', password];
    expect((await source.cli(...moving)).trim()).toBe('OK');
    const asked = await roll.claim(claims);
    expect(asked).toEqual([...Array<string>(250).fill('mine'), ...Array<string>(250).fill('claimed')]);

    for (const node of [target, source])
      await node.cli('CLUSTER', 'SETSLOT', String(slot), 'NODE', await idOf(target));
    await target.cli('SCRIPT', 'FLUSH');
    expect(new Set(await roll.claim(claims))).toEqual(new Set(['mine']));
    expect(await roll.status(ROLL)).toMatchObject({ credentials: 500, missingBuckets: 0 });
  });
});
