import type { Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { VOTE_NOT_SENT } from '@scrutin/contracts/public';
import type { ContestPurpose } from '@scrutin/election';
import { RETRY_AFTER_S, sendProblem } from '@scrutin/http-edge';
import { answerAccepted } from './answer-accepted.ts';
import type { IntakeOutcome, Submission } from './intake.ts';

/**
 * Answers what the intake decided: 202, or the reason why the vote is not accepted now. For a key that was used before,
 * the answer depends on the first vote under it; `answerVote` gives that one.
 */
export function answerOutcome(
  response: Response,
  outcome: Exclude<IntakeOutcome, { readonly kind: 'idempotency-key-reused' }>,
  submission: Submission,
  purpose: ContestPurpose | undefined,
  language: Language,
): void {
  const { submissionId } = submission.vote;
  switch (outcome.kind) {
    case 'accepted':
      answerAccepted(
        response,
        submissionId,
        submission.idempotency === undefined ? 'new' : 'keyed',
        purpose,
        language,
      );
      return;
    case 'rate-limited':
      sendProblem(response, outcome.kind, language, {
        retry_after_seconds: Math.max(1, Math.ceil(outcome.retryAfterMs / 1000)),
      });
      return;
    case 'overloaded':
    case 'broker-unavailable':
      sendProblem(response, outcome.kind, language, {
        retry_after_seconds: RETRY_AFTER_S,
        ...(outcome.kind === 'broker-unavailable' ? { detail: VOTE_NOT_SENT[language] } : {}),
      });
      return;
    case 'unconfirmed':
      sendProblem(response, 'broker-unavailable', language, { retry_after_seconds: RETRY_AFTER_S });
  }
}
