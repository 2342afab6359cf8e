import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis } from './fixture/test-redis.ts';
import type { VoterRoll } from './voter-roll.ts';

describe.each(kindsOfRedis(process.env['REDIS_URL']))('the counts of the signals on %s', (_kind, open) => {
  let redis: TestRedis;
  let roll: VoterRoll;

  beforeAll(async () => {
    redis = await open();
    roll = await redis.openRoll();
  });
  afterAll(() => redis.close());

  it('are empty at first, and for no windows', async () => {
    expect(await roll.signals.read(1, 3)).toEqual({ contests: [], blocks: [] });
    expect(await roll.signals.read(3, 2)).toEqual({ contests: [], blocks: [] });
    expect(await roll.signals.firstLooks()).toEqual([]);
  });

  it('add up over calls and processes, by window', async () => {
    await roll.signals.addContests([]);
    await roll.signals.addContests([
      { contest: 'election:E:R', window: 5, outcomes: { valid: 3, 'wrong-region': 1 } },
      { contest: 'law:L', window: 6, outcomes: { valid: 1 } },
    ]);
    await roll.signals.addContests([{ contest: 'election:E:R', window: 5, outcomes: { valid: 2 } }]);
    const block = { block: '2001:db8:1::/48', window: 5, requests: 30, sampled: 16, failed: 0 };
    await roll.signals.addBlocks([block, { ...block, failed: 2 }]);
    const { contests, blocks } = await roll.signals.read(5, 6);
    expect(contests).toEqual([
      {
        contest: 'election:E:R',
        window: 5,
        outcomes: expect.objectContaining({ valid: 5, 'wrong-region': 1, other: 0 }) as object,
      },
      {
        contest: 'law:L',
        window: 6,
        outcomes: expect.objectContaining({ valid: 1, 'already-voted': 0 }) as object,
      },
    ]);
    expect(blocks).toEqual([{ ...block, requests: 60, sampled: 32, failed: 2 }]);
    expect((await roll.signals.read(6, 6)).contests).toHaveLength(1);
  });

  it('take the blocks of an attack from everywhere after an hour without Redis', async () => {
    const blocks = Array.from({ length: 70_000 }, (_, i) => ({
      block: `10.${i >> 8}.${i & 255}.0/24`,
      window: 8,
      requests: 20,
      sampled: 16,
      failed: 1,
    }));
    await roll.signals.addBlocks(blocks);
    expect((await roll.signals.read(8, 8)).blocks).toHaveLength(70_000);
  });

  it('know for which NAS a code has failed, in this window of guesses and the one before', async () => {
    const now = 10 * 15 * 60_000;
    await roll.countFailedGuesses(['AAAAfailed'], now);
    expect(await roll.signals.haveFailed([], now)).toEqual([]);
    expect(await roll.signals.haveFailed(['BBBBother', 'AAAAfailed'], now)).toEqual([false, true]);
    expect(await roll.signals.haveFailed(['AAAAfailed'], now + 15 * 60_000)).toEqual([true]);
    expect(await roll.signals.haveFailed(['AAAAfailed'], now + 30 * 60_000)).toEqual([false]);
  });

  it('keep the first look at a closed contest, and the one of its last closing', async () => {
    const look = { contest: 'law:L', received: 10, counted: 8, rejected: 1 };
    await roll.signals.firstLook(look, 1_000);
    await roll.signals.firstLook({ ...look, counted: 9 }, 1_000);
    expect(await roll.signals.firstLooks()).toEqual([look]);
    await roll.signals.firstLook({ ...look, received: 20 }, 2_000);
    expect(await roll.signals.firstLooks()).toEqual([{ ...look, received: 20 }]);
  });
});
