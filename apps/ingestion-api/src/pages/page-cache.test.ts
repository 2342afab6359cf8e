import { PageCache } from './page-cache.ts';

/** A loader that counts how often it was called. */
function counted(): { readonly load: () => Promise<number>; readonly calls: () => number } {
  let calls = 0;
  return { load: () => Promise.resolve((calls += 1)), calls: () => calls };
}

it('loads a page once for all who ask at the same time', async () => {
  const cache = new PageCache<number>(60_000);
  const { load, calls } = counted();
  expect(await Promise.all(Array.from({ length: 20 }, () => cache.get('a', load)))).toEqual(
    Array(20).fill(1),
  );
  expect(calls()).toBe(1);
});

it('keeps nothing if pages may not be kept', async () => {
  const cache = new PageCache<number>(0);
  const { load } = counted();
  expect([await cache.get('a', load), await cache.get('a', load)]).toEqual([1, 2]);
});

it('tries again after a failure', async () => {
  const cache = new PageCache<number>(60_000);
  let isAway = true;
  const load = (): Promise<number> => (isAway ? Promise.reject(new Error('away')) : Promise.resolve(7));
  await expect(cache.get('a', load)).rejects.toThrow('away');
  isAway = false;
  expect(await cache.get('a', load)).toBe(7);
});

it('forgets the pages that were asked for first when too many different ones are asked for', async () => {
  const cache = new PageCache<number>(60_000);
  const { load, calls } = counted();
  await cache.get('first', load);
  for (let i = 0; i < 500; i += 1) await cache.get(`page ${i}`, () => Promise.resolve(i));
  await cache.get('first', load);
  expect(calls()).toBe(2);
});

it('keeps what is asked for again, and gives back the memory of what nobody asks for', async () => {
  const cache = new PageCache<number>(60_000);
  const { load, calls } = counted();
  for (let i = 0; i < 500; i += 1) {
    await cache.get('wanted', load);
    await cache.get(`page ${i}`, () => Promise.resolve(i));
  }
  expect(calls()).toBe(1);
});
