/** Runs Jest and counts what really happened. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

import { runVisibly } from './commands.mjs';
import { profileFolder, projectRoot } from './project.mjs';

const JEST = path.join(projectRoot, 'node_modules', 'jest', 'bin', 'jest.js');

/**
 * Adds up Jest's report. A suite that fails without a failed test in it (it did not compile, or broke in a hook)
 * counts as one failure, and so does an unsuccessful run whose report shows none, or that left no report.
 */
function count(file, exitCode) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const brokenSuites = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const failed = report.numFailedTests + brokenSuites.length;
  return { passed: report.numPassedTests, failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** `only`: Jest's own arguments that choose what runs; `patterns`: what the person asked for. */
export async function runJest(name, only, patterns, { env }) {
  const folder = path.join(profileFolder('test'), 'reports');
  mkdirSync(folder, { recursive: true });
  const report = path.join(folder, `${name}.json`);
  rmSync(report, { force: true });
  const args = [...only, '--passWithNoTests', '--json', `--outputFile=${report}`, ...patterns];
  const exitCode = await runVisibly(process.execPath, [JEST, ...args], { env });
  return count(report, exitCode);
}
