import type { Language } from '@scrutin/contracts/problems';
import { windowStateAt } from '@scrutin/election';
import type { OpenContest } from '@scrutin/election';
import { sendProblem } from '@scrutin/http-edge';
import type { Response } from 'express';

export type ContestProblem = 'unknown-contest' | 'not-open' | 'closed';

/** Why the contest takes no vote at `atMs` (P9); undefined while it does. */
export function contestProblem(contest: OpenContest | undefined, atMs: number): ContestProblem | undefined {
  if (contest === undefined) return 'unknown-contest';
  const state = windowStateAt(contest.window, atMs);
  return state === 'open' ? undefined : state;
}

/** Answers 503: not here and now, but another replica or a later moment may take the vote. */
export function sendNotReady(response: Response, language: Language): void {
  response.set('Retry-After', '5');
  sendProblem(response, 'not-ready', language);
}

/** Answers 404 or 409; with the window, when there is one. */
export function sendContestProblem(
  response: Response,
  problem: ContestProblem,
  contest: OpenContest | undefined,
  language: Language,
): void {
  if (contest === undefined) sendProblem(response, problem, language);
  else {
    sendProblem(response, problem, language, {
      opens_at: new Date(contest.window.opensAtMs).toISOString(),
      closes_at: new Date(contest.window.closesAtMs).toISOString(),
    });
  }
}
