/**
 * Starts, stops and kills a private server. Each step is written into the state before the next one begins, so that the
 * next command can continue an interrupted one.
 */
import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { KnownProcess, ServerName } from '../../libs/local-stack/src/stack-state.ts';
import { Refusal } from '../bootstrap/refusal.mjs';
import { isRunning } from '../bootstrap/running-process.mjs';
import type { Profile } from '../stack/profile.ts';
import { logFile } from '../stack/profile.ts';
import { readState, updateState } from '../stack/state.ts';
import { freePort, isPortFree } from './ports.ts';
import { postgres } from './postgres.ts';
import { killTree, lastLines, processesIn, startInBackground, terminate } from './processes.ts';
import { rabbitmq } from './rabbitmq.ts';
import { redis } from './redis.ts';
import type { PrivateServer, ServerContext } from './server.ts';
import { portOf } from './server.ts';
import { servesInTime, workOf } from './serving.ts';

const SERVERS: Readonly<Record<ServerName, PrivateServer>> = { postgres, redis, rabbitmq };

const POLL_MS = 25;
const ATTEMPTS = 3;
const PORT_PATIENCE_MS = 3_000;

function contextFor(profile: Profile): ServerContext {
  return {
    profile,
    get state() {
      return readState(profile) ?? updateState(profile);
    },
    remember: (change) => {
      updateState(profile, change);
    },
  };
}

/** The packages of the servers whose programs are not installed. */
export function missingPackages(names: readonly ServerName[]): string[] {
  return names.filter((name) => !SERVERS[name].available()).flatMap((name) => SERVERS[name].packages);
}

export async function isNativeReady(profile: Profile, name: ServerName): Promise<boolean> {
  const context = contextFor(profile);
  return (
    isRunning(context.state.processes[name]) && (await SERVERS[name].readiness(context)).kind === 'serving'
  );
}

/**
 * Starts the server if it does not run, and returns when it serves. It waits for as long as the server makes progress,
 * and calls `say` meanwhile.
 */
export async function startNative(
  profile: Profile,
  name: ServerName,
  say: (text: string) => void,
): Promise<void> {
  const server = SERVERS[name];
  const context = contextFor(profile);
  const known = context.state.processes[name];
  if (isRunning(known)) {
    if (await serves(context, server, known, say)) return;
    await killTree(known);
  }
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    await clearLeftovers(context, server);
    await settlePorts(context, server);
    await server.prepare(context);
    const started = startInBackground(server.command(context), logFile(profile, name));
    context.remember((next) => {
      next.processes[name] = started;
    });
    if (await serves(context, server, started, say)) return;
    const died = !isRunning(started);
    await killTree(started);
    // Another program may have taken the port after it was checked and before the server opened it: choose again.
    if (!died || (await portsAreFree(context, server))) break;
  }
  throw new Refusal(`${name} did not start; its log is ${logFile(profile, name)}.`, {
    detail: lastLines(logFile(profile, name)),
  });
}

function serves(
  context: ServerContext,
  server: PrivateServer,
  known: KnownProcess,
  say: (text: string) => void,
): Promise<boolean> {
  return servesInTime({
    ask: () => server.readiness(context),
    isRunning: () => isRunning(known),
    work: () => workOf(processesIn(server.folder(context))),
    idleMs: server.idleMs,
    say: (text) => {
      say(`${server.name} ${text}`);
    },
  });
}

/** Removes what an interrupted start or a crash left in the folder of the server: unknown processes and lock files. */
async function clearLeftovers(context: ServerContext, server: PrivateServer): Promise<void> {
  const noted = Object.values(context.state.processes).map(({ pid }) => pid);
  for (const left of processesIn(server.folder(context))) {
    if (!noted.includes(left.pid) || left.pid === context.state.processes[server.name]?.pid)
      await killTree(left);
  }
  for (const file of server.leftovers?.(context) ?? []) rmSync(file, { force: true });
}

/**
 * Keeps the ports of the last time, or chooses others if another program has taken them. A server that was just killed
 * keeps its ports until the kernel has removed it, so a port counts as taken only if it is still taken after a while.
 */
async function settlePorts(context: ServerContext, server: PrivateServer): Promise<void> {
  for (const portName of server.portNames) {
    const { ports, processes } = context.state;
    const wanted = ports[portName];
    if (portName === 'epmd' && isRunning(processes['epmd'])) continue;
    if (wanted !== undefined && (await becomesFree(wanted))) continue;
    const chosen = await freePort(`${context.profile}/${portName}`, Object.values(ports));
    context.remember((next) => {
      next.ports[portName] = chosen;
    });
  }
}

async function becomesFree(port: number): Promise<boolean> {
  const deadline = performance.now() + PORT_PATIENCE_MS;
  while (!(await isPortFree(port))) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

async function portsAreFree(context: ServerContext, server: PrivateServer): Promise<boolean> {
  for (const portName of server.portNames) {
    if (portName !== 'epmd' && !(await isPortFree(portOf(context.state, portName)))) return false;
  }
  return true;
}

/** Shuts the server down in order. With `forGood`, it also ends the other processes that the server needs. */
export async function stopNative(
  profile: Profile,
  name: ServerName,
  { forGood = false }: { forGood?: boolean } = {},
): Promise<void> {
  const server = SERVERS[name];
  const context = contextFor(profile);
  if (isRunning(context.state.processes[name])) await server.askToStop?.(context);
  await terminate(context.state.processes[name], {
    with: server.stopSignal,
    deadlineMs: server.stopDeadlineMs,
  });
  context.remember((next) => {
    Reflect.deleteProperty(next.processes, name);
  });
  if (!forGood) return;
  await server.afterDown?.(context);
  for (const left of processesIn(server.folder(context))) await killTree(left);
}

/** Kills the server with SIGKILL, as a crash would: it can neither write its data nor close its connections. */
export async function killNative(profile: Profile, name: ServerName): Promise<void> {
  const server = SERVERS[name];
  const context = contextFor(profile);
  await killTree(context.state.processes[name]);
  if (name !== 'rabbitmq') for (const left of processesIn(server.folder(context))) await killTree(left);
  context.remember((next) => {
    Reflect.deleteProperty(next.processes, name);
  });
}

/** Freezes the process of the server, or continues it. Redis and RabbitMQ have one process each. */
export function signalNative(profile: Profile, name: ServerName, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const known = contextFor(profile).state.processes[name];
  if (!isRunning(known)) throw new Refusal(`${name} does not run.`);
  process.kill(known.pid, signal);
}
