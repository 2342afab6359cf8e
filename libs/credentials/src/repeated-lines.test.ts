import fc from 'fast-check';
import { findRepeatedLines, MOST_LISTED, RollOrder } from './repeated-lines.ts';
import { formatRollLine } from './roll-file.ts';
import { rollRegionFault } from './roll-regions.ts';

/** The line of the n-th hash. The hashes are spread over the whole range, and so over all passes. */
function line(n: number, region?: string): string {
  return formatRollLine(new Uint8Array(32).fill((n * 37) % 256), region);
}

function readerOf(lines: readonly string[]) {
  return async function* () {
    yield await Promise.resolve(lines.slice(0, 7));
    yield lines.slice(7);
  };
}

/** The numbers of the lines that are in an earlier place too, found in the simplest way. */
function repeatedIn(lines: readonly string[]): readonly number[] {
  const hashes = lines.map((text) => text.slice(0, 43));
  return hashes.flatMap((hash, i) => (hashes.indexOf(hash) < i ? [i + 1] : []));
}

describe('repeated lines of a roll', () => {
  it('are found in any order of the lines, in any number of passes', async () => {
    const numbers = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(numbers, fc.integer({ min: 1, max: 16 }), async (all, passes) => {
        const lines = all.map((n) => line(n));
        const expected = repeatedIn(lines);
        // The number of lines decides only how many passes are made.
        const found = await findRepeatedLines(readerOf(lines), passes * 1_000_000);
        expect(found).toEqual({ count: expected.length, first: expected });
      }),
    );
  });

  it('are found while sorted lines are read, and lines that are not sorted are recognised', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }), (all) => {
        const lines = all.map((n) => line(n));
        const isSorted = lines.every((text, i) => i === 0 || text >= (lines[i - 1] ?? ''));
        for (const given of [lines, [...lines].sort()]) {
          const order = new RollOrder();
          given.forEach((text, i) => {
            order.add(text, i + 1);
          });
          const expected = repeatedIn(given);
          expect(order.repeated()).toEqual(
            given !== lines || isSorted ? { count: expected.length, first: expected } : undefined,
          );
        }
      }),
    );
  });

  it('are those with the same hash, also in another region; lines that are wrong are ignored', async () => {
    const lines = ['', 'x', line(1, 'A'), line(2), 'x', line(1, 'B'), `${line(2)} `];
    expect(await findRepeatedLines(readerOf(lines), lines.length)).toEqual({ count: 1, first: [6] });
  });

  it('are all counted, and only the first of them are listed', async () => {
    const lines = Array.from({ length: 250 }, (_, i) => line(i % 2));
    const sorted = new RollOrder();
    for (let number = 1; number <= 250; number++) sorted.add(line(1), number);
    const numbersFrom = (first: number) => Array.from({ length: MOST_LISTED }, (_, i) => first + i);
    expect(await findRepeatedLines(readerOf(lines), 3_000_000)).toEqual({
      count: 248,
      first: numbersFrom(3),
    });
    expect(sorted.repeated()).toEqual({ count: 249, first: numbersFrom(2) });
  });

  it('are not looked for in more than 16 million lines', async () => {
    expect(await findRepeatedLines(readerOf([line(1), line(1)]), 16_000_001)).toBeUndefined();
  });
});

describe('the region of a roll line', () => {
  it('is one of the election, and is missing for a law', () => {
    const regions = new Set(['NORD']);
    expect(rollRegionFault('NORD', regions)).toBeUndefined();
    expect(rollRegionFault('SUD', regions)).toEqual({ problem: 'unknown-region', column: 45 });
    expect(rollRegionFault(undefined, regions)).toEqual({ problem: 'missing-region', column: 45 });
    expect(rollRegionFault('NORD', undefined)).toEqual({ problem: 'unexpected-region', column: 45 });
    expect(rollRegionFault(undefined, undefined)).toBeUndefined();
  });
});
