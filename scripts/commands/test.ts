/**
 * `npm test [-- pattern]`: real services of their own, build, linter, types, search for dead code, a checkout of a normal
 * user, unit and integration tests, then the tests of the whole system. The last line is always `N passed, N failed`;
 * linter, types, dead code, and a preparation that does not succeed, each count as one failure. The services are stopped at the end, unless
 * somebody had started them before with `node scripts/services.mjs up --profile test`.
 */
import { runCollecting } from '../bootstrap/foreground.mjs';
import { heading } from '../bootstrap/steps.mjs';
import type { Count } from '../testing/count.ts';
import { NOTHING, ONE_FAILURE } from '../testing/count.ts';
import { allBut, COMPLETE, coverageArguments } from '../testing/coverage.ts';
import { runJest } from '../testing/jest.ts';
import { runNodeTests, testFiles } from '../testing/node-tests.ts';
import type { TestRun } from '../testing/run-with-services.ts';
import { runWithServices } from '../testing/run-with-services.ts';

/** Shows a part that ran beside others, once it is complete. */
function show(title: string, output: string, count: Count): Count {
  heading(title);
  const text = output.trimEnd();
  console.log(text === '' && count.failed === 0 ? 'no complaints' : text);
  return count;
}

/** A check of the whole source: what it prints matters only when it fails. */
async function check(title: string, script: string): Promise<Count> {
  // Nx would leave its daemon behind, a process that nobody ends.
  const env = { NX_DAEMON: 'false', ...process.env };
  const { code, output } = await runCollecting('npm', ['run', '--silent', script], { env });
  return show(title, output, code === 0 ? NOTHING : ONE_FAILURE);
}

async function nodeTests(
  title: string,
  ending: string,
  patterns: readonly string[],
  signal: AbortSignal,
): Promise<Count> {
  const { count, output } = await runNodeTests(testFiles(ending, patterns), signal);
  return output === '' ? count : show(title, output, count);
}

/**
 * Without a pattern, the tests of the packages whose every line must run come first, and are measured while they run.
 * With a pattern nothing is measured, since a part of the tests cannot run every line.
 */
async function unitTests(patterns: readonly string[], env: NodeJS.ProcessEnv): Promise<Count[]> {
  const only = ['--ignoreProjects', 'system-tests'];
  if (patterns.length > 0) {
    heading('Unit and integration tests');
    return [await runJest('unit', only, patterns, env)];
  }
  heading(`Tests that run every line of ${COMPLETE.join(', ')}`);
  const complete = await runJest('complete', coverageArguments(COMPLETE), [], env);
  heading('Unit and integration tests of the other packages');
  return [complete, await runJest('unit', only, [allBut(COMPLETE)], env)];
}

async function runAll({ env, signal, add }: TestRun, patterns: readonly string[]): Promise<void> {
  // None of these measures time, and the last waits for the network now and then: side by side they are quicker.
  const checks = await Promise.all([
    check('Linter', 'lint'),
    check('Types', 'typecheck'),
    check('Dead code', 'knip'),
    nodeTests('Tests of the scripts', '.test.ts', patterns, signal),
    nodeTests('Checkout of a normal user', '.checkout.ts', patterns, signal),
  ]);
  checks.forEach(add);
  (await unitTests(patterns, env)).forEach(add);
  heading('System tests');
  add(await runJest('system', ['--selectProjects', 'system-tests', '--runInBand'], patterns, env));
}

export function run(patterns: readonly string[]): Promise<number> {
  return runWithServices('npm test', (run) => runAll(run, patterns));
}
