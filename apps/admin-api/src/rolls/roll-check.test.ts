import fc from 'fast-check';
import { findRepeatedLines, formatRollLine } from '@scrutin/credentials';
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
  it('counts valid lines by region', () => {
    const lines = [line(1, 'NORD'), line(2, 'SUD'), line(3, 'NORD')].sort();
    expect(checked(lines).report('en')).toEqual({
      lines: 3,
      credentials: 3,
      regions: { NORD: 2, SUD: 1 },
      errors: [],
      error_count: 0,
      duplicates: 0,
      duplicates_checked: true,
      passed_over: [],
    });
    expect(checked([line(1), line(2)].sort(), true).report('en')).toMatchObject({
      credentials: 2,
      regions: {},
    });
  });

  it('reports every wrong line with its number', () => {
    const first = line(1, 'NORD');
    const lines = [first, first, line(2), line(3, 'OUEST'), 'x', '', `${line(4, 'NORD')} `, `${line(5)},`];
    expect(checked(lines).report('en')).toMatchObject({
      lines: 8,
      credentials: 1,
      error_count: 7,
      duplicates: 1,
      errors: [
        { line: 2, column: 1, problem: 'duplicate' },
        { line: 3, column: 45, problem: 'missing-region' },
        { line: 4, column: 45, problem: 'unknown-region' },
        { line: 5, column: 2, problem: 'malformed' },
        { line: 6, column: 1, problem: 'empty-line' },
        { line: 7, column: 49, problem: 'spaces' },
        { line: 8, column: 44, problem: 'trailing-comma' },
      ],
    });
    expect(checked([line(1, 'NORD')], true).report('en').errors).toMatchObject([
      {
        line: 1,
        problem: 'unexpected-region',
        message: expect.stringContaining('a law has no regions') as string,
      },
    ]);
  });

  it('lists the regions that exist, in the requested language', () => {
    const [english] = checked([line(3, 'Nord')]).report('en').errors;
    expect(english?.message).toBe(
      'The election has no race in this region. Upper and lower case are different. The regions of this election are: NORD, SUD.',
    );
    const [french] = checked([line(3, 'Nord')]).report('fr').errors;
    expect(french?.message).toContain('Les régions de cette élection sont\u00a0: NORD, SUD.');
  });

  it.each([
    ['letters', ['nas,code,region', '123456789,ABC123,NORD', '123456788,ABC123,NORD']],
    ['letters', [line(1, 'NORD'), '123456789,ABC123,NORD', 'x']],
    ['utf-16', ['\u00ff\u00fea\0', 'b\0', 'c\0']],
    ['json', ['[', '{"nas":"1"}', ']']],
  ])('reports in one error that a file is %s and not a roll', (problem, lines) => {
    expect(checked(lines).report('en')).toMatchObject({ errors: [{ problem }], error_count: 1 });
  });

  it('lists the first hundred errors and counts all of them', () => {
    const report = checked(Array.from({ length: 250 }, () => 'x')).report('en');
    expect(report.errors).toHaveLength(100);
    expect(report.errors.at(-1)).toMatchObject({ line: 100, problem: 'malformed' });
    expect(report.error_count).toBe(250);
  });

  it('finds every duplicate, whatever the order of the lines, in a second pass', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }), async (numbers) => {
        const lines = numbers.map((n) => line(n, 'NORD'));
        const check = checked(lines);
        const read = async function* () {
          yield await Promise.resolve(lines.slice(0, 20));
          yield lines.slice(20);
        };
        if (!check.isSorted) check.setDuplicates(await findRepeatedLines(read, lines.length));
        const seen = new Set<number>();
        const expected = numbers.flatMap((n, i) => {
          if (!seen.has(n)) {
            seen.add(n);
            return [];
          }
          return [expect.objectContaining({ line: i + 1, problem: 'duplicate' }) as unknown];
        });
        expect(check.report('en')).toMatchObject({
          errors: expected,
          duplicates: expected.length,
          duplicates_checked: true,
          credentials: seen.size,
        });
      }),
    );
  });

  it('stops if too many lines are out of order, and says so', async () => {
    const found = await findRepeatedLines(() => {
      throw new Error('never read');
    }, 16_000_001);
    expect(found).toBeUndefined();
    const check = checked([line(2, 'SUD'), line(1, 'SUD')]);
    check.setDuplicates(found);
    expect(check.report('en')).toMatchObject({ duplicates_checked: false, error_count: 0 });
  });
});
