import fc from 'fast-check';
import { TransientError } from '@scrutin/service-runtime';
import { ShortCache } from './short-cache.ts';

/** A load that the test completes or fails. */
function controlled() {
  const calls: PromiseWithResolvers<number>[] = [];
  return {
    calls,
    load: () => {
      const call = withResolvers();
      calls.push(call);
      return call.promise;
    },
  };
}
interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: Error) => void;
}
function withResolvers(): PromiseWithResolvers<number> {
  let resolve!: (value: number) => void;
  let reject!: (error: Error) => void;
  const promise = new Promise<number>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

describe('a short cache', () => {
  it('loads once for all simultaneous callers', async () => {
    const { calls, load } = controlled();
    const cache = new ShortCache(load, 1000, () => 0);
    const answers = Promise.all(Array.from({ length: 50 }, () => cache.get()));
    calls[0]?.resolve(7);
    expect(await answers).toEqual(Array.from({ length: 50 }, () => 7));
    expect(calls).toHaveLength(1);
  });

  it('counts the age from the beginning of the load', async () => {
    const { calls, load } = controlled();
    let now = 0;
    const cache = new ShortCache(load, 1000, () => now);
    const first = cache.get();
    now = 900;
    calls[0]?.resolve(1);
    expect(await first).toBe(1);
    now = 999;
    expect(await cache.get()).toBe(1);
    now = 1000;
    const second = cache.get();
    calls[1]?.resolve(2);
    expect(await second).toBe(2);
  });

  it('fails for all waiting callers, does not keep the failure, and loads again for the next caller', async () => {
    const { calls, load } = controlled();
    const cache = new ShortCache(load, 1000, () => 0);
    const waiting = [cache.get(), cache.get()];
    calls[0]?.reject(new Error('unavailable'));
    for (const one of waiting) await expect(one).rejects.toThrow('unavailable');
    const next = cache.get();
    calls[1]?.resolve(3);
    expect(await next).toBe(3);
    expect(calls).toHaveLength(2);
  });

  describe('its last known value', () => {
    const away = new TransientError('the database is unavailable');
    async function loaded() {
      const { calls, load } = controlled();
      const clock = { ms: 0 };
      const cache = new ShortCache(load, 500, () => clock.ms);
      const first = cache.lastKnown();
      calls[0]?.resolve(1);
      expect(await first).toBe(1);
      return { cache, calls, clock };
    }

    it('stands in while the database is unavailable, for ten minutes, and only where it is asked for', async () => {
      const { cache, calls, clock } = await loaded();
      clock.ms = 599_999;
      const asked = [cache.lastKnown(), cache.lastKnown(), cache.get()];
      calls[1]?.reject(away);
      expect(await Promise.all(asked.slice(0, 2))).toEqual([1, 1]);
      await expect(asked[2]).rejects.toThrow(away);
      clock.ms = 600_000;
      const late = cache.lastKnown();
      calls[2]?.reject(away);
      await expect(late).rejects.toThrow(away);
    });

    it('stands in for a load that takes longer than a second, which goes on', async () => {
      const { cache, calls, clock } = await loaded();
      clock.ms = 500;
      expect(await cache.lastKnown()).toBe(1);
      expect(calls).toHaveLength(2);
      const next = cache.lastKnown();
      calls[1]?.resolve(2);
      expect(await next).toBe(2);
    });

    it('is the new value if that can be loaded, and does not hide a fault of this program', async () => {
      const { cache, calls, clock } = await loaded();
      clock.ms = 500;
      const next = cache.lastKnown();
      calls[1]?.resolve(2);
      expect(await next).toBe(2);
      clock.ms = 1_000;
      const wrong = cache.lastKnown();
      calls[2]?.reject(new TypeError('a fault'));
      await expect(wrong).rejects.toThrow('a fault');
    });
  });

  it('never returns an older value and never runs two loads at a time, in any order of events', async () => {
    const step = fc.oneof(
      fc.constant('ask' as const),
      fc.constant('settle' as const),
      fc.integer({ min: 1, max: 700 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        let now = 0;
        const underway: { began: number; call: PromiseWithResolvers<number> }[] = [];
        const cache = new ShortCache(
          () => {
            const call = withResolvers();
            underway.push({ began: now, call });
            return call.promise;
          },
          500,
          () => now,
        );
        for (const s of steps) {
          if (typeof s === 'number') now += s;
          else if (s === 'settle') {
            const settled = underway.shift();
            settled?.call.resolve(settled.began);
            await settled?.call.promise;
            await new Promise(setImmediate);
          } else if (underway.length > 0) void cache.get();
          else {
            const asked = cache.get();
            const settled = underway.shift();
            settled?.call.resolve(settled.began);
            expect(now - (await asked)).toBeLessThan(500);
            await new Promise(setImmediate);
          }
          expect(underway.length).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
