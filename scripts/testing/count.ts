/** Counts of tests, whose sum is the last line of `npm test`. */

export interface Count {
  readonly passed: number;
  readonly failed: number;
}

export const NOTHING: Count = { passed: 0, failed: 0 };

/** The count of a check that is not a test (linter, types, preparation). It counts only if it fails. */
export const ONE_FAILURE: Count = { passed: 0, failed: 1 };

export function sumOf(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}

/** The last line of a test run. */
export function lastLine({ passed, failed }: Count): string {
  return `${passed} passed, ${failed} failed`;
}
