import fc from 'fast-check';
import { SIGNAL_WINDOW_MS, SMALL_BLOCKS } from '@scrutin/anomalies';
import { BlockTally } from './block-tally.ts';

const nobodyFailed = (keys: readonly string[]): Promise<boolean[]> => Promise.resolve(keys.map(() => false));
const over = 2 * SIGNAL_WINDOW_MS;

function requests(tally: BlockTally, address: string, count: number, key = 'voter'): void {
  for (let i = 0; i < count; i++) tally.add(address, `${key}${i}`, 0);
}

describe('requests by block of addresses', () => {
  it('name a /24 or a /48 only from twenty requests on, and add up the others when their window is over', async () => {
    const tally = new BlockTally();
    for (let host = 1; host <= 25; host++) requests(tally, `192.0.2.${host}`, 1);
    requests(tally, '2001:db8:1:9::/64', 12);
    requests(tally, '2001:db8:1:a::/64', 12);
    requests(tally, '198.51.100.7', 19);
    expect(await tally.take(nobodyFailed, 0)).toEqual([
      { block: '192.0.2.0/24', window: 0, requests: 25, sampled: 0, failed: 0 },
      { block: '2001:db8:1::/48', window: 0, requests: 24, sampled: 0, failed: 0 },
    ]);
    await tally.take(nobodyFailed, over);
    await tally.take(nobodyFailed, over);
    expect(await tally.take(nobodyFailed, over)).toEqual([]);
  });

  it('look up a sample of the requests at the second report after them, and then forget them', async () => {
    const tally = new BlockTally();
    requests(tally, '192.0.2.1', 100);
    const asked: (readonly string[])[] = [];
    const lookUp = (keys: readonly string[]): Promise<boolean[]> => {
      asked.push(keys);
      return Promise.resolve(keys.map((key) => key === 'voter3'));
    };
    expect(await tally.take(lookUp, 0)).toEqual([expect.objectContaining({ requests: 100, sampled: 0 })]);
    expect(await tally.take(lookUp, 0)).toEqual([]);
    expect(asked).toEqual([]);
    expect(await tally.take(lookUp, 0)).toEqual([
      expect.objectContaining({ requests: 0, sampled: 64, failed: 1 }),
    ]);
    expect(await tally.take(lookUp, 0)).toEqual([]);
    expect(asked).toHaveLength(1);
  });

  it('keep their numbers while Redis is away', async () => {
    const tally = new BlockTally();
    requests(tally, '192.0.2.1', 5);
    await tally.take(nobodyFailed, 0);
    await tally.take(nobodyFailed, 0);
    requests(tally, '192.0.2.1', 20);
    await expect(tally.take(() => Promise.reject(new Error('away')), 0)).rejects.toThrow('away');
    expect(await tally.take(nobodyFailed, 0)).toEqual([
      expect.objectContaining({ requests: 25, sampled: 5 }),
    ]);
    for (let window = 0; window < 20; window++) tally.add('192.0.2.1', 'voter', window * SIGNAL_WINDOW_MS);
    expect(
      new Set((await tally.take(nobodyFailed, 20 * SIGNAL_WINDOW_MS)).map(({ window }) => window)).size,
    ).toBeLessThanOrEqual(6);
  });

  it('tell a limited number of blocks apart', async () => {
    const tally = new BlockTally();
    for (let i = 0; i < 20_010; i++) tally.add(`10.${i >> 8}.${i & 255}.1`, 'voter', 0);
    const [rest, ...named] = await tally.take(nobodyFailed, 0);
    expect(named).toEqual([]);
    expect(rest).toMatchObject({ block: SMALL_BLOCKS, requests: 10 });
  });

  it('add up to all requests, whenever they are taken', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ host: fc.nat(5), count: fc.integer({ min: 1, max: 40 }), take: fc.boolean() }), {
          maxLength: 30,
        }),
        async (steps) => {
          const tally = new BlockTally();
          let sum = 0;
          const take = async (nowMs: number): Promise<void> => {
            for (const taken of await tally.take(nobodyFailed, nowMs)) {
              sum += taken.requests;
              if (taken.block !== SMALL_BLOCKS) expect(taken.sampled).toBeLessThanOrEqual(64 * 31);
            }
          };
          for (const { host, count, take: now } of steps) {
            requests(tally, `192.0.${host}.1`, count);
            if (now) await take(0);
          }
          for (let i = 0; i < 4; i++) await take(over);
          expect(sum).toBe(steps.reduce((total, { count }) => total + count, 0));
        },
      ),
    );
  });
});
