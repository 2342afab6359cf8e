/**
 * PostgreSQL, Redis and RabbitMQ for a profile, wherever they run: given by the environment, in Docker, or as private
 * instances of the machine's own programs. Everything here is safe to repeat and holds the profile's lock.
 */
import { rmSync } from 'node:fs';
import path from 'node:path';

import { givenServices } from './addresses.mjs';
import { canInstall, installPackages } from './apt.mjs';
import * as docker from './docker.mjs';
import { withLock } from './lock.mjs';
import {
  isNativeReady,
  killNative,
  missingPackages,
  SERVERS,
  signalNative,
  startNative,
  stopNative,
} from './native.mjs';
import { logFile, profileFolder, scrutinFolder } from './project.mjs';
import { Refusal } from './refusal.mjs';
import { isOutside, removeData } from './postgres-folder.mjs';
import { readState, updateState } from './state.mjs';

export const SERVICE_NAMES = Object.keys(SERVERS);

const LOCK_WAIT_MS = 600_000;

function locked(profile, what, work) {
  const file = path.join(scrutinFolder, 'locks', `${profile}-services.lock`);
  const waiting = (holder) => {
    process.stderr.write(`Waiting for another command (${holder.what}, process ${holder.pid})\n`);
  };
  return withLock(file, { what, waitMs: LOCK_WAIT_MS, waiting }, work);
}

function isReady(profile, name) {
  return readState(profile)?.mode === 'docker' ? docker.isReady(profile, name) : isNativeReady(profile, name);
}

/** Which of our services answer: `{ postgres: 'running' | 'stopped' | 'given', ... }`. */
export async function servicesStatus(profile) {
  const given = givenServices(profile);
  const entries = SERVICE_NAMES.map(async (name) => {
    if (given.includes(name)) return [name, 'given'];
    return [name, readState(profile) && (await isReady(profile, name)) ? 'running' : 'stopped'];
  });
  return Object.fromEntries(await Promise.all(entries));
}

/**
 * Brings up what the environment does not give. `keep` notes that somebody wants them to stay up: a test run then
 * leaves them running at its end. Returns what was found and done.
 */
export async function servicesUp(profile, { keep = false, say = () => {} } = {}) {
  return locked(profile, `services up, ${profile}`, async () => {
    const given = givenServices(profile);
    updateState(profile, (state) => {
      state.external = given;
    });
    const wanted = SERVICE_NAMES.filter((name) => !given.includes(name));
    const ready = await Promise.all(wanted.map((name) => isReady(profile, name)));
    const missing = wanted.filter((_, index) => !ready[index]);
    if (missing.length > 0) await bringUp(profile, wanted, missing, say);
    if (keep) {
      updateState(profile, (state) => {
        state.kept = true;
      });
    }
    return { given, started: missing, found: wanted.filter((name) => !missing.includes(name)) };
  });
}

async function bringUp(profile, wanted, missing, say) {
  const mode = chooseMode(profile, wanted, missing);
  updateState(profile, (state) => {
    state.mode = mode;
  });
  if (mode === 'docker') {
    await docker.up(profile, wanted);
    return;
  }
  const packages = missingPackages(missing);
  if (packages.length > 0) {
    say(`Installing ${packages.join(', ')} (Debian packages)`);
    await installPackages(packages, logFile(profile, 'apt'));
    const absent = missingPackages(missing);
    if (absent.length > 0)
      throw new Refusal(`${absent.join(', ')}: installed, but the program is not found.`);
  }
  const results = await Promise.allSettled(missing.map((name) => startNative(profile, name)));
  const failure = results.find(({ status }) => status === 'rejected');
  if (failure) throw failure.reason;
}

/** A profile stays where its data is, as long as that is possible; Docker is preferred for a new one. */
function chooseMode(profile, wanted, missing) {
  const { mode } = readState(profile);
  const engine = docker.isAvailable();
  if (mode === 'docker' && engine) return 'docker';
  const packages = missingPackages(missing);
  const native = packages.length === 0 || canInstall();
  if (mode === 'native' && (native || missing.length < wanted.length)) return 'native';
  if (engine) return 'docker';
  if (native) return 'native';
  throw new Refusal(
    'Scrutin needs PostgreSQL, Redis and RabbitMQ: start Docker, or install them ' +
      '(Debian and Ubuntu: sudo apt-get install postgresql redis-server rabbitmq-server), ' +
      'or give their addresses in DATABASE_URL, REDIS_URL and AMQP_URL.',
  );
}

/**
 * Stops what runs, cleanly. `purge` deletes its data and forgets the profile; `tidy` deletes only what lies outside
 * the project, where nobody would look for it once the project is deleted.
 */
export async function servicesDown(profile, { purge = false, tidy = false } = {}) {
  const before = readState(profile);
  if (before === null) return;
  await locked(profile, `services down, ${profile}`, async () => {
    if (before.mode === 'docker') await docker.down(profile, { purge });
    const results = await Promise.allSettled(
      SERVICE_NAMES.map((name) => stopNative(profile, name, { forGood: true })),
    );
    const failure = results.find(({ status }) => status === 'rejected');
    if (failure) throw failure.reason;
    updateState(profile, (state) => {
      state.kept = false;
      if (!tidy || !isOutside(state.postgresFolder)) return;
      removeData(state.postgresFolder);
      state.postgresFolder = null;
    });
    if (purge) {
      removeData(before.postgresFolder);
      rmSync(profileFolder(profile), { recursive: true, force: true });
    }
  });
}

/** Our own service of that name; refuses for one that the environment gave. */
function owned(profile, name) {
  if (!SERVICE_NAMES.includes(name)) {
    throw new Refusal(`There is no service "${name}": it is ${SERVICE_NAMES.join(', ')}.`);
  }
  const state = readState(profile);
  if (state === null || state.mode === null)
    throw new Refusal(`The services of ${profile} were never started.`);
  if (state.external.includes(name)) {
    throw new Refusal(`${name} was given by the environment: it is not ours to start or stop.`);
  }
  return state.mode;
}

export async function startService(profile, name) {
  const mode = owned(profile, name);
  await locked(profile, `start ${name}`, () =>
    mode === 'docker' ? docker.start(profile, name) : startNative(profile, name),
  );
}

export async function stopService(profile, name) {
  const mode = owned(profile, name);
  await locked(profile, `stop ${name}`, () =>
    mode === 'docker' ? docker.stop(profile, name) : stopNative(profile, name),
  );
}

export async function restartService(profile, name) {
  const mode = owned(profile, name);
  await locked(profile, `restart ${name}`, async () => {
    if (mode === 'docker') {
      await docker.stop(profile, name);
      await docker.start(profile, name);
      return;
    }
    await stopNative(profile, name);
    await startNative(profile, name);
  });
}

/** A crash: SIGKILL, nothing flushed. */
export async function killService(profile, name) {
  const mode = owned(profile, name);
  await locked(profile, `kill ${name}`, () =>
    mode === 'docker' ? docker.kill(profile, name) : killNative(profile, name),
  );
}

/** The process stays and keeps its connections, but does nothing until it is thawed. */
export async function freezeService(profile, name) {
  const mode = owned(profile, name);
  await locked(profile, `freeze ${name}`, async () =>
    mode === 'docker' ? docker.pause(profile, name) : signalNative(profile, name, 'SIGSTOP'),
  );
}

export async function thawService(profile, name) {
  const mode = owned(profile, name);
  await locked(profile, `thaw ${name}`, async () =>
    mode === 'docker' ? docker.unpause(profile, name) : signalNative(profile, name, 'SIGCONT'),
  );
}
