// @ts-check
/**
 * Ctrl-C and its relatives, in one place: a command that has something to put in order says how while it does it, and
 * the last one to say so is asked. Ending by process.exit lets the locks be released.
 */
import { performance } from 'node:perf_hooks';

/** @typedef {'SIGINT' | 'SIGTERM' | 'SIGHUP'} Interruption */
/** @typedef {(signal: Interruption) => unknown} InterruptionHandler */

/** @type {Readonly<Record<Interruption, number>>} */
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
/** @type {readonly Interruption[]} */
export const INTERRUPTIONS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @param {string} signal
 * @returns {signal is Interruption}
 */
export function isInterruption(signal) {
  return signal in CODES;
}

/**
 * One Ctrl-C arrives more than once: from the terminal, from npm, and from run.mjs, which both pass it on because
 * somebody may have sent it to them alone. What comes within this time is the same one.
 */
const SAME_INTERRUPTION_MS = 500;

/** @type {InterruptionHandler[]} */
const handlers = [];
let installed = false;
/** @type {number | undefined} */
let lastAt;

/**
 * The exit code that a shell gives to a command ended by that signal.
 *
 * @param {Interruption} signal
 */
export function exitCodeOf(signal) {
  return CODES[signal];
}

/** True once a signal came: nothing new is started from then on. */
export function wasInterrupted() {
  return lastAt !== undefined;
}

export function handleInterrupts() {
  if (installed) return;
  installed = true;
  for (const signal of INTERRUPTIONS) {
    process.on(signal, () => {
      const now = performance.now();
      if (lastAt !== undefined && now - lastAt < SAME_INTERRUPTION_MS) return;
      lastAt = now;
      const handler = handlers.at(-1);
      if (handler) handler(signal);
      else process.exit(CODES[signal]);
    });
  }
}

/**
 * Runs `work`; meanwhile an interruption calls `handler(signal)` instead of ending this process.
 *
 * @template T
 * @param {InterruptionHandler} handler
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function interruptible(handler, work) {
  handleInterrupts();
  handlers.push(handler);
  try {
    return await work();
  } finally {
    handlers.splice(handlers.lastIndexOf(handler), 1);
  }
}
