import { formatRollLine } from '@scrutin/credentials';
import fc from 'fast-check';
import { duplicateLines } from './duplicate-lines.ts';
import { LineSplitter } from './line-splitter.ts';
import { RollCheck } from './roll-check.ts';

const hashOf = (n: number): Uint8Array => {
  const hash = new Uint8Array(32);
  new DataView(hash.buffer).setUint32(0, n * 65_537);
  return hash;
};
const line = (n: number, region?: string): string => formatRollLine(hashOf(n), region);
const REGIONS = new Set(['NORD', 'SUD']);

function checked(lines: readonly string[], isOfLaw = false): RollCheck {
  const check = new RollCheck(isOfLaw ? undefined : REGIONS);
  for (const text of lines) check.line(text);
  return check;
}

describe('the check of a roll', () => {
  it('counts good lines, by region', () => {
    const lines = [line(1, 'NORD'), line(2, 'SUD'), line(3, 'NORD')].sort();
    expect(checked(lines).report()).toEqual({
      ...{ lines: 3, credentials: 3, regions: { NORD: 2, SUD: 1 } },
      ...{ errors: [], error_count: 0, duplicates: 0, duplicates_checked: true },
    });
    expect(checked([line(1), line(2)].sort(), true).report()).toMatchObject({
      credentials: 2,
      regions: {},
    });
  });

  it('names every wrong line by its number', () => {
    const first = line(1, 'NORD');
    const lines = [first, first, line(2), line(3, 'OUEST'), 'x', '', `${line(4, 'NORD')}\r`, `${line(5)},`];
    expect(checked(lines).report()).toMatchObject({
      ...{ lines: 8, credentials: 1, error_count: 7, duplicates: 1 },
      errors: [
        { line: 2, problem: 'duplicate' },
        { line: 3, problem: 'missing-region' },
        { line: 4, problem: 'unknown-region' },
        { line: 5, problem: 'malformed' },
        { line: 6, problem: 'malformed' },
        { line: 7, problem: 'malformed' },
        { line: 8, problem: 'malformed' },
      ],
    });
    expect(checked([line(1, 'NORD')], true).report().errors).toEqual([
      { line: 1, problem: 'unexpected-region' },
    ]);
  });

  it('lists the first hundred errors and counts all', () => {
    const report = checked(Array.from({ length: 250 }, () => 'x')).report();
    expect(report.errors).toHaveLength(100);
    expect(report.errors.at(-1)).toEqual({ line: 100, problem: 'malformed' });
    expect(report.error_count).toBe(250);
  });

  it('finds every duplicate in lines of any order, by another look', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }), async (numbers) => {
        const lines = numbers.map((n) => line(n, 'NORD'));
        const check = checked(lines);
        const read = async function* () {
          yield await Promise.resolve(lines.slice(0, 20));
          yield lines.slice(20);
        };
        if (!check.isSorted) check.duplicatesAre(await duplicateLines(read, lines.length));
        const seen = new Set<number>();
        const expected = numbers.flatMap((n, i) => {
          if (!seen.has(n)) {
            seen.add(n);
            return [];
          }
          return [{ line: i + 1, problem: 'duplicate' }];
        });
        expect(check.report()).toMatchObject({
          ...{ errors: expected, duplicates: expected.length, duplicates_checked: true },
          credentials: seen.size,
        });
      }),
    );
  });

  it('gives up on too many lines without order, and says so', async () => {
    const found = await duplicateLines(() => {
      throw new Error('never read');
    }, 16_000_001);
    expect(found).toBeUndefined();
    const check = checked([line(2, 'SUD'), line(1, 'SUD')]);
    check.duplicatesAre(found);
    expect(check.report()).toMatchObject({ duplicates_checked: false, error_count: 0 });
  });
});

describe('lines', () => {
  it('are the same wherever the bytes are cut, and the last needs no end', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom('a', 'b', ','), maxLength: 5 }), { maxLength: 10 }),
        fc.array(fc.nat(30), { maxLength: 5 }),
        fc.boolean(),
        (lines, cuts, isEnded) => {
          const text = lines.map((one) => `${one}x`).join('\n') + (isEnded && lines.length > 0 ? '\n' : '');
          const bytes = Buffer.from(text);
          const splitter = new LineSplitter();
          const edges = [
            0,
            ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b),
            bytes.length,
          ];
          const found = edges.slice(1).flatMap((to, i) => splitter.push(bytes.subarray(edges[i], to)));
          expect([...found, ...splitter.end()]).toEqual(lines.map((one) => `${one}x`));
        },
      ),
    );
  });

  it('keep no more of a line without end than it takes to see that it is none', () => {
    const splitter = new LineSplitter();
    for (let i = 0; i < 1_000; i++) expect(splitter.push(Buffer.alloc(1_000, 'a'))).toEqual([]);
    const [held = ''] = splitter.end();
    expect(held.length).toBeLessThan(1_000);
    expect(held.length).toBeGreaterThan(94);
  });
});
