/**
 * Starts and stops PostgreSQL, Redis and RabbitMQ of a profile. The environment may give them, or they run in Docker or
 * as private instances of installed programs. Every function can be repeated safely, and holds the lock of the profile.
 */
import { rmSync } from 'node:fs';
import type { ServerName } from '../../libs/local-stack/src/stack-state.ts';
import { withLock } from '../bootstrap/lock.mjs';
import { lockFile } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import type { Profile } from '../stack/profile.ts';
import { logFile, profileFolder } from '../stack/profile.ts';
import { knownState, readState, updateState } from '../stack/state.ts';
import { givenServers, SERVER_NAMES } from './addresses.ts';
import { canInstall, installPackages } from './apt.ts';
import { chooseMode } from './choose-mode.ts';
import * as docker from './docker.ts';
import { isNativeReady, missingPackages, startNative, stopNative } from './native.ts';
import { isOutside, removeData } from './postgres-folder.ts';

const LOCK_WAIT_MS = 600_000;

export type ServerStatus = 'running' | 'stopped' | 'given';

/** Which servers `serversUp` found, and which it started. */
export interface ServersUp {
  readonly given: readonly ServerName[];
  readonly found: readonly ServerName[];
  readonly started: readonly ServerName[];
}

/** Runs `work` while no other command changes the servers of this profile. */
export function withServers<T>(profile: Profile, what: string, work: () => Promise<T>): Promise<T> {
  return withLock(lockFile(`${profile}-services`), { what, waitMs: LOCK_WAIT_MS }, work);
}

function isReady(profile: Profile, name: ServerName): Promise<boolean> {
  return readState(profile)?.mode === 'docker' ? docker.isReady(profile, name) : isNativeReady(profile, name);
}

/** Whether each of our servers answers. */
export async function serversStatus(profile: Profile): Promise<Record<ServerName, ServerStatus>> {
  const given = givenServers(profile);
  const statusOf = async (name: ServerName): Promise<ServerStatus> => {
    if (given.includes(name)) return 'given';
    return readState(profile) !== null && (await isReady(profile, name)) ? 'running' : 'stopped';
  };
  const [postgres, redis, rabbitmq] = await Promise.all([
    statusOf('postgres'),
    statusOf('redis'),
    statusOf('rabbitmq'),
  ]);
  return { postgres, redis, rabbitmq };
}

/**
 * Starts the servers that the environment does not give. With `keep`, a test run leaves them running at its end. `say`
 * is called with a text for each step that takes long.
 */
export function serversUp(
  profile: Profile,
  { keep = false, say }: { keep?: boolean; say: (text: string) => void },
): Promise<ServersUp> {
  return withServers(profile, `services up, ${profile}`, async () => {
    const given = givenServers(profile);
    updateState(profile, (state) => {
      state.external = given;
    });
    const wanted = SERVER_NAMES.filter((name) => !given.includes(name));
    const ready = await Promise.all(wanted.map((name) => isReady(profile, name)));
    const missing = wanted.filter((_, index) => ready[index] !== true);
    if (missing.length > 0) await bringUp(profile, wanted, missing, say);
    if (keep) {
      updateState(profile, (state) => {
        state.kept = true;
      });
    }
    return { given, started: missing, found: wanted.filter((name) => !missing.includes(name)) };
  });
}

async function bringUp(
  profile: Profile,
  wanted: readonly ServerName[],
  missing: readonly ServerName[],
  say: (text: string) => void,
): Promise<void> {
  const mode = chooseMode({
    known: knownState(profile).mode,
    dockerAnswers: docker.isAvailable,
    programsAreHere: () => missingPackages(missing).length === 0,
    canInstall,
    someRun: missing.length < wanted.length,
  });
  updateState(profile, (state) => {
    state.mode = mode;
  });
  if (mode === 'docker') {
    await docker.up(profile, wanted);
    return;
  }
  await installMissing(profile, missing, say);
  await allOf(missing.map((name) => startNative(profile, name, say)));
}

async function installMissing(
  profile: Profile,
  missing: readonly ServerName[],
  say: (text: string) => void,
): Promise<void> {
  const packages = missingPackages(missing);
  if (packages.length === 0) return;
  say(`Installing ${packages.join(', ')} (Debian packages)`);
  await installPackages(packages, logFile(profile, 'apt'));
  const absent = missingPackages(missing);
  if (absent.length > 0) {
    throw new Refusal(`${absent.join(', ')}: the package is installed, but its program is not found.`);
  }
}

/** Waits for all to end, even if one fails. @throws the first failure */
async function allOf(work: readonly Promise<void>[]): Promise<void> {
  for (const result of await Promise.allSettled(work)) {
    if (result.status === 'rejected') throw result.reason;
  }
}

/**
 * Shuts the servers down in order. `purge` deletes their data and the state of the profile. `tidy` deletes only the
 * data outside of the project, which nobody would find after the project is deleted.
 */
export async function serversDown(
  profile: Profile,
  { purge = false, tidy = false }: { purge?: boolean; tidy?: boolean } = {},
): Promise<void> {
  const before = readState(profile);
  if (before === null) return;
  await withServers(profile, `services down, ${profile}`, async () => {
    if (before.mode === 'docker') docker.down(profile, { purge });
    await allOf(SERVER_NAMES.map((name) => stopNative(profile, name, { forGood: true })));
    updateState(profile, (state) => {
      state.kept = false;
      if (!tidy || state.postgresFolder === null || !isOutside(state.postgresFolder)) return;
      removeData(state.postgresFolder);
      state.postgresFolder = null;
    });
    if (purge) {
      if (before.postgresFolder !== null) removeData(before.postgresFolder);
      rmSync(profileFolder(profile), { recursive: true, force: true });
    }
  });
}
