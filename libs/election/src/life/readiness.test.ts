import type { Readiness } from './readiness.ts';
import { readinessGap } from './readiness.ts';

const race = (standing: number, seats = 1, voters: bigint | undefined = 5n, regionId = 'R1') => ({
  regionId,
  seats,
  standing,
  voters,
});

test.each<[Readiness, RegExp]>([
  [{ hasRoll: false, races: undefined }, /no roll/],
  [{ hasRoll: false, races: [] }, /no roll/],
  [{ hasRoll: true, races: [] }, /no race/],
  [{ hasRoll: true, races: [race(1), race(0)] }, /Nobody stands in R1/],
  [
    { hasRoll: true, races: [race(1), race(1, 1, 0n, 'R2'), race(1, 1, 0n, 'R3')] },
    /Nobody is on the roll in R2, R3:/,
  ],
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

test('a race without a voter is ready only if that is said, or if the roll does not say where its voters vote', () => {
  const races = [race(1), race(1, 1, 0n, 'R2')];
  expect(readinessGap({ hasRoll: true, races })).toBeDefined();
  expect(readinessGap({ hasRoll: true, races }, true)).toBeUndefined();
  expect(readinessGap({ hasRoll: true, races: [{ ...race(1), voters: undefined }] })).toBeUndefined();
  expect(readinessGap({ hasRoll: false, races }, true)).toBeDefined();
});
