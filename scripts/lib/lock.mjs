/**
 * One command at a time per profile: a second one waits and says for whom. The lock names its holder by pid and
 * start time, so the lock of a command that was killed is seen to be dead and is taken over at once.
 */
import { performance } from 'node:perf_hooks';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { identified, isRunning } from './processes.mjs';
import { Refusal } from './refusal.mjs';

const POLL_MS = 50;

function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Creates the lock with its content in one step: a reader never sees an empty one. */
function create(file, what) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ ...identified(process.pid), what }), { mode: 0o600 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Moves a dead holder's lock away; should it have been replaced by a living one meanwhile, puts that back. */
function breakDead(file) {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
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

/**
 * Runs `work` while holding the lock. `waiting(holder)` is called once when another command holds it.
 * The lock is let go when the process ends in any way in which JavaScript still runs.
 */
export async function withLock(file, { what, waitMs, waiting = () => {} }, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  const deadline = performance.now() + waitMs;
  let told = false;
  while (!create(file, what)) {
    const holder = read(file);
    if (!isRunning(holder)) {
      breakDead(file);
      continue;
    }
    if (performance.now() > deadline) {
      throw new Refusal(
        `Another command (${holder.what}, process ${holder.pid}) is still at work: try again later.`,
      );
    }
    if (!told) waiting(holder);
    told = true;
    await delay(POLL_MS);
  }
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}
