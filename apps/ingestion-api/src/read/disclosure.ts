import type { Law } from '@scrutin/election';
import { instantText, windowStateAt } from '@scrutin/election';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { problemAnswer } from '@scrutin/http-edge';

/** The properties of a law or an election that decide when its results are public. */
export type Disclosure = Pick<Law, 'window' | 'resultsVisibility'>;

/** Whether the results of a contest are public at `nowMs`. Partial results can influence those who have yet to vote. */
export function resultsArePublic(contest: Disclosure, nowMs: number): boolean {
  switch (contest.resultsVisibility) {
    case 'live':
      return true;
    case 'after-closing':
      return windowStateAt(contest.window, nowMs) === 'closed';
  }
}

/** The answer to a request for results that are not public yet. */
export function notPublished(contest: Disclosure): ProblemAnswer {
  return problemAnswer('results-not-published', { closes_at: instantText(contest.window.closesAtMs) });
}
