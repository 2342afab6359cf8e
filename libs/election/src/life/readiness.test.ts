import type { Readiness } from './readiness.ts';
import { readinessGap } from './readiness.ts';

const race = (standing: number, seats = 1, decidesUncontested = false) => ({
  regionId: 'R1',
  seats,
  standing,
  decidesUncontested,
  voters: 5n as bigint | undefined,
});
const without = (regionId: string) => ({ ...race(2), regionId, voters: 0n });

test.each<[Readiness, RegExp[]]>([
  [{ hasRoll: false, races: undefined }, [/no roll/]],
  [{ hasRoll: true, races: [] }, [/no race/]],
  [{ hasRoll: false, races: [] }, [/no roll/, /no race/]],
  [{ hasRoll: true, races: [race(2)], regionsWithoutRace: ['R8', 'R9'] }, [/on the roll in R8, R9, but/]],
  [{ hasRoll: true, races: [race(2), race(0)] }, [/In R1, nobody stands for 1 seat: /]],
  [{ hasRoll: true, races: [race(1)] }, [/In R1, 1 candidate stands for 1 seat: .*`acclaim`/]],
  [{ hasRoll: true, races: [race(3, 3)] }, [/In R1, 3 candidates stand for 3 seats: /]],
  [{ hasRoll: true, races: [race(2), without('R2'), without('R3')] }, [/Nobody is on the roll in R2, R3:/]],
  [
    { hasRoll: true, races: [{ ...race(2), orderProblem: { fr: 'Il manque a.', en: 'It lacks a.' } }] },
    [/^In R1: It lacks a\.$/],
  ],
  [
    { hasRoll: false, races: [race(2, 3), { ...race(0), regionId: 'R2' }] },
    [/no roll/, /In R1, 2 candidates stand for 3 seats/, /In R2, nobody stands/],
  ],
])('%j is not ready, and everything that is missing is named', (readiness, details) => {
  const gap = readinessGap(readiness);
  expect(gap?.kind).toBe('incomplete');
  for (const detail of details) expect(gap?.detail).toMatch(detail);
});

test('a law needs only a roll, and a race more candidates than seats or a rule for when it has not', () => {
  expect(readinessGap({ hasRoll: true, races: undefined })).toBeUndefined();
  expect(readinessGap({ hasRoll: true, races: [race(2), race(4, 3)] })).toBeUndefined();
  expect(readinessGap({ hasRoll: true, races: [race(0, 2, true), race(1, 1, true)] })).toBeUndefined();
});

test('a race without a voter is ready only if that is said, or if the roll does not say where its voters vote', () => {
  const races = [race(2), without('R2')];
  expect(readinessGap({ hasRoll: true, races })).toBeDefined();
  expect(readinessGap({ hasRoll: true, races }, true)).toBeUndefined();
  expect(readinessGap({ hasRoll: true, races: [{ ...race(2), voters: undefined }] })).toBeUndefined();
  expect(readinessGap({ hasRoll: false, races }, true)).toBeDefined();
});
