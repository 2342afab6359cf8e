import type { ResultsVisibility } from './results-visibility.ts';
import type { VotingWindow } from './voting-window.ts';
import { windowStateAt } from './voting-window.ts';

/** The properties of a law or an election that decide when its results are public. */
export interface Disclosure {
  readonly window: VotingWindow;
  readonly resultsVisibility: ResultsVisibility;
}

/**
 * Whether the results of a contest are public at `nowMs` (milliseconds since the epoch): at any time if they are live,
 * otherwise from the closing on, because partial results can influence those who have yet to vote.
 *
 * The status plays no part. A draft has no results, and only officials see it; a contest is certified after its closing
 * alone. The function choices_readable of the database answers the same, by the clock of the database.
 */
export function resultsArePublic({ window, resultsVisibility }: Disclosure, nowMs: number): boolean {
  return resultsVisibility === 'live' || windowStateAt(window, nowMs) === 'closed';
}
