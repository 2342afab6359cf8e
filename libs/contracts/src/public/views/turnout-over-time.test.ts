import fc from 'fast-check';
import { MOST_BUCKETS } from '../turnout.ts';
import { turnoutOverTime } from './turnout-over-time.ts';

const CONTEST = { window: { opensAtMs: 0, closesAtMs: 10 ** 12 }, timeZone: 'America/Toronto' };
const CLOSED = 10 ** 12;
const series = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 1, max: 1_000 })), {
    maxLength: 300,
  })
  .map((entries) => {
    const byBucket = [...new Map(entries)].sort(([a], [b]) => a - b);
    return {
      buckets: Int32Array.from(byBucket, ([bucket]) => bucket),
      voters: Int32Array.from(byBucket, ([, voters]) => voters),
    };
  });
const bucketSeconds = fc.integer({ min: 1, max: 8_640 }).map((tens) => tens * 10);
const sum = (numbers: Iterable<number>) => [...numbers].reduce((a, b) => a + b, 0);

test('longer buckets contain exactly the same voters', () => {
  fc.assert(
    fc.property(series, bucketSeconds, (given, seconds) => {
      const page = { bucketSeconds: seconds, fromMs: -Infinity };
      const { buckets } = turnoutOverTime(given, CONTEST, page, CLOSED);
      expect(sum(buckets.map((b) => b.voters))).toBe(sum(given.voters));
      expect(buckets.at(-1)?.cumulative ?? 0).toBe(sum(given.voters));
      const starts = buckets.map((b) => Date.parse(b.start));
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
    }),
  );
});

test('while the contest is open, the running minute is never shown, whatever the query is (P6)', () => {
  fc.assert(
    fc.property(series, bucketSeconds, fc.integer({ min: 0, max: 10 ** 9 }), (given, seconds, nowMs) => {
      const page = { bucketSeconds: seconds, fromMs: -Infinity };
      const turnout = turnoutOverTime(given, CONTEST, page, nowMs);
      const untilMs = Date.parse(turnout.until ?? '');
      expect(untilMs % 60_000).toBe(0);
      expect(untilMs <= nowMs && nowMs < untilMs + 60_000).toBe(true);
      expect(turnout.bucket_seconds % 60).toBe(0);
      const over = [...given.buckets.keys()].filter((i) => (given.buckets[i] ?? 0) * 10_000 < untilMs);
      expect(sum(turnout.buckets.map((b) => b.voters))).toBe(sum(over.map((i) => given.voters[i] ?? 0)));
    }),
  );
});

test('pages follow each other without a gap', () => {
  const many = {
    buckets: Int32Array.from({ length: 2 * MOST_BUCKETS + 1 }, (_, i) => 3 * i),
    voters: new Int32Array(2 * MOST_BUCKETS + 1).fill(2),
  };
  const whole = [];
  const sizes = [];
  for (let fromMs = -Infinity; ;) {
    const { buckets, next } = turnoutOverTime(many, CONTEST, { bucketSeconds: 10, fromMs }, CLOSED);
    whole.push(...buckets);
    sizes.push(buckets.length);
    if (next === null) break;
    fromMs = Date.parse(next);
  }
  expect(sizes).toEqual([MOST_BUCKETS, MOST_BUCKETS, 1]);
  expect(whole.map((b) => b.cumulative)).toEqual(whole.map((_, i) => 2 * (i + 1)));
});
