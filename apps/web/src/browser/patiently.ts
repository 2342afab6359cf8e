/** How long an answer may take. A connection that has stalled would otherwise hang for minutes. */
const PATIENCE_MS = 15_000;

/** Sends a request that is given up after {@link PATIENCE_MS}. */
export async function patiently<T>(send: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort();
  }, PATIENCE_MS);
  try {
    return await send(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
