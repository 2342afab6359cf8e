import { describe, expect, it } from '@jest/globals';
import type { BlockCounts, ContestCounts, Outcome } from './counts.ts';
import type { WatchedCounts } from './find-anomalies.ts';
import { findAnomalies } from './find-anomalies.ts';
import { seededDraws } from './fixture/seeded-draws.ts';
import { DAY_WINDOWS, quietDay } from './fixture/simulated-day.ts';

const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);
const BIGGEST = 'law:L';

/** The day with more submissions of an outcome in a contest, in these windows. */
function more(
  day: WatchedCounts,
  contest: string,
  windows: readonly number[],
  added: Partial<Record<Outcome, number>>,
): WatchedCounts {
  const contests = day.contests.map((each): ContestCounts => {
    if (each.contest !== contest || !windows.includes(each.window)) return each;
    const outcomes = { ...each.outcomes };
    for (const [outcome, n] of Object.entries(added) as [Outcome, number][])
      outcomes[outcome] = (outcomes[outcome] ?? 0) + n;
    return { ...each, outcomes };
  });
  return { ...day, contests };
}

const withBlock = (day: WatchedCounts, block: BlockCounts): WatchedCounts => ({
  ...day,
  blocks: [...day.blocks, block],
});

const found = (day: WatchedCounts): string[] => [
  ...new Set(findAnomalies(day).map(({ signal, subject }) => `${signal} ${subject}`)),
];

describe('a quiet day', () => {
  it('has no anomaly, for 200 seeds', () => {
    const findings = SEEDS.flatMap((seed) =>
      findAnomalies(quietDay(seed)).map((each) => ({ seed, ...each })),
    );
    expect(findings).toEqual([]);
  });

  it('has none if only its first hours are known', () => {
    const findings = SEEDS.flatMap((seed) => {
      const day = quietDay(seed);
      const until = 1 + Math.floor(DAY_WINDOWS * seededDraws(seed).unit());
      const early = <T extends { readonly window: number }>(counts: readonly T[]): T[] =>
        counts.filter(({ window }) => window < until);
      return findAnomalies({ ...day, contests: early(day.contests), blocks: early(day.blocks) });
    });
    expect(findings).toEqual([]);
  });
});

describe('an attack at a random time of the day', () => {
  const times = SEEDS.slice(0, 50).map((seed) => ({
    seed,
    at: Math.floor((DAY_WINDOWS - 6) * seededDraws(seed + 1_000).unit()),
  }));
  const share = (day: WatchedCounts, contest: string): number =>
    Math.max(
      ...day.contests.filter((each) => each.contest === contest).map(({ outcomes }) => outcomes.valid ?? 0),
    );

  it.each([
    ['unknown-credential', 'unknown-credentials'],
    ['already-voted', 'duplicates'],
    ['wrong-region', 'wrong-regions'],
    ['void-credential', 'void-credentials'],
    ['guess-refused', 'refused-guesses'],
  ] as const)(
    'is found by %s alone, when as many come for an hour as votes at the peak',
    (outcome, signal) => {
      for (const { seed, at } of times) {
        const day = quietDay(seed);
        const hour = Array.from({ length: 6 }, (_, i) => at + i);
        const attacked = more(day, BIGGEST, hour, { [outcome]: share(day, BIGGEST) });
        expect({ seed, found: found(attacked) }).toEqual({ seed, found: [`${signal} ${BIGGEST}`] });
      }
    },
  );

  it('is found by the block that guesses', () => {
    for (const { seed, at } of times) {
      const guessing = { block: '203.0.113.0/24', window: at, requests: 100, sampled: 64, failed: 62 };
      expect({ seed, found: found(withBlock(quietDay(seed), guessing)) }).toEqual({
        seed,
        found: ['block-guesses 203.0.113.0/24'],
      });
    }
  });

  it('is found by the block that floods', () => {
    for (const { seed, at } of times) {
      const day = quietDay(seed);
      const requests = day.blocks.reduce((sum, each) => (each.window === at ? sum + each.requests : sum), 0);
      const flooding = {
        block: '203.0.113.0/24',
        window: at,
        requests: Math.max(1_000, requests),
        sampled: 64,
        failed: 2,
      };
      expect({ seed, found: found(withBlock(day, flooding)) }).toEqual({
        seed,
        found: ['block-volume 203.0.113.0/24'],
      });
    }
  });

  it('is found by the turnout of one race, far beyond what the others bring in the same minutes', () => {
    for (const { seed, at } of times) {
      const day = quietDay(seed);
      const [{ contest, voters } = { contest: '', voters: 0 }] = [...day.electorates].sort(
        (a, b) => b.voters - a.voters,
      );
      const all = day.contests
        .filter((each) => each.window === at)
        .reduce((sum, each) => sum + (each.outcomes.valid ?? 0), 0);
      expect(found(more(day, contest, [at], { valid: voters + 20 * all }))).toContain(`turnout ${contest}`);
    }
  });

  it('does not become the custom: it is found in its last hour too', () => {
    for (const { seed } of times) {
      const day = quietDay(seed);
      const windows = Array.from({ length: DAY_WINDOWS - 10 }, (_, i) => 10 + i);
      const attacked = findAnomalies(
        more(day, BIGGEST, windows, { 'unknown-credential': share(day, BIGGEST) }),
      );
      expect(attacked.map(({ window }) => window)).toContain(DAY_WINDOWS - 1);
    }
  });
});

