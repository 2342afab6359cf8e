/**
 * In so many parts a deadline is waited for. A process that stood still (a paused machine, a long turn of the event
 * loop) finds one part over when it goes on, and not the deadline.
 */
const PARTS = 4;

/**
 * Resolves with the outcome of `work`, or with that of `late` after `ms` milliseconds in which this process ran. An
 * answer that has reached the process by then is not late, even if the process has not read it yet. The work itself
 * continues, but its outcome is then ignored, even if it fails.
 *
 * @param late returns what is to be taken for the outcome, or throws
 */
export async function withDeadline<T, L = never>(
  work: Promise<T>,
  ms: number,
  late: () => L,
): Promise<T | L> {
  let cancel: () => void = () => undefined;
  const deadline = new Promise<void>((over) => {
    cancel = after(ms, over);
  });
  try {
    return await Promise.race([work, deadline.then(late)]);
  } finally {
    cancel();
  }
}

/** Calls back once, unless it is cancelled before. */
function after(ms: number, over: () => void): () => void {
  let left = PARTS;
  let timer: NodeJS.Timeout | undefined;
  let immediate: NodeJS.Immediate | undefined;
  const wait = (): void => {
    timer = setTimeout(() => {
      left -= 1;
      if (left > 0) wait();
      // The event loop reads from sockets between its timers and this.
      else immediate = setImmediate(over);
    }, ms / PARTS);
  };
  wait();
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}
