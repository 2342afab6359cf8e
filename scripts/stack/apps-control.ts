/**
 * Starts and ends the applications, which run in the background after `npm start`. An application that runs already is
 * restarted only if its program or its environment has changed, or if it is not healthy.
 */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { AppPorts, KnownApp } from '../../libs/local-stack/src/stack-state.ts';
import { projectRoot } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';
import { isRunning } from '../bootstrap/running-process.mjs';
import type { Addresses } from '../servers/addresses.ts';
import { portFrom } from '../servers/ports.ts';
import { bareEnvironment, killTree, lastLines, startInBackground, terminate } from '../servers/processes.ts';
import type { AppDefinition } from './app-table.ts';
import { appsWith, environmentOf, USUAL_WORKERS, workersAmong } from './app-table.ts';
import { buildFingerprint } from './build-fingerprint.ts';
import type { Profile } from './profile.ts';
import { logFile } from './profile.ts';
import { knownState, readState, updateState } from './state.ts';

const FIRST_METRICS_PORT = 9_101;
const READY_DEADLINE_MS = 30_000;
/** A service takes up to 25 s to finish its work. */
const STOP_DEADLINE_MS = 30_000;
const POLL_MS = 50;

/** The names of the applications by what was done, and the ports of each. */
export interface AppsUp {
  readonly started: readonly string[];
  readonly restarted: readonly string[];
  readonly found: readonly string[];
  /** Workers that are not wanted any more. */
  readonly ended: readonly string[];
  readonly ports: Readonly<Record<string, AppPorts>>;
}

type Outcome = 'started' | 'restarted' | 'found';

async function choosePorts(profile: Profile, definition: AppDefinition): Promise<AppPorts> {
  const taken = Object.entries(knownState(profile).apps)
    .filter(([name]) => name !== definition.name)
    .flatMap(([, { ports }]) => [ports.public, ports.metrics])
    .filter((port) => port !== undefined);
  const metrics = await portFrom(FIRST_METRICS_PORT, taken);
  if (definition.port === undefined) return { metrics };
  const reserved = appsWith(0)
    .filter((other) => other !== definition)
    .map((other) => other.port)
    .filter((port) => port !== undefined);
  return { metrics, public: await portFrom(definition.port, [...taken, ...reserved]) };
}

async function isReady(ports: AppPorts): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${ports.metrics}/health/ready`, {
      signal: AbortSignal.timeout(2_000),
    });
    await answer.arrayBuffer();
    return answer.status === 200;
  } catch {
    return false; // it does not listen yet, or not any more
  }
}

function fingerprintOf(
  profile: Profile,
  definition: AppDefinition,
  addresses: Addresses,
  ports: AppPorts,
): string {
  return createHash('sha256')
    .update(process.version)
    .update(buildFingerprint(projectRoot, definition.app))
    .update(JSON.stringify(environmentOf(profile, definition, addresses, ports)))
    .digest('hex');
}

async function startApp(profile: Profile, definition: AppDefinition, addresses: Addresses): Promise<Outcome> {
  const known = knownState(profile).apps[definition.name];
  const runs = isRunning(known);
  if (runs) {
    const current = known.fingerprint === fingerprintOf(profile, definition, addresses, known.ports);
    if (current && (await isReady(known.ports))) return 'found';
    await terminate(known, { deadlineMs: STOP_DEADLINE_MS });
  }
  const ports = await choosePorts(profile, definition);
  const started = startInBackground(
    {
      file: process.execPath,
      args: [path.join('apps', definition.app, 'dist', 'main.js')],
      cwd: projectRoot,
      env: bareEnvironment(environmentOf(profile, definition, addresses, ports)),
    },
    logFile(profile, definition.name),
  );
  const fingerprint = fingerprintOf(profile, definition, addresses, ports);
  updateState(profile, (state) => {
    if (definition.publishedAs !== undefined && ports.public !== undefined)
      state.ports[definition.publishedAs] = ports.public;
    state.apps[definition.name] = { ...started, ports, fingerprint };
  });
  return runs ? 'restarted' : 'started';
}

async function untilReady(profile: Profile, name: string): Promise<void> {
  const known = knownState(profile).apps[name];
  const deadline = performance.now() + READY_DEADLINE_MS;
  while (isRunning(known) && performance.now() < deadline) {
    if (await isReady(known.ports)) return;
    await delay(POLL_MS);
  }
  const how = isRunning(known) ? `is not ready after ${READY_DEADLINE_MS / 1_000} s` : 'ended';
  throw new Refusal(`${name} ${how}; its log is ${logFile(profile, name)}.`, {
    detail: lastLines(logFile(profile, name)),
  });
}

/**
 * Starts the applications that do not run, restarts those with an older program, ends those that are not wanted any
 * more, and waits until all are ready.
 *
 * @param workers the number of validation workers; by default as many as were started before, or two
 */
export async function appsUp(
  profile: Profile,
  addresses: Addresses,
  workers = workersAmong(Object.keys(knownState(profile).apps)) || USUAL_WORKERS,
): Promise<AppsUp> {
  const wanted = appsWith(workers);
  const names = wanted.map(({ name }) => name);
  const surplus = Object.keys(knownState(profile).apps).filter((name) => !names.includes(name));
  await endApps(profile, surplus);
  const done: Record<Outcome, string[]> = { started: [], restarted: [], found: [] };
  for (const definition of wanted) {
    done[await startApp(profile, definition, addresses)].push(definition.name);
  }
  await Promise.all(names.map((name) => untilReady(profile, name)));
  return { ...done, ended: surplus, ports: portsOfApps(knownState(profile).apps) };
}

function portsOfApps(apps: Readonly<Record<string, KnownApp>>): Record<string, AppPorts> {
  return Object.fromEntries(Object.entries(apps).map(([name, { ports }]) => [name, ports]));
}

/** Ends all applications. Returns their names by how they ended. */
export function appsDown(profile: Profile): Promise<{ ended: string[]; killed: string[] }> {
  return endApps(profile, Object.keys(readState(profile)?.apps ?? {}));
}

async function endApps(
  profile: Profile,
  names: readonly string[],
): Promise<{ ended: string[]; killed: string[] }> {
  const apps = Object.entries(readState(profile)?.apps ?? {}).filter(([name]) => names.includes(name));
  const results = await Promise.all(
    apps.map(async ([name, known]) => {
      return { name, how: await terminate(known, { deadlineMs: STOP_DEADLINE_MS }) };
    }),
  );
  for (const [, known] of apps) await killTree(known);
  if (apps.length > 0) {
    updateState(profile, (state) => {
      state.apps = Object.fromEntries(Object.entries(state.apps).filter(([name]) => !names.includes(name)));
    });
  }
  const named = (ending: string): string[] =>
    results.filter(({ how }) => how === ending).map(({ name }) => name);
  return { ended: named('ended'), killed: named('killed') };
}
