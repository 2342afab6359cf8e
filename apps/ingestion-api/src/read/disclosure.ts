import type { Disclosure } from '@scrutin/election';
import { instantText } from '@scrutin/election';
import type { ProblemAnswer } from '@scrutin/http-edge';
import { problemAnswer } from '@scrutin/http-edge';

/** The answer to a request for results that are not public yet. */
export function notPublished(contest: Disclosure & { readonly timeZone: string }): ProblemAnswer {
  return problemAnswer('results-not-published', {
    closes_at: instantText(contest.window.closesAtMs),
    time_zone: contest.timeZone,
  });
}
