import fc from 'fast-check';
import { readCsv } from './csv.ts';
import type { CsvDeclarations } from './csv-table.ts';

const NAMES = ['Ana', 'Côté', 'Roy A.', 'constructor'];

function contest(lines: readonly string[], declared: CsvDeclarations) {
  const rows = lines.map((line, index) => ({ line: index + 1, cells: line.split(','), empty: line === '' }));
  const result = readCsv(rows, 1, declared);
  if (!result.ok) throw new Error(result.problem);
  return result.value;
}

describe('CSV', () => {
  const ballot = fc.record({
    count: fc.nat(99),
    ranks: fc.array(fc.subarray(NAMES, { maxLength: 2 }), {
      minLength: 3,
      maxLength: 3,
    }),
  });

  test('ballots are read correctly whatever the order of the columns', () => {
    const columns = fc.shuffledSubarray(['id', 'count', 'Rank 1', 'Rank 2', 'Rank 3', 'Precinct'], {
      minLength: 6,
    });
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 9 }), columns, (ballots, header) => {
        const lines = ballots.map(({ count, ranks }, index) =>
          header.map((heading) => {
            if (heading === 'count') return `${count}`;
            const rank = /^Rank (\d)$/.exec(heading)?.[1];
            return rank === undefined ? `x${index}` : (ranks[Number(rank) - 1] ?? []).join('|');
          }),
        );
        const total = ballots.reduce((sum, { count }) => sum + count, 0);
        const result = contest([header.join(','), ...lines.map((cells) => cells.join(','))], {
          ballots: total,
          candidates: NAMES,
        });
        expect(result.ballots).toEqual(ballots.map(({ count, ranks }) => ({ count, ranks })));
      }),
    );
  });

  test('a file with cells of any text has as many ballots as rows, or is refused', () => {
    const cell = fc.oneof(
      fc.constantFrom('', 'Ana', 'Cy', 'undervote', 'overvote', 'Ana|Cy', '3', 'Total', ' ', 'skipped'),
      fc.string({ unit: 'grapheme', maxLength: 4 }).filter((text) => !/[,\n\r]/.test(text)),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 8 }), (cells) => {
        const result = readCsv(
          [['Rank 1', 'Rank 2'], ...cells].map((row, index) => ({
            line: index + 1,
            cells: row,
            empty: false,
          })),
          1,
        );
        if (result.ok) expect(result.value.ballots).toHaveLength(cells.length);
      }),
      { numRuns: 400 },
    );
  });
});
