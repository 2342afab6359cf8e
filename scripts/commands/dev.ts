/**
 * `npm run dev`: the stack of `npm start` without the simulation, for work on the code. After a change in apps/ or
 * libs/ it builds the changed packages and restarts the applications that use them. After a change in prisma/ it also
 * generates the client and migrates the database. Ctrl-C ends everything.
 */
import { watch } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endPrograms } from '../bootstrap/foreground.mjs';
import type { Interruption } from '../bootstrap/interrupts.mjs';
import { exitCodeOf, interruptible } from '../bootstrap/interrupts.mjs';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile, projectRoot } from '../bootstrap/project.mjs';
import { describeFailure, refuseArguments } from '../bootstrap/refusal.mjs';
import { isRunning } from '../bootstrap/running-process.mjs';
import { lastLines } from '../servers/processes.ts';
import { appsUp } from '../stack/apps-control.ts';
import { bringDown, DEVELOPMENT } from '../stack/bring-down.ts';
import type { RunningStack } from '../stack/bring-up.ts';
import { bringUp } from '../stack/bring-up.ts';
import type { BuildEvent, BuildWatch } from '../stack/build-watch.ts';
import { watchBuild } from '../stack/build-watch.ts';
import { migrate } from '../stack/database.ts';
import { printAddresses } from '../stack/demonstration.ts';
import type { OneAtATime } from '../stack/one-at-a-time.ts';
import { oneAtATime } from '../stack/one-at-a-time.ts';
import { generate } from '../stack/prepare.ts';
import { logFile } from '../stack/profile.ts';
import { readState } from '../stack/state.ts';

const PROFILE = 'dev';
const WAIT_MS = 900_000;
const LOOK_MS = 1_000;
/**
 * The time to wait after a change, because an editor writes a file in several steps and a branch changes many files.
 */
const QUIET_MS = 300;

/** The parts that must be ended, if they were started. */
const begun: { build?: BuildWatch; work: OneAtATime[] } = { work: [] };
let leaving = false;

function log(text: string): void {
  console.log(`${new Date().toLocaleTimeString('en-GB')} ${text}`);
}

/** Runs the work and prints its failure, without ending the command: the next change may repair it. */
async function tolerantly(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.error(describeFailure(error));
  }
}

async function restartChanged({ addresses }: RunningStack): Promise<void> {
  const { started, restarted } = await appsUp(PROFILE, addresses);
  if (restarted.length > 0) log(`Restarted ${restarted.join(', ')}.`);
  if (started.length > 0) log(`Started ${started.join(', ')}.`);
  if (restarted.length + started.length === 0) log('Built; no application that runs has changed.');
}

async function applySchema({ addresses }: RunningStack): Promise<void> {
  log('prisma/ changed: generating the client and migrating the database.');
  log(`${await generate(PROFILE)}; ${await migrate(PROFILE, { ...addresses })}.`);
}

function watchSchema(stack: RunningStack): void {
  const schema = oneAtATime(async () => {
    await delay(QUIET_MS);
    await tolerantly(() => applySchema(stack));
  });
  begun.work.push(schema);
  watch(path.join(projectRoot, 'prisma'), { recursive: true }, schema.ask);
}

function watchCode(stack: RunningStack): BuildWatch {
  const restarts = oneAtATime(() => tolerantly(() => restartChanged(stack)));
  begun.work.push(restarts);
  let first = true;
  const onEvent = (event: BuildEvent): void => {
    if (event.kind === 'complaint') console.log(event.text);
    if (event.kind === 'changed') log('A file changed: building.');
    if (event.kind !== 'done') return;
    if (event.errors > 0) log(`${event.errors} errors: what was built before keeps running.`);
    else if (first) log('Watching apps/, libs/ and prisma/. Ctrl-C ends everything.');
    else restarts.ask();
    first = false;
  };
  return watchBuild(onEvent);
}

/** Prints one message, and the end of the log, for each application that ended by itself. */
async function watchEndings(): Promise<never> {
  const known = new Set<number>();
  for (;;) {
    await delay(LOOK_MS);
    for (const [name, app] of Object.entries(readState(PROFILE)?.apps ?? {})) {
      const { pid } = app;
      if (leaving || isRunning(app) || known.has(pid)) continue;
      // A restart ends the process too. It has ended by itself only if no other process has replaced it.
      await delay(LOOK_MS);
      if (readState(PROFILE)?.apps[name]?.pid !== pid) continue;
      known.add(pid);
      log(`${name} ended; the end of its log (${logFile(PROFILE, name)}):`);
      console.log(lastLines(logFile(PROFILE, name)));
    }
  }
}

async function develop(): Promise<number> {
  const stack = await bringUp(PROFILE);
  printAddresses(PROFILE, { ports: stack.apps.ports, addresses: stack.addresses, logins: [] });
  console.log('');
  watchSchema(stack);
  begun.build = watchCode(stack);
  await Promise.race([begun.build.ended, watchEndings()]);
  if (leaving) return new Promise<number>(() => undefined); // the handler below ends this process
  console.error('The files can no longer be watched.');
  await end();
  return 1;
}

async function end(): Promise<void> {
  begun.build?.stop();
  await Promise.all(begun.work.map((work) => work.close()));
  await bringDown(PROFILE, { purge: false });
}

async function interrupted(signal: Interruption): Promise<never> {
  if (leaving) process.exit(exitCodeOf(signal));
  leaving = true;
  console.log('\nEnding the applications and the servers (Ctrl-C again: leave them running)');
  endPrograms();
  try {
    await end();
  } catch (error) {
    console.error(describeFailure(error));
  }
  process.exit(signal === 'SIGINT' ? 0 : exitCodeOf(signal));
}

export function run(args: readonly string[]): Promise<number> {
  refuseArguments(args, DEVELOPMENT);
  return interruptible(interrupted, () =>
    withLock(lockFile(PROFILE), { what: DEVELOPMENT, waitMs: WAIT_MS }, develop),
  );
}
