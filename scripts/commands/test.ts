/**
 * `npm test [-- pattern]`: starts real servers for the tests, builds, and runs the linter, the type checker, the search
 * for dead code, a checkout as a normal user, the unit and integration tests, and the tests of the whole system. With
 * IMAGE_CHECK=true it also builds the image and runs it. With a pattern it runs the tests whose path contains it, and none
 * of the checks of the whole source. The last line is always `N passed, N failed`. A failure of the linter, the types, the
 * dead code or the preparation counts as one. The servers are stopped at the end, unless
 * `node scripts/services.mjs up --profile test` had started them before.
 */
import { runCollecting } from '../bootstrap/foreground.mjs';
import { refuseArguments } from '../bootstrap/refusal.mjs';
import { heading } from '../bootstrap/steps.mjs';
import { checkImage } from '../image/check-image.ts';
import type { Count } from '../testing/count.ts';
import { failedCheck, NOTHING } from '../testing/count.ts';
import { allBut, COMPLETE, coverageArguments } from '../testing/coverage.ts';
import { runJest } from '../testing/jest.ts';
import { withLanes } from '../testing/lanes.ts';
import { runNodeTests, testFiles } from '../testing/node-tests.ts';
import type { TestRun } from '../testing/run-with-services.ts';
import { runWithServices } from '../testing/run-with-services.ts';

/** Prints the output of a part that ran beside others, once it has ended. */
function show(title: string, output: string, count: Count): Count {
  heading(title);
  const text = output.trimEnd();
  console.log(text === '' && count.failed === 0 ? 'no complaints' : text);
  return count;
}

/**
 * Runs a check of the whole source. Its output matters only if it fails. Then its end is repeated at the end of the run,
 * because the tests print thousands of lines after it.
 */
async function check(title: string, script: string): Promise<Count> {
  // Without this setting, Nx would leave a daemon running.
  const env = { NX_DAEMON: 'false', ...process.env };
  const { code, output } = await runCollecting('npm', ['run', '--silent', script], { env });
  return show(title, output, code === 0 ? NOTHING : failedCheck(`${title} (npm run ${script})`, output));
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
 * Without a pattern, the tests of the packages that need a coverage of 100 per cent run first, with the measurement.
 * With a pattern nothing is measured, because some of the tests cannot run every line.
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

/** Suites stop and kill servers, so each worker of Jest has the servers of a lane of its own. */
function systemTests({ env, lanes }: TestRun, patterns: readonly string[]): Promise<Count> {
  const workers = lanes.length === 1 ? '--runInBand' : `--maxWorkers=${lanes.length}`;
  return runJest('system', ['--selectProjects', 'system-tests', workers], patterns, withLanes(env, lanes));
}

/** Building the image and running it takes minutes, so this waits until somebody asks for it. */
async function imageTests(patterns: readonly string[], signal: AbortSignal): Promise<Count> {
  if (patterns.length > 0) return NOTHING;
  heading('Image');
  if (process.env['IMAGE_CHECK'] === 'true') return checkImage(signal);
  console.log(
    'not built here; `npm run image:check` or IMAGE_CHECK=true builds it and runs the system in containers',
  );
  return NOTHING;
}

async function runAll(run: TestRun, patterns: readonly string[]): Promise<void> {
  const { env, signal, add } = run;
  // These run side by side, which is quicker: none of them measures time, and the last one waits for the network.
  const checks = await Promise.all([
    ...(patterns.length > 0
      ? []
      : [check('Linter', 'lint'), check('Types', 'typecheck'), check('Dead code', 'knip')]),
    nodeTests('Tests of the scripts', '.test.ts', patterns, signal),
    nodeTests('Checkout of a normal user', '.checkout.ts', patterns, signal),
  ]);
  checks.forEach(add);
  (await unitTests(patterns, env)).forEach(add);
  add(await imageTests(patterns, signal));
  heading('System tests');
  add(await systemTests(run, patterns));
}

export function run(patterns: readonly string[]): Promise<number> {
  // A pattern is part of a path, so what looks like an option is one that this command does not have.
  refuseArguments(
    patterns.filter((pattern) => pattern.startsWith('-')),
    'npm test [-- pattern …]',
  );
  return runWithServices({ what: 'npm test', sideBySide: patterns.length === 0 }, (run) =>
    runAll(run, patterns),
  );
}
