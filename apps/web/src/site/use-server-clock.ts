import { useEffect, useState } from 'react';

const TICK_MS = 10_000;
/** A difference between the two clocks of the browser that is no rounding. */
const SLEPT_MS = 5_000;

/**
 * The clock of the server, in milliseconds since the epoch, as the browser goes on from it. A clock of the reader that is
 * wrong does not matter.
 *
 * The clock that never jumps stands still while a device sleeps. Whoever looks at the page again after that gets its data,
 * and with it the time of the server, again.
 *
 * @param now the clock of the server when the data was loaded
 * @param reload loads the data of the page again
 */
export function useServerClock(now: number, reload: () => Promise<boolean>): number {
  const [clock, setClock] = useState(now);
  useEffect(() => {
    const start = performance.now();
    const readerStart = Date.now();
    const tick = (): void => {
      setClock(now + performance.now() - start);
    };
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      const sleptMs = Math.abs(Date.now() - readerStart - (performance.now() - start));
      if (sleptMs > SLEPT_MS) void reload();
      else tick();
    };
    setClock(now);
    const timer = setInterval(tick, TICK_MS);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [now, reload]);
  return clock;
}
