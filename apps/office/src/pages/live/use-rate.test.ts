import { rateBetween } from './use-rate.ts';

it('is the growth per second, and never negative', () => {
  const at = (second: number, total: number) => ({ at: new Date(second * 1_000).toISOString(), total });
  expect(rateBetween(at(0, 100), at(5, 600))).toBe(100);
  expect(rateBetween(at(0, 100), at(5, 90))).toBe(0);
  expect(rateBetween(at(5, 100), at(5, 200))).toBe(0);
});
