import type { TurnoutBody } from '@scrutin/contracts/public';
import type { Law } from '@scrutin/election';
import { instantText, percentageOf, windowStateAt } from '@scrutin/election';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { problemAnswer } from '@scrutin/http-edge';

/** What decides, of a law or an election, what may be told of its counts. */
export type Disclosure = Pick<Law, 'window' | 'resultsVisibility'>;

/** Whether the results of a contest may be told at `nowMs`. Partial results can sway who has yet to vote. */
export function resultsArePublic(contest: Disclosure, nowMs: number): boolean {
  switch (contest.resultsVisibility) {
    case 'live':
      return true;
    case 'after-closing':
      return windowStateAt(contest.window, nowMs) === 'closed';
  }
}

/** The answer to somebody who asks for results too early. */
export function notPublished(contest: Disclosure): ProblemAnswer {
  return problemAnswer('results-not-published', { closes_at: instantText(contest.window.closesAtMs) });
}

/** Counts as JSON numbers: exact up to 2^53. */
export function turnoutOf(registered: bigint | undefined, voters: bigint): TurnoutBody {
  return {
    registered_voters: registered === undefined ? null : Number(registered),
    voters: Number(voters),
    percentage: registered === undefined ? null : percentageOf(voters, registered),
  };
}

/** Undefined as soon as one part is unknown. */
export function sumOfKnown(parts: readonly (bigint | undefined)[]): bigint | undefined {
  let sum = 0n;
  for (const part of parts) {
    if (part === undefined) return undefined;
    sum += part;
  }
  return sum;
}
