import { useEffect } from 'react';
import type { TimedContest } from './is-due.ts';
import { isDue } from './is-due.ts';

/** All pages on a contest reach its closing together, so each waits for a time of its own before it asks. */
const SPREAD_MS = 5_000;
const AGAIN_MS = 10_000;

/**
 * Loads the data of the page again when one of its contests should have opened or closed, and {@link AGAIN_MS} after
 * each answer until the data says that it has, or names a later time. Whoever waits in front of the page gets the
 * ballot, and whoever reads it learns of a closing and of an extension.
 *
 * @param now the clock of the server in milliseconds, which ticks
 */
export function useReloadWhenDue(
  contests: readonly TimedContest[],
  now: number,
  reload: () => Promise<boolean>,
): void {
  const someAreDue = contests.some((contest) => isDue(contest, now));
  useEffect(() => {
    if (!someAreDue) return undefined;
    // A timer of its own: the clock changes with every answer, and would ask again at once.
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    const ask = async (): Promise<void> => {
      await reload();
      if (!isOver) timer = setTimeout(() => void ask(), AGAIN_MS);
    };
    timer = setTimeout(() => void ask(), Math.random() * SPREAD_MS);
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [someAreDue, reload]);
}
