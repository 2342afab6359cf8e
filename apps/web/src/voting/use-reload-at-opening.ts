import { useEffect } from 'react';
import type { VotingContest } from './contest.ts';

/**
 * Loads a contest that has not opened again once its window opens, and at every tick of the clock after that until it is
 * open, so that whoever waits in front of the page gets the ballot.
 *
 * @param now the clock of the server in milliseconds, which ticks
 */
export function useReloadAtOpening(
  contest: Pick<VotingContest, 'state' | 'opensAt'>,
  now: number,
  reload: () => Promise<boolean>,
): void {
  const isDue = contest.state === 'not-open' && now >= Date.parse(contest.opensAt);
  useEffect(() => {
    if (isDue) void reload();
  }, [isDue, now, reload]);
}
