import type { Language } from '@scrutin/contracts';
import type { SubmissionId } from '@scrutin/election';
import { sendProblem } from '@scrutin/http-edge';
import type { Response } from 'express';
import { answerAccepted } from './answer-accepted.ts';
import type { IntakeOutcome } from './intake.ts';

/** What the intake decided, as the voter hears it: 202, or why the vote is not taken now. */
export function answerOutcome(
  response: Response,
  outcome: IntakeOutcome,
  submissionId: SubmissionId,
  language: Language,
): void {
  switch (outcome.kind) {
    case 'accepted':
      answerAccepted(response, submissionId, language);
      return;
    case 'rate-limited':
      response.set('Retry-After', String(Math.max(1, Math.ceil(outcome.retryAfterMs / 1000))));
      sendProblem(response, 'rate-limited', language);
      return;
    case 'idempotency-key-reused':
      sendProblem(response, outcome.kind, language);
      return;
    case 'overloaded':
    case 'broker-unavailable':
      response.set('Retry-After', '5');
      sendProblem(response, outcome.kind, language);
      return;
    case 'unconfirmed':
      response.set('Retry-After', '5');
      sendProblem(response, 'broker-unavailable', language);
  }
}
