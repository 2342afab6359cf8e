/**
 * The life of a private server: start, stop, kill. Every step is noted in the state before the next one, so that a
 * command that was interrupted anywhere is taken up by the next command.
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

/** Packages of the servers that this machine lacks. */
export function missingPackages(names: readonly ServerName[]): string[] {
  return names.filter((name) => !SERVERS[name].available()).flatMap((name) => SERVERS[name].packages);
}

export async function isNativeReady(profile: Profile, name: ServerName): Promise<boolean> {
  const context = contextFor(profile);
  return isRunning(context.state.processes[name]) && (await SERVERS[name].answers(context));
}

/** Starts the server, or finds it running. Returns once it answers. */
export async function startNative(profile: Profile, name: ServerName): Promise<void> {
  const server = SERVERS[name];
  const context = contextFor(profile);
  const known = context.state.processes[name];
  if (isRunning(known)) {
    if (await answersInTime(context, server, known)) return;
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
    if (await answersInTime(context, server, started)) return;
    const died = !isRunning(started);
    await killTree(started);
    // Between our look at the port and the server's own, somebody else may have taken it: choose again.
    if (!died || (await portsAreFree(context, server))) break;
  }
  throw new Refusal(`${name} did not start; its log is ${logFile(profile, name)}.`, {
    detail: lastLines(logFile(profile, name)),
  });
}

async function answersInTime(
  context: ServerContext,
  server: PrivateServer,
  known: KnownProcess,
): Promise<boolean> {
  const deadline = performance.now() + server.startDeadlineMs;
  while (isRunning(known) && performance.now() < deadline) {
    if (await server.answers(context)) return true;
    await delay(POLL_MS);
  }
  return false;
}

/** Ends what an earlier start or a crash left in the server's folder: processes that nobody noted, lock files. */
async function clearLeftovers(context: ServerContext, server: PrivateServer): Promise<void> {
  const noted = Object.values(context.state.processes).map(({ pid }) => pid);
  for (const left of processesIn(server.folder(context))) {
    if (!noted.includes(left.pid) || left.pid === context.state.processes[server.name]?.pid)
      await killTree(left);
  }
  for (const file of server.leftovers?.(context) ?? []) rmSync(file, { force: true });
}

/**
 * Keeps the ports of last time; chooses others when somebody else has them. A server that was killed a moment ago may
 * still hold its own for as long as the kernel takes to clear it away, so a taken port is looked at for a while.
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

/** Ends the server in its clean way. With `forGood`, also what it needs beside itself. */
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

/** SIGKILL: nothing is flushed, nobody is told. */
export async function killNative(profile: Profile, name: ServerName): Promise<void> {
  const server = SERVERS[name];
  const context = contextFor(profile);
  await killTree(context.state.processes[name]);
  if (name !== 'rabbitmq') for (const left of processesIn(server.folder(context))) await killTree(left);
  context.remember((next) => {
    Reflect.deleteProperty(next.processes, name);
  });
}

/** Stops the server's process in its tracks, or lets it go on. Redis and RabbitMQ are one process each. */
export function signalNative(profile: Profile, name: ServerName, signal: 'SIGSTOP' | 'SIGCONT'): void {
  const known = contextFor(profile).state.processes[name];
  if (!isRunning(known)) throw new Refusal(`${name} does not run.`);
  process.kill(known.pid, signal);
}
