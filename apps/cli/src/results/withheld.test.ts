import { withheldProblem } from './withheld.ts';

const window = { opensAtMs: 1_000, closesAtMs: 2_000 };

test('counts that are withheld until the closing are shown to nobody before it, and live counts to everyone', () => {
  const problem = (resultsVisibility: 'live' | 'after-closing', atMs: number) =>
    withheldProblem({ window, resultsVisibility, timeZone: 'America/Toronto' }, atMs);
  for (const atMs of [0, 1_000, 1_999]) {
    expect(problem('after-closing', atMs)).toContain(
      '31 December 1969 at 19:00:02 (America/Toronto), 1 January 1970 at 00:00:02 UTC',
    );
    expect(problem('live', atMs)).toBeUndefined();
  }
  expect(problem('after-closing', 2_000)).toBeUndefined();
});
