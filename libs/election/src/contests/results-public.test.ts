import { resultsArePublic } from './results-public.ts';

const window = { opensAtMs: 1_000, closesAtMs: 2_000 };

test('live results are always public, and others from the closing on', () => {
  const publicAt = (resultsVisibility: 'live' | 'after-closing') =>
    [0, 1_000, 1_999, 2_000, 3_000].filter((nowMs) => resultsArePublic({ window, resultsVisibility }, nowMs));
  expect(publicAt('live')).toEqual([0, 1_000, 1_999, 2_000, 3_000]);
  expect(publicAt('after-closing')).toEqual([2_000, 3_000]);
});
