/** Counts the tests of a run of Jest, from the report that it writes with `--json`. */
import path from 'node:path';
import { projectRoot } from '../bootstrap/project.mjs';
import type { Count } from './count.ts';
import { oneFailure } from './count.ts';

interface SuiteReport {
  /** The file of the suite. */
  readonly name: string;
  readonly status: string;
  readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
}

interface JestReport {
  readonly numPassedTests: number;
  readonly testResults: readonly SuiteReport[];
}

/** What failed in a suite: its tests, or the suite itself if none of its tests failed. */
function failuresOf({ name, status, assertionResults }: SuiteReport): string[] {
  const file = path.relative(projectRoot, name);
  const failed = assertionResults.filter((assertion) => assertion.status === 'failed');
  if (failed.length === 0) return status === 'failed' ? [`${file}: the suite could not run`] : [];
  return failed.map(({ fullName }) => `${file}: ${fullName}`);
}

/**
 * Adds up a report. `text` is null if there is none, and `what` names the run. A suite that fails without a failed test, because it did not
 * compile or a hook failed, counts as one failure. So does an unsuccessful run whose report shows no failure, or
 * without a report.
 */
export function countOf(what: string, text: string | null, exitCode: number): Count {
  if (text === null) return oneFailure(`${what}: Jest ended with code ${exitCode} and wrote no report`);
  const report = JSON.parse(text) as JestReport;
  const failures = report.testResults.flatMap(failuresOf);
  const silent = failures.length === 0 && exitCode !== 0;
  if (silent)
    failures.push(`${what}: Jest ended with code ${exitCode}, though no test failed: is a coverage too low?`);
  return { passed: report.numPassedTests, failed: failures.length, failures };
}
