// @ts-check
/**
 * Lets one command at a time work on a profile. A second one waits, and prints for which command. The lock names its
 * holder by pid and start time. If that process does not run any more, the next command takes the lock at once.
 */
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from './refusal.mjs';
import { identified, isRunning } from './running-process.mjs';

/** @typedef {import('./running-process.mjs').KnownProcess & { readonly what: string }} Holder */

const POLL_MS = 50;

/**
 * The holder of the lock. Null if there is none, or if the file is damaged; it then counts as the lock of a process
 * that has ended.
 *
 * @param {string} file
 * @returns {Holder | null}
 */
function read(file) {
  try {
    /** @type {unknown} */
    const value = JSON.parse(readFileSync(file, 'utf8'));
    return isHolder(value) ? value : null;
  } catch {
    return null;
  }
}

/**
 * @param {unknown} value
 * @returns {value is Holder}
 */
function isHolder(value) {
  if (typeof value !== 'object' || value === null) return false;
  if (!('pid' in value && 'startedAt' in value && 'what' in value)) return false;
  return (
    typeof value.pid === 'number' && typeof value.startedAt === 'string' && typeof value.what === 'string'
  );
}

/**
 * Creates the lock with its content in one step, so that nobody can read an empty lock.
 *
 * @param {string} file
 * @param {string} what
 */
function create(file, what) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ ...identified(process.pid), what }), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Removes the lock of a process that has ended. If another process has taken the lock meanwhile, it is put back.
 *
 * @param {string} file
 */
function breakDead(file) {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // another command moved it first
  }
  if (isRunning(read(aside))) {
    try {
      linkSync(aside, file);
    } catch {
      // A third process has taken the lock by now. The holder whose lock was moved ends first, or fails with a message.
    }
  }
  rmSync(aside, { force: true });
}

/** @param {Holder} holder */
export function announce(holder) {
  process.stderr.write(`Waiting for ${holder.what} (process ${holder.pid}) to end\n`);
}

/**
 * Runs `work` while holding the lock. It calls `waiting(holder)` once if another command holds the lock. The lock is
 * also released when the process ends, unless the process is killed.
 *
 * @template T
 * @param {string} file
 * @param {{ what: string, waitMs: number, waiting?: (holder: Holder) => void }} options `what` names this command for
 *   others that wait for it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Refusal} if another command still holds the lock after `waitMs`
 */
export async function withLock(file, { what, waitMs, waiting = announce }, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  const deadline = performance.now() + waitMs;
  let announced = false;
  while (!create(file, what)) {
    const holder = read(file);
    if (holder === null || !isRunning(holder)) {
      breakDead(file);
      continue;
    }
    if (performance.now() > deadline) {
      throw new Refusal(
        `Another command (${holder.what}, process ${holder.pid}) is still at work: try again later.`,
      );
    }
    if (!announced) waiting(holder);
    announced = true;
    await delay(POLL_MS);
  }
  const release = () => {
    rmSync(file, { force: true });
  };
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