describe('behind a proxy that is not trusted, where every voter has the address of the proxy', () => {
  const PROXY = '10.0.0.0/24';
  const behindOneProxy = (failedPerWindow: number): WatchedCounts => ({
    contests: [],
    closed: [],
    electorates: [],
    blocks: Array.from({ length: 20 }, (_, window) => ({
      block: PROXY,
      window,
      requests: window === 19 ? 50_000 : 500,
      sampled: 400,
      failed: failedPerWindow,
    })),
  });

  it('the volume of the one block is never judged, because there is nothing to compare it with', () => {
    expect(found(behindOneProxy(12))).toEqual([]);
  });

  it('failed codes are found when about half of the requests have one, and the finding names the block of the proxy', () => {
    expect(found(behindOneProxy(100))).toEqual([]);
    expect(found(behindOneProxy(220))).toEqual([`block-guesses ${PROXY}`]);
  });

  it('beside voters who have their own addresses, the block of the proxy is named for its volume', () => {
    const day = quietDay(1);
    const window = DAY_WINDOWS / 2;
    const all = day.blocks.reduce((sum, each) => (each.window === window ? sum + each.requests : sum), 0);
    const proxy = { block: PROXY, window, requests: Math.max(1_000, all), sampled: 64, failed: 2 };
    expect(found(withBlock(day, proxy))).toEqual([`block-volume ${PROXY}`]);
  });
});

describe('after a closing', () => {
  const first = { received: 1_000, counted: 900, rejected: 40 };
  const watched = (now: typeof first): WatchedCounts => ({
    contests: [],
    blocks: [],
    electorates: [],
    closed: [{ contest: 'law:L', first, now }],
  });

  it('votes that were on their way may be counted', () => {
    expect(findAnomalies(watched(first))).toEqual([]);
    expect(findAnomalies(watched({ received: 1_000, counted: 960, rejected: 40 }))).toEqual([]);
  });

  it('votes beyond them are found, and votes received later', () => {
    expect(findAnomalies(watched({ received: 1_000, counted: 961, rejected: 40 }))).toEqual([
      expect.objectContaining({ signal: 'after-closing', subject: 'law:L', seen: 61, expected: 60 }),
    ]);
    expect(findAnomalies(watched({ received: 1_003, counted: 900, rejected: 40 }))).toEqual([
      expect.objectContaining({ signal: 'after-closing', seen: 3, expected: 0 }),
    ]);
  });
});
