import type { Readiness } from './readiness.ts';
import { readinessGap } from './readiness.ts';

const race = (standing: number, seats = 1) => ({ regionId: 'R1', seats, standing });

test.each<[Readiness, RegExp]>([
  [{ hasRoll: false, races: undefined }, /no roll/],
  [{ hasRoll: false, races: [] }, /no roll/],
  [{ hasRoll: true, races: [] }, /no race/],
  [{ hasRoll: true, races: [race(1), race(0)] }, /Nobody stands in R1/],
  [{ hasRoll: true, races: [race(2, 3)] }, /2 of the candidates in R1 stand, for 3 seats/],
])('%j is not ready', (readiness, detail) => {
  expect(readinessGap(readiness)).toMatchObject({
    kind: 'incomplete',
    detail: expect.stringMatching(detail) as string,
  });
});

test('a law needs only a roll, and an election also as many candidates as seats', () => {
  expect(readinessGap({ hasRoll: true, races: undefined })).toBeUndefined();
  expect(readinessGap({ hasRoll: true, races: [race(1), race(3, 3)] })).toBeUndefined();
});
