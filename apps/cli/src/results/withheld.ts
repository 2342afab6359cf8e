import type { Disclosure } from '@scrutin/election';
import { instantText, resultsArePublic } from '@scrutin/election';

/**
 * Why the results of a law or an election are not shown at `nowMs`, even to a login of the database that could read
 * them. Undefined if they are public.
 */
export function withheldProblem(contest: Disclosure, nowMs: number): string | undefined {
  if (resultsArePublic(contest, nowMs)) return undefined;
  const closesAt = instantText(contest.window.closesAtMs);
  return `its results show after the closing, at ${closesAt}: until then they are withheld`;
}
