#!/usr/bin/env node
/**
 * `npm test [-- pattern]`: packages, real services of their own, build, linter, types, unit and integration tests, then
 * the tests of the whole system. The last line is always `N passed, N failed`; linter, types, and a preparation that
 * does not succeed, each count as one failure. The services are stopped at the end, unless somebody had started them before
 * with `node scripts/services.mjs up --profile test`.
 */
import path from 'node:path';

import { serviceAddresses } from './lib/addresses.mjs';
import { endCommands, runVisibly } from './lib/commands.mjs';
import { exitCodeOf, interruptible } from './lib/interrupts.mjs';
import { runJest } from './lib/jest.mjs';
import { withLock } from './lib/lock.mjs';
import { prepare, requireNode } from './lib/prepare.mjs';
import { scrutinFolder } from './lib/project.mjs';
import { Refusal, runMain } from './lib/refusal.mjs';
import { servicesDown, servicesStatus, servicesUp } from './lib/service-control.mjs';
import { readState } from './lib/state.mjs';
import { heading, step } from './lib/steps.mjs';

const PROFILE = 'test';
const patterns = process.argv.slice(2);
const total = { passed: 0, failed: 0 };
let leaving = false;

function add({ passed, failed }) {
  total.passed += passed;
  total.failed += failed;
}

/** Tests begin with empty servers, unless somebody keeps them running for work of their own. */
async function freshServices() {
  const running = Object.values(await servicesStatus(PROFILE)).includes('running');
  if (!running && readState(PROFILE)?.kept === false) await servicesDown(PROFILE, { purge: true });
  await step('services', async (say) => {
    const up = await servicesUp(PROFILE, { say });
    return `${[...up.given, ...up.found, ...up.started].join(', ')} for the tests`;
  });
}

async function runAll() {
  requireNode();
  await freshServices();
  await prepare(PROFILE);
  const env = { ...process.env, ...serviceAddresses(PROFILE), SCRUTIN_PROFILE: PROFILE };
  heading('Linter');
  if ((await runVisibly('npm', ['run', '--silent', 'lint'], { env })) !== 0) add({ passed: 0, failed: 1 });
  else console.log('no complaints');
  heading('Types');
  if ((await runVisibly('npm', ['run', '--silent', 'typecheck'], { env })) !== 0)
    add({ passed: 0, failed: 1 });
  else console.log('no complaints');
  heading('Unit and integration tests');
  add(await runJest('unit', ['--ignoreProjects', 'system-tests'], patterns, { env }));
  heading('System tests');
  add(await runJest('system', ['--selectProjects', 'system-tests', '--runInBand'], patterns, { env }));
  if (total.passed + total.failed === 0) throw new Refusal('No test was found.');
}

async function stopServices() {
  if (readState(PROFILE)?.kept !== false) return;
  await servicesDown(PROFILE, { tidy: true });
}

async function main() {
  const lock = path.join(scrutinFolder, 'locks', `${PROFILE}.lock`);
  const waiting = (holder) =>
    console.log(`Waiting for ${holder.what} (process ${holder.pid}) to come to its end`);
  await withLock(lock, { what: 'npm test', waitMs: 3_600_000, waiting }, async () => {
    try {
      await runAll();
    } catch (error) {
      add({ passed: 0, failed: 1 });
      const detail = error instanceof Refusal ? `${error.detail}\n${error.message}` : error.stack;
      console.error(detail.trim());
    }
    await stopServices();
  });
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

/** The terminal sends Ctrl-C to the tests as well; a signal sent to this process alone is passed on. */
async function interrupted(signal) {
  if (leaving) process.exit(exitCodeOf(signal));
  leaving = true;
  console.error('\nInterrupted: stopping the services of the tests');
  endCommands();
  try {
    await stopServices();
  } catch (error) {
    console.error(error.message);
  }
  process.exit(exitCodeOf(signal));
}

await interruptible(interrupted, () => runMain(main));
