/**
 * `npm test [-- pattern]`: real services of their own, build, linter, types, search for dead code, a checkout of a normal
 * user, unit and integration tests, then the tests of the whole system. The last line is always `N passed, N failed`;
 * linter, types, dead code, and a preparation that does not succeed, each count as one failure. The services are stopped at the end, unless
 * somebody had started them before with `node scripts/services.mjs up --profile test`.
 */
import { endPrograms, runCollecting } from '../bootstrap/foreground.mjs';
import type { Interruption } from '../bootstrap/interrupts.mjs';
import { exitCodeOf, interruptible } from '../bootstrap/interrupts.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile } from '../bootstrap/project.mjs';
import { describeFailure, Refusal } from '../bootstrap/refusal.mjs';
import { heading, step } from '../bootstrap/steps.mjs';
import { serverAddressesOf } from '../servers/addresses.ts';
import { serversDown, serversStatus, serversUp } from '../servers/service-control.ts';
import { prepare } from '../stack/prepare.ts';
import { readState } from '../stack/state.ts';
import type { Count } from '../testing/count.ts';
import { lastLine, NOTHING, ONE_FAILURE, sumOf } from '../testing/count.ts';
import { runJest } from '../testing/jest.ts';
import { runNodeTests, testFiles } from '../testing/node-tests.ts';

const PROFILE = 'test';
const WAIT_MS = 3_600_000;
const counts: Count[] = [];
const interruption = new AbortController();
let leaving = false;

/** Tests begin with empty servers, unless somebody keeps them running for work of their own. */
async function freshServices(): Promise<void> {
  const running = Object.values(await serversStatus(PROFILE)).includes('running');
  if (!running && readState(PROFILE)?.kept === false) await serversDown(PROFILE, { purge: true });
  await step('services', async (say) => {
    const up = await serversUp(PROFILE, { say });
    return `${[...up.given, ...up.found, ...up.started].join(', ')} for the tests`;
  });
}

/** Shows a part that ran beside others, once it is complete. */
function show(title: string, output: string, count: Count): void {
  heading(title);
  const text = output.trimEnd();
  console.log(text === '' && count.failed === 0 ? 'no complaints' : text);
  counts.push(count);
}

/** A check of the whole source: what it prints matters only when it fails. */
async function check(title: string, script: string): Promise<void> {
  // Nx would leave its daemon behind, a process that nobody ends.
  const env = { NX_DAEMON: 'false', ...process.env };
  const { code, output } = await runCollecting('npm', ['run', '--silent', script], { env });
  show(title, output, code === 0 ? NOTHING : ONE_FAILURE);
}

async function nodeTests(title: string, ending: string, patterns: readonly string[]): Promise<void> {
  const { count, output } = await runNodeTests(testFiles(ending, patterns), interruption.signal);
  if (output !== '') show(title, output, count);
}

async function runAll(patterns: readonly string[]): Promise<void> {
  await freshServices();
  await prepare(PROFILE);
  const env = { ...process.env, ...serverAddressesOf(PROFILE), SCRUTIN_PROFILE: PROFILE };
  // None of these measures time, and the last waits for the network now and then: side by side they are quicker.
  await Promise.all([
    check('Linter', 'lint'),
    check('Types', 'typecheck'),
    check('Dead code', 'knip'),
    nodeTests('Tests of the scripts', '.test.ts', patterns),
    nodeTests('Checkout of a normal user', '.checkout.ts', patterns),
  ]);
  heading('Unit and integration tests');
  counts.push(await runJest('unit', ['--ignoreProjects', 'system-tests'], patterns, env));
  heading('System tests');
  counts.push(await runJest('system', ['--selectProjects', 'system-tests', '--runInBand'], patterns, env));
  const { passed, failed } = sumOf(counts);
  if (passed + failed === 0) throw new Refusal('No test was found.');
}

async function stopServices(): Promise<void> {
  if (readState(PROFILE)?.kept !== false) return;
  await serversDown(PROFILE, { tidy: true });
}

async function runTests(patterns: readonly string[]): Promise<number> {
  await withLock(lockFile(PROFILE), { what: 'npm test', waitMs: WAIT_MS }, async () => {
    try {
      await runAll(patterns);
    } catch (error) {
      counts.push(ONE_FAILURE);
      console.error(describeFailure(error));
    }
    await stopServices();
  });
  const total = sumOf(counts);
  console.log(`\n${lastLine(total)}`);
  return total.failed === 0 ? 0 : 1;
}

/** The terminal sends Ctrl-C to the tests as well; a signal sent to this process alone is passed on. */
async function interrupted(signal: Interruption): Promise<never> {
  if (leaving) process.exit(exitCodeOf(signal));
  leaving = true;
  console.error('\nInterrupted: stopping the services of the tests');
  endPrograms();
  interruption.abort();
  try {
    await stopServices();
  } catch (error) {
    console.error(describeFailure(error));
  }
  process.exit(exitCodeOf(signal));
}

export function run(patterns: readonly string[]): Promise<number> {
  return interruptible(interrupted, () => runTests(patterns));
}
