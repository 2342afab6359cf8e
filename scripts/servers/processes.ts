/**
 * Processes that continue after the command that started them. A process gets a signal only if both its pid and the
 * time of its start are known.
 */
import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import type { KnownProcess } from '../../libs/local-stack/src/stack-state.ts';
import { Refusal } from '../bootstrap/refusal.mjs';
import { identified, isRunning, processStat } from '../bootstrap/running-process.mjs';
import type { ServerCommand } from './server.ts';

const POLL_MS = 20;
const linux = process.platform === 'linux';

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Resolves to true as soon as the process has ended, or to false after the deadline. */
async function ended(known: KnownProcess, deadlineMs: number): Promise<boolean> {
  const deadline = performance.now() + deadlineMs;
  while (isRunning(known)) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** Asks the process to end. After the deadline it kills the process and its children. Returns how it ended. */
export async function terminate(
  known: KnownProcess | undefined,
  { with: name = 'SIGTERM', deadlineMs }: { with?: NodeJS.Signals; deadlineMs: number },
): Promise<'was not running' | 'ended' | 'killed'> {
  if (!isRunning(known)) return 'was not running';
  signal(known.pid, name);
  if (await ended(known, deadlineMs)) return 'ended';
  await killTree(known);
  return 'killed';
}

/** Sends SIGKILL to the process and to all its descendants, as if the machine had crashed. */
export async function killTree(known: KnownProcess | undefined): Promise<void> {
  if (!isRunning(known)) return;
  // The parent is first, so that a supervisor has no time to replace its children.
  const family = [known, ...descendants(known.pid)];
  for (const member of family) if (isRunning(member)) signal(member.pid, 'SIGKILL');
  for (const member of family) await ended(member, 5_000);
}

function everyPid(): number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function descendants(pid: number): KnownProcess[] {
  if (!linux) return [];
  const parents = new Map(everyPid().map((candidate) => [candidate, processStat(candidate)?.parent]));
  const found: KnownProcess[] = [];
  const pending = [pid];
  for (let parent = pending.pop(); parent !== undefined; parent = pending.pop()) {
    for (const [candidate, itsParent] of parents) {
      if (itsParent === parent) {
        found.push(identified(candidate));
        pending.push(candidate);
      }
    }
  }
  return found;
}

/**
 * The running processes whose working directory is this folder. Each server runs in a separate folder, so this finds a
 * process that an interrupted start left behind before it was written into the state. It works on Linux only, and finds
 * nothing elsewhere.
 */
export function processesIn(folder: string): KnownProcess[] {
  if (!linux) return [];
  return everyPid()
    .filter((pid) => {
      try {
        return pid !== process.pid && readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        return false;
      }
    })
    .map((pid) => identified(pid))
    .filter((known) => isRunning(known));
}

/** Starts a process in a new session, which Ctrl-C in the terminal does not reach. Its output goes to a file. */
export function startInBackground({ file, args, ...options }: ServerCommand, log: string): KnownProcess {
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', output, output] });
    child.on('error', () => undefined); // the missing pid tells it
    if (child.pid === undefined) throw new Refusal(`${file} cannot be run.`);
    child.unref();
    return identified(child.pid);
  } finally {
    closeSync(output);
  }
}

/** The last lines of a log, for a message about a process that did not start or has ended. */
export function lastLines(file: string, count = 15): string {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

/** The environment of a server: only what it needs, and no other setting of this shell. */
export function bareEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  return {
    PATH: `${process.env['PATH'] ?? ''}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: process.env['HOME'] ?? '/',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...extra,
  };
}
