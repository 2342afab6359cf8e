/** What a row of a file with counts says, for finding a row of sums among the ballots. */
export interface CountedRow {
  readonly line: number;
  readonly count: number;
  /** It ranks nobody. */
  readonly blank: boolean;
}

/**
 * Finds a row without ranks whose count is the sum of two or more others: of all, of those before, or of those
 * since the last row without ranks. It is a total, or just as many blank ballots: only whoever counts knows.
 */
export function totalRowProblem(rows: readonly CountedRow[]): string | undefined {
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const before = { rows: 0, sum: 0 };
  const sinceBlank = { rows: 0, sum: 0 };
  for (const { line, count, blank } of rows) {
    const sums = [before, sinceBlank, { rows: rows.length - 1, sum: all - count }];
    if (blank && sums.some((summed) => summed.rows > 1 && summed.sum === count)) {
      return (
        `line ${line}: ${count} blank ballots, as many as other rows together: a row of sums? Remove it, or declare ` +
        `the number of ballots with --ballots ${all}`
      );
    }
    before.rows += 1;
    before.sum += count;
    sinceBlank.rows = blank ? 0 : sinceBlank.rows + 1;
    sinceBlank.sum = blank ? 0 : sinceBlank.sum + count;
  }
  return undefined;
}
