/**
 * Ctrl-C and its relatives, in one place: whoever has something to put in order says how while it does it, and the
 * last one to say so is asked. Ending by process.exit lets the locks be released.
 */
const handlers = [];
let installed = false;
let interrupted = false;

const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

/** The exit code that a shell gives to a command ended by that signal. */
export function exitCodeOf(signal) {
  return CODES[signal];
}

/** True once a signal came: nothing new is started from then on. */
export function wasInterrupted() {
  return interrupted;
}

export function handleInterrupts() {
  if (installed) return;
  installed = true;
  for (const signal of Object.keys(CODES)) {
    process.on(signal, () => {
      interrupted = true;
      const handler = handlers.at(-1);
      if (handler) handler(signal);
      else process.exit(CODES[signal]);
    });
  }
}

/** Runs `work`; meanwhile an interruption calls `handler(signal)` instead of ending this process. */
export async function interruptible(handler, work) {
  handleInterrupts();
  handlers.push(handler);
  try {
    return await work();
  } finally {
    handlers.splice(handlers.lastIndexOf(handler), 1);
  }
}
