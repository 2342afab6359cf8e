/** Counts the tests of a run of Jest, from the report that it writes with `--json`. */
import type { Count } from './count.ts';
import { ONE_FAILURE } from './count.ts';

interface SuiteReport {
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string }[];
}

interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly SuiteReport[];
}

/**
 * Adds up a report. `text` is null if there is none. A suite that fails without a failed test, because it did not
 * compile or a hook failed, counts as one failure. So does an unsuccessful run whose report shows no failure, or
 * without a report.
 */
export function countOf(text: string | null, exitCode: number): Count {
  if (text === null) return ONE_FAILURE;
  const report = JSON.parse(text) as JestReport;
  const brokenSuites = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenSuites.length;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}
