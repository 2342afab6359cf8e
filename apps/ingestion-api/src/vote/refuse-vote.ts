import type { Response } from 'express';
import type { FieldError, Language, ProblemType } from '@scrutin/contracts/problems';
import type { SelectionReason, VoteRefusal } from '@scrutin/election';
import { sendProblem } from '@scrutin/http-edge';

/** What the answer to a wrong selection says beyond its reason. */
export interface SelectionDetails {
  readonly errors: readonly FieldError[];
  readonly field?: string;
  readonly max_ranks?: number;
}

/** Answers 404 for an unknown contest, 409 outside its window (with the window), or why the contest does not take the selection. */
export function refuseVote(
  response: Response,
  refusal: VoteRefusal,
  language: Language,
  details: SelectionDetails = { errors: [] },
): void {
  switch (refusal.verdict) {
    case 'no-contest':
      sendProblem(response, refusal.reason, language);
      return;
    case 'outside-window': {
      const { opensAtMs, closesAtMs } = refusal.contest.window;
      sendProblem(response, refusal.reason, language, {
        opens_at: new Date(opensAtMs).toISOString(),
        closes_at: new Date(closesAtMs).toISOString(),
      });
      return;
    }
    case 'wrong-selection':
      sendProblem(response, SELECTION_PROBLEM[refusal.reason], language, { ...details });
  }
}

/** Answers 503: this process cannot take the vote now, but another replica or a later moment may. */
export function sendNotReady(response: Response, language: Language): void {
  response.set('Retry-After', '5');
  sendProblem(response, 'not-ready', language);
}

/** The schema of the body has already refused every `invalid-selection`; if one came through, it would be `malformed`. */
const SELECTION_PROBLEM = {
  'invalid-selection': 'malformed',
  'unknown-candidate': 'unknown-candidate',
  'withdrawn-candidate': 'withdrawn-candidate',
  'repeated-candidate': 'repeated-candidate',
  'too-many-ranks': 'too-many-ranks',
  'ranking-not-allowed': 'ranking-not-allowed',
} as const satisfies Record<SelectionReason, ProblemType>;
