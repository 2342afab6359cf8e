// @ts-check
/**
 * The handling of Ctrl-C and similar signals. A command that must clean up registers a handler while it works; of
 * several handlers, the one that was registered last is called. The process ends by process.exit, so that its locks are
 * released.
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
 * One Ctrl-C arrives several times: from the terminal, from npm and from run.mjs. These two pass a signal on, because
 * it may have been sent to them alone. Signals within this time count as one.
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

/** True after the first signal. From then on no program is started. */
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
 * Runs `work`. Until it ends, an interruption calls `handler(signal)` instead of ending this process.
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
