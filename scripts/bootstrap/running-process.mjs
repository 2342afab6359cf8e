// @ts-check
/**
 * Names a process. A pid alone proves nothing, because the kernel uses it again: a process is known by its pid and the
 * moment it was started.
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
 * What Linux says of a process; null when there is none. The fields of /proc/<pid>/stat are read after the name, which
 * is in parentheses and may itself contain any character.
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
 * A killed process is a zombie while its other threads are still being cleared away, and holds its ports till then.
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
 * When the process was started, as an opaque text; null when it does not run (a zombie does not run).
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
 * True when this very process (not another with its pid) is running.
 *
 * @template {KnownProcess} Known
 * @param {Known | null | undefined} known
 * @returns {known is Known}
 */
export function isRunning(known) {
  return known != null && known.startedAt !== null && startedAt(known.pid) === known.startedAt;
}
