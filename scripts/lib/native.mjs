/**
 * The life of a private server: start, stop, kill. Every step is noted in the state before the next one, so that a
 * command that was interrupted anywhere is taken up by the next command.
 */
import { performance } from 'node:perf_hooks';
import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { freePort, isPortFree } from './ports.mjs';
import { postgres } from './postgres.mjs';
import { isRunning, killTree, lastLines, processesIn, startInBackground, terminate } from './processes.mjs';
import { logFile } from './project.mjs';
import { rabbitmq } from './rabbitmq.mjs';
import { redis } from './redis.mjs';
import { Refusal } from './refusal.mjs';
import { readState, updateState } from './state.mjs';

export const SERVERS = { postgres, redis, rabbitmq };

const POLL_MS = 25;
const ATTEMPTS = 3;
const PORT_PATIENCE_MS = 3_000;

/** What a server's functions get: the profile, its state as of now, and a way to change it. */
function contextFor(profile) {
  return {
    profile,
    get state() {
      return readState(profile) ?? updateState(profile);
    },
    remember: (change) => updateState(profile, change),
  };
}

/** Packages of the servers that this machine lacks. */
export function missingPackages(names) {
  return names.filter((name) => !SERVERS[name].available()).flatMap((name) => SERVERS[name].packages);
}

export async function isNativeReady(profile, name) {
  const context = contextFor(profile);
  return isRunning(context.state.processes[name]) && (await SERVERS[name].answers(context));
}

/** Starts the server, or finds it running. Returns once it answers. */
export async function startNative(profile, name) {
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
    const { file, args, ...options } = server.command(context);
    const started = startInBackground(file, args, { ...options, log: logFile(profile, name) });
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

async function answersInTime(context, server, known) {
  const deadline = performance.now() + server.startDeadlineMs;
  while (isRunning(known) && performance.now() < deadline) {
    if (await server.answers(context)) return true;
    await delay(POLL_MS);
  }
  return false;
}

/** Ends what an earlier start or a crash left in the server's folder: processes that nobody noted, lock files. */
async function clearLeftovers(context, server) {
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
async function settlePorts(context, server) {
  for (const portName of server.portNames) {
    const { ports, processes } = context.state;
    const wanted = ports[portName];
    if (portName === 'epmd' && isRunning(processes.epmd)) continue;
    if (wanted !== undefined && (await becomesFree(wanted))) continue;
    const chosen = await freePort(`${context.profile}/${portName}`, Object.values(ports));
    context.remember((next) => {
      next.ports[portName] = chosen;
    });
  }
}

async function becomesFree(port) {
  const deadline = performance.now() + PORT_PATIENCE_MS;
  while (!(await isPortFree(port))) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

async function portsAreFree(context, server) {
  for (const portName of server.portNames) {
    if (portName !== 'epmd' && !(await isPortFree(context.state.ports[portName]))) return false;
  }
  return true;
}

/** Ends the server in its clean way. With `forGood`, also what it needs beside itself. */
export async function stopNative(profile, name, { forGood = false } = {}) {
  const server = SERVERS[name];
  const context = contextFor(profile);
  if (isRunning(context.state.processes[name])) await server.askToStop?.(context);
  await terminate(context.state.processes[name], {
    with: server.stopSignal,
    deadlineMs: server.stopDeadlineMs,
  });
  context.remember((next) => {
    delete next.processes[name];
  });
  if (!forGood) return;
  await server.afterDown?.(context);
  for (const left of processesIn(server.folder(context))) await killTree(left);
}

/** SIGKILL: nothing is flushed, nobody is told. */
export async function killNative(profile, name) {
  const server = SERVERS[name];
  const context = contextFor(profile);
  await killTree(context.state.processes[name]);
  if (name !== 'rabbitmq') for (const left of processesIn(server.folder(context))) await killTree(left);
  context.remember((next) => {
    delete next.processes[name];
  });
}

/** Stops the server's process in its tracks, or lets it go on. Redis and RabbitMQ are one process each. */
export function signalNative(profile, name, signal) {
  const known = contextFor(profile).state.processes[name];
  if (!isRunning(known)) throw new Refusal(`${name} does not run.`);
  process.kill(known.pid, signal);
}
