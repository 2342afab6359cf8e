import { sharedReading } from './shared-reading.ts';

test('everybody who asks during a reading gets it, and the next one is made afterwards', async () => {
  let readings = 0;
  const read = sharedReading(() => Promise.resolve((readings += 1)));
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  expect(await read()).toBe(2);
});

test('everybody gets the error of a reading, and the next one is made afterwards', async () => {
  let readings = 0;
  const read = sharedReading(() =>
    (readings += 1) === 1 ? Promise.reject(new Error('away')) : Promise.resolve(readings),
  );
  const both = await Promise.allSettled([read(), read()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read()).toBe(2);
});
