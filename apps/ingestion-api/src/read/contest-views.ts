import type { TurnoutBody } from '@scrutin/contracts/public';
import type { Law } from '@scrutin/election';
import { instantText, percentageOf, windowStateAt } from '@scrutin/election';
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

/** Turnout as the API shows it. The counts are JSON numbers, which are exact up to 2^53. */
export function turnoutOf(registered: bigint | undefined, voters: bigint): TurnoutBody {
  return {
    registered_voters: registered === undefined ? null : Number(registered),
    voters: Number(voters),
    percentage: registered === undefined ? null : percentageOf(voters, registered),
  };
}

/** The sum of the parts, or undefined if one of them is unknown. */
export function sumOfKnown(parts: readonly (bigint | undefined)[]): bigint | undefined {
  let sum = 0n;
  for (const part of parts) {
    if (part === undefined) return undefined;
    sum += part;
  }
  return sum;
}
