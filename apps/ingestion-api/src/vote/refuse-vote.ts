import type { Response } from 'express';
import type { FieldError, Language, ProblemType } from '@scrutin/contracts/problems';
import { outsideWindow } from '@scrutin/contracts/problems';
import type { SelectionReason, VoteRefusal } from '@scrutin/election';
import { DEFAULT_TIME_ZONE } from '@scrutin/election';
import { sendProblem } from '@scrutin/http-edge';

/** What the answer to a wrong selection contains in addition to the reason. */
export interface SelectionDetails {
  readonly errors: readonly FieldError[];
  readonly field?: string;
  readonly max_ranks?: number;
}

/**
 * Answers 404 for an unknown contest, 409 with the window for a contest that is not open, and otherwise the reason why
 * the contest does not take the selection.
 */
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
      const { window, timeZone = DEFAULT_TIME_ZONE } = refusal.contest;
      sendProblem(
        response,
        refusal.reason,
        language,
        outsideWindow(refusal.reason, window, timeZone, language),
      );
      return;
    }
    case 'wrong-selection':
      sendProblem(response, SELECTION_PROBLEM[refusal.reason], language, { ...details });
  }
}

/** The schema of the body already refuses every `invalid-selection`, so its row here is not expected to be used. */
const SELECTION_PROBLEM = {
  'invalid-selection': 'malformed',
  'unknown-candidate': 'unknown-candidate',
  'withdrawn-candidate': 'withdrawn-candidate',
  'repeated-candidate': 'repeated-candidate',
  'too-many-ranks': 'too-many-ranks',
  'ranking-not-allowed': 'ranking-not-allowed',
  'blank-not-allowed': 'blank-not-allowed',
} as const satisfies Record<SelectionReason, ProblemType>;
