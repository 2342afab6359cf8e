import { useEffect, useRef, useState } from 'react';

/** The times between two looks that a reader may choose, in seconds. */
export const INTERVALS = [5, 10, 15, 30, 60] as const;
export type Interval = (typeof INTERVALS)[number];

const LONGEST_SECONDS = 60;

/** How a page that looks at the API again and again is doing, and what its reader may change. */
export interface Live {
  readonly interval: Interval;
  readonly setInterval: (interval: Interval) => void;
  readonly isPaused: boolean;
  readonly setPaused: (isPaused: boolean) => void;
  /** When the first of the looks failed that have failed since the last success; undefined if the last one succeeded. */
  readonly failingSinceMs: number | undefined;
  /** The time until the next look, in seconds. It grows while the API does not answer. */
  readonly waitSeconds: number;
}

/**
 * Loads the data of a page again and again: after the interval that the reader chose, never while the page is hidden or
 * paused, and more and more seldom while the API does not answer. It looks at once when the page is seen again.
 */
export function useLive(reload: () => Promise<boolean>): Live {
  const [interval, setInterval] = useState<Interval>(5);
  const [isPaused, setPaused] = useState(false);
  const [failing, setFailing] = useState({ times: 0, sinceMs: 0 });
  const [looks, setLooks] = useState(0);
  const isVisible = useVisibility();
  const lastLook = useRef(0);
  const waitSeconds = Math.min(LONGEST_SECONDS, interval * 2 ** failing.times);

  useEffect(() => {
    if (lastLook.current === 0) lastLook.current = performance.now();
    if (isPaused || !isVisible) return;
    let isOver = false;
    const look = async (): Promise<void> => {
      lastLook.current = performance.now();
      const succeeded = await reload();
      if (isOver) return;
      setFailing(({ times, sinceMs }) =>
        succeeded
          ? { times: 0, sinceMs: 0 }
          : { times: Math.min(times + 1, 4), sinceMs: sinceMs === 0 ? Date.now() : sinceMs },
      );
      setLooks((number) => number + 1);
    };
    // Pages that became visible at the same moment must not look together for ever.
    const spreadMs = Math.random() * waitSeconds * 100;
    const dueMs = lastLook.current + waitSeconds * 1000 + spreadMs - performance.now();
    const timer = setTimeout(() => void look(), Math.max(0, dueMs));
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [reload, isPaused, isVisible, waitSeconds, looks]);

  const failingSinceMs = failing.times === 0 ? undefined : failing.sinceMs;
  return { interval, setInterval, isPaused, setPaused, failingSinceMs, waitSeconds };
}

function useVisibility(): boolean {
  const [isVisible, setVisible] = useState(true);
  useEffect(() => {
    const look = (): void => {
      setVisible(document.visibilityState === 'visible');
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
    };
  }, []);
  return isVisible;
}
