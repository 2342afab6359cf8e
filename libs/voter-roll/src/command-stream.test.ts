import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { streamInPipelines } from './command-stream.ts';

describe('streaming in pipelines', () => {
  it('sends every item once, in chunks, with a limited number of pipelines in flight', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 15_000 }), async (count) => {
        const sent: number[] = [];
        let underWay = 0;
        let most = 0;
        await streamInPipelines(
          Array.from({ length: count }, (_, i) => i),
          async (items) => {
            most = Math.max(most, ++underWay);
            await turn();
            sent.push(...items);
            underWay -= 1;
          },
        );
        expect(sent.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
        expect(most).toBeLessThanOrEqual(3);
      }),
      { numRuns: 20 },
    );
  });

  it('reads the source no further than a few pipelines ahead of Redis', async () => {
    let read = 0;
    let taken = 0;
    let furthest = 0;
    await streamInPipelines(
      (function* () {
        while (read < 50_000) {
          furthest = Math.max(furthest, read - taken);
          yield read++;
        }
      })(),
      async (items) => {
        await turn();
        taken += items.length;
      },
    );
    expect(furthest).toBeLessThanOrEqual(4 * 2_000);
  });

  it('stops reading at the first failure, and throws it when nothing is in flight any more', async () => {
    let read = 0;
    let underWay = 0;
    const endless = (function* () {
      for (;;) yield read++;
    })();
    await expect(
      streamInPipelines(endless, async (items) => {
        underWay += 1;
        await turn();
        underWay -= 1;
        if (items.includes(5_000)) throw new Error('no more');
      }),
    ).rejects.toThrow('no more');
    expect(underWay).toBe(0);
    expect(read).toBeLessThan(20_000);
  });

  it('throws the error of the source after everything sent has arrived', async () => {
    let arrived = 0;
    const broken = (function* () {
      for (let i = 0; i < 2_500; i++) yield i;
      throw new Error('line 2501 is not a hash');
    })();
    await expect(
      streamInPipelines(broken, async (items) => {
        await turn();
        arrived += items.length;
      }),
    ).rejects.toThrow('line 2501 is not a hash');
    expect(arrived).toBe(2_000);
  });
});
