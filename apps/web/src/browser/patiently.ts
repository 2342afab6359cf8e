/** How long an answer may take, with its body. A connection that has stalled would otherwise hang for minutes. */
export const PATIENCE_MS = 15_000;

/**
 * Sends a request that is given up after {@link PATIENCE_MS}. What `send` returns must include the body: an answer
 * whose headers have come can stall as well.
 */
export async function patiently<T>(
  send: (signal: AbortSignal) => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort();
  }, patienceMs);
  try {
    return await send(controller.signal);
  } finally {
    clearTimeout(timer);
  }
}
