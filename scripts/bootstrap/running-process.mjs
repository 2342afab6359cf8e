// @ts-check
/**
 * Identifies a process by its pid and the time of its start. The pid alone is not enough, because the kernel gives it
 * to another process later.
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** @typedef {import('../../libs/local-stack/src/stack-state.ts').KnownProcess} KnownProcess */

const linux = process.platform === 'linux';
/** @type {string | undefined} */
let boot;

function bootId() {
  boot ??= readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  return boot;
}

/**
 * The state of a process from Linux; null if there is no such process. The fields of /proc/<pid>/stat are counted after
 * the name, which is in parentheses and may contain any character.
 *
 * @param {number} pid
 */
export function processStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0], parent: Number(fields[1]), ticks: fields[19] };
  } catch {
    return null; // it has ended
  }
}

/**
 * A killed process is a zombie until the kernel has removed its other threads. Until then it keeps its ports.
 *
 * @param {number} pid
 * @param {string | undefined} state
 */
function isGone(pid, state) {
  if (state === 'X') return true;
  if (state !== 'Z') return false;
  try {
    return readdirSync(`/proc/${pid}/task`).length <= 1;
  } catch {
    return true;
  }
}

/**
 * The time at which the process was started, as an opaque text; null if it does not run. A zombie does not run.
 *
 * @param {number} pid
 */
function startedAt(pid) {
  if (linux) {
    const found = processStat(pid);
    return found && !isGone(pid, found.state) ? `${bootId()}/${found.ticks}` : null;
  }
  const { stdout } = spawnSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' });
  const text = stdout.trim();
  return text === '' || text.startsWith('Z') ? null : text.split(/\s+/).slice(1).join(' ');
}

/**
 * @param {number} pid
 * @returns {KnownProcess}
 */
export function identified(pid) {
  return { pid, startedAt: startedAt(pid) };
}

/**
 * True if this process is running. Another process with its pid does not count.
 *
 * @template {KnownProcess} Known
 * @param {Known | null | undefined} known
 * @returns {known is Known}
 */
export function isRunning(known) {
  return known != null && known.startedAt !== null && startedAt(known.pid) === known.startedAt;
}
