import { useEffect, useState } from 'react';

const TICK_MS = 10_000;

/**
 * The clock of the server, in milliseconds since the epoch, as the browser goes on from it. A clock of the reader that is
 * wrong does not matter.
 *
 * @param now the clock of the server when the data was loaded
 */
export function useServerClock(now: number): number {
  const [clock, setClock] = useState(now);
  useEffect(() => {
    const start = performance.now();
    setClock(now);
    const timer = setInterval(() => {
      setClock(now + performance.now() - start);
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, [now]);
  return clock;
}
