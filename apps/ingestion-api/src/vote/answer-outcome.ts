import type { Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { submissionLocation, VOTE_NOT_SENT } from '@scrutin/contracts/public';
import { sendProblem } from '@scrutin/http-edge';
import { answerAccepted } from './answer-accepted.ts';
import type { IntakeOutcome, Submission } from './intake.ts';

/** When a client should send a vote again that was not accepted, or not confirmed. */
const RETRY_AFTER_S = 5;

/** Answers what the intake decided: 202, or the reason why the vote is not accepted now. */
export function answerOutcome(
  response: Response,
  outcome: IntakeOutcome,
  submission: Submission,
  language: Language,
): void {
  const { submissionId } = submission.vote;
  switch (outcome.kind) {
    case 'accepted':
      answerAccepted(
        response,
        submissionId,
        submission.idempotency === undefined ? 'new' : 'keyed',
        language,
      );
      return;
    case 'rate-limited':
      sendProblem(response, outcome.kind, language, {
        retry_after_seconds: Math.max(1, Math.ceil(outcome.retryAfterMs / 1000)),
      });
      return;
    case 'idempotency-key-reused':
      sendProblem(response, outcome.kind, language, { location: submissionLocation(submissionId) });
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
