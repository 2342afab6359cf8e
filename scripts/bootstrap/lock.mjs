// @ts-check
/**
 * One command at a time per profile: a second one waits and says for whom. The lock names its holder by pid and
 * start time, so the lock of a command that was killed is seen to be dead and is taken over at once.
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
 * Who holds the lock; null when nobody does, or when the file is not a lock of ours (it is then taken for a dead one).
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
 * Creates the lock with its content in one step: a reader never sees an empty one.
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
 * Moves a dead holder's lock away; should it have been replaced by a living one meanwhile, puts that back.
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
      // Somebody else holds it by now, and the holder we disturbed will end first or fail clearly.
    }
  }
  rmSync(aside, { force: true });
}

/** @param {Holder} holder */
function announce(holder) {
  process.stderr.write(`Waiting for ${holder.what} (process ${holder.pid}) to end\n`);
}

/**
 * Runs `work` while holding the lock. `waiting(holder)` is called once when another command holds it.
 * The lock is let go when the process ends in any way in which JavaScript still runs.
 *
 * @template T
 * @param {string} file
 * @param {{ what: string, waitMs: number, waiting?: (holder: Holder) => void }} options `what` names this command to
 *   others that wait for it
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 * @throws {Refusal} when the lock is still held after `waitMs`
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
