import type { Disclosure } from '@scrutin/election';
import { instantInWords, resultsArePublic } from '@scrutin/election';

/**
 * Why the results of a law or an election are not shown at `nowMs`, even to a login of the database that could read
 * them. Undefined if they are public.
 */
export function withheldProblem(
  contest: Disclosure & { readonly timeZone: string },
  nowMs: number,
): string | undefined {
  if (resultsArePublic(contest, nowMs)) return undefined;
  const closesAt = instantInWords(contest.window.closesAtMs, contest.timeZone).en;
  return `its results are withheld until the closing, on ${closesAt}`;
}
