/** Counts of tests, whose sum is the last line of `npm test`. */

export interface Count {
  readonly passed: number;
  readonly failed: number;
  /** What failed, a line each, so that who reads only the end of the output knows it. */
  readonly failures: readonly string[];
}

export const NOTHING: Count = { passed: 0, failed: 0, failures: [] };

/** The count of a check that is not a test (linter, types, preparation). It counts only if it fails. */
export function oneFailure(what: string): Count {
  return { passed: 0, failed: 1, failures: [what] };
}

const LINES_OF_CHECK = 20;

/** The count of a check that failed, with the last lines that it printed. */
export function failedCheck(what: string, output: string): Count {
  const lines = output
    .trim()
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-LINES_OF_CHECK);
  return oneFailure([what, ...lines.map((line) => `    ${line.trimEnd()}`)].join('\n'));
}

export function sumOf(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
    failures: counts.flatMap(({ failures }) => failures),
  };
}

const MOST_LINES = 50;

/** The end of the output of a test run: what failed, and the counts as the last line. */
export function ending({ passed, failed, failures }: Count): string {
  const shown = failures.slice(0, MOST_LINES).map((failure) => `  ${failure}`);
  const left = failures.length - shown.length;
  if (left > 0) shown.push(`  … and ${left} more`);
  const list = shown.length === 0 ? '' : `Failed:\n${shown.join('\n')}\n\n`;
  return `${list}${passed} passed, ${failed} failed`;
}
