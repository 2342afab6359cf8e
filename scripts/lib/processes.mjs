/**
 * Processes that outlive the command that started them. A pid alone proves nothing, because the kernel uses it
 * again: a process is known by its pid and the moment it was started, and only such a pair is ever signalled.
 */
import { performance } from 'node:perf_hooks';
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';

import { Refusal } from './refusal.mjs';

const POLL_MS = 20;
const linux = process.platform === 'linux';
let boot;

function bootId() {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

/** Fields of /proc/<pid>/stat after the name, which is in parentheses and may itself contain any character. */
function stat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], parent: Number(fields[1]), ticks: fields[19] };
  } catch {
    return null;
  }
}

/** A killed process is a zombie while its other threads are still being cleared away, and holds its ports till then. */
function isGone(pid, state) {
  if (state === 'X') return true;
  if (state !== 'Z') return false;
  try {
    return readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    return true;
  }
}

/** When the process was started, as an opaque text; null when it does not run (a zombie does not run). */
function startedAt(pid) {
  if (linux) {
    const found = stat(pid);
    return found && !isGone(pid, found.state) ? `${bootId()}/${found.ticks}` : null;
  }
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const text = (stdout ?? '').trim();
  return text === '' || text.startsWith('Z') ? null : text.split(/\s+/).slice(1).join(' ');
}

export function identified(pid) {
  return { pid, startedAt: startedAt(pid) };
}

/** True when this very process (not another with its pid) is running. */
export function isRunning(known) {
  return known?.pid != null && known.startedAt != null && startedAt(known.pid) === known.startedAt;
}

function signal(pid, name) {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** Resolves to true as soon as the process has ended, to false after the deadline. */
export async function ended(known, deadlineMs) {
  const deadline = performance.now() + deadlineMs;
  while (isRunning(known)) {
    if (performance.now() > deadline) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** Asks the process to end, and after the deadline kills it with all that it started. Returns how it ended. */
export async function terminate(known, { with: name = 'SIGTERM', deadlineMs }) {
  if (!isRunning(known)) return 'was not running';
  signal(known.pid, name);
  if (await ended(known, deadlineMs)) return 'ended';
  await killTree(known);
  return 'killed';
}

/** SIGKILL to the process and to everything below it, as a crash of the machine would do. */
export async function killTree(known) {
  if (!isRunning(known)) return;
  // The parent first: a supervisor must not have the time to replace its children.
  const family = [known, ...descendants(known.pid)];
  for (const member of family) if (isRunning(member)) signal(member.pid, 'SIGKILL');
  for (const member of family) await ended(member, 5_000);
}

function everyPid() {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .map(Number);
}

function descendants(pid) {
  if (!linux) return [];
  const parents = new Map(everyPid().map((candidate) => [candidate, stat(candidate)?.parent]));
  const found = [];
  const pending = [pid];
  while (pending.length > 0) {
    const parent = pending.pop();
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
 * The running processes whose working directory is this one: the servers run in a folder of their own, so this
 * finds what an interrupted start left behind before it could be noted. Linux only; elsewhere nothing is found.
 */
export function processesIn(folder) {
  if (!linux) return [];
  return everyPid()
    .filter((pid) => {
      try {
        return pid !== process.pid && readlinkSync(`/proc/${pid}/cwd`) === folder;
      } catch {
        return false;
      }
    })
    .map(identified)
    .filter(isRunning);
}

/** Starts a process in a session of its own (Ctrl-C in the terminal does not reach it), its output in a file. */
export function startInBackground(file, args, { cwd, env, log, uid, gid }) {
  const output = openSync(log, 'a', 0o600);
  try {
    const child = spawn(file, args, {
      cwd,
      env,
      uid,
      gid,
      detached: true,
      stdio: ['ignore', output, output],
    });
    child.on('error', () => {});
    if (child.pid === undefined) throw new Refusal(`${file} cannot be run.`);
    child.unref();
    return identified(child.pid);
  } finally {
    closeSync(output);
  }
}

/** The last lines of a log, for the message that says why something did not start. */
export function lastLines(file, count = 15) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-count).join('\n');
  } catch {
    return '';
  }
}

/** The environment of a server: what it needs and nothing that this shell happens to have set. */
export function bareEnvironment(extra = {}) {
  return {
    PATH: `${process.env.PATH ?? ''}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    HOME: process.env.HOME ?? '/',
    LANG: 'C.UTF-8',
    TZ: 'UTC',
    ...extra,
  };
}
