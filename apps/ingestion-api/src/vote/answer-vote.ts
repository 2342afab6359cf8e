import type { Request, Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { idempotencyKeyFault, submissionLocation } from '@scrutin/contracts/public';
import { sendProblem } from '@scrutin/http-edge';
import { answerAccepted } from './answer-accepted.ts';
import { answerOutcome } from './answer-outcome.ts';
import type { Submission } from './intake.ts';
import type { CheckedVote } from './submission-of-vote.ts';
import { submissionOfVote } from './submission-of-vote.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/** The last part of every vote: hands over what its contest takes, and answers what became of it. */
export async function answerVote(
  deps: VoteDependencies,
  request: Request,
  response: Response,
  checked: CheckedVote,
  language: Language,
  onAccepted: () => void,
): Promise<void> {
  const submission = submissionOfVote(deps, request, checked);
  if (submission === undefined) {
    refuseKey(request, response, language);
    return;
  }
  const outcome = await deps.intake.submit(submission);
  if (outcome.kind === 'accepted') onAccepted();
  if (outcome.kind === 'idempotency-key-reused') {
    await answerReusedKey(deps, response, submission, language);
  } else answerOutcome(response, outcome, submission, language);
}

function refuseKey(request: Request, response: Response, language: Language): void {
  const fault = idempotencyKeyFault(String(request.headers['idempotency-key']));
  sendProblem(response, 'idempotency-key-invalid', language, {
    errors: fault === undefined ? [] : [{ field: 'Idempotency-Key', message: fault[language] }],
  });
}

/**
 * Another choice under a key that was used: refused while the first may count, and when the first was not counted.
 * Once the first is counted the answer is the same for every choice, or it would be a receipt (P6): it says that the
 * first sending under the key holds.
 *
 * @throws TransientError when the database is away, and with it what became of the first
 */
async function answerReusedKey(
  deps: Pick<VoteDependencies, 'submissionStatus'>,
  response: Response,
  submission: Submission,
  language: Language,
): Promise<void> {
  const { submissionId } = submission.vote;
  const location = submissionLocation(submissionId);
  const first = await deps.submissionStatus(submissionId);
  if (first?.state === 'counted') answerAccepted(response, submissionId, 'keyed', language);
  else if (first === undefined) sendProblem(response, 'idempotency-key-reused', language, { location });
  else sendProblem(response, 'key-of-rejected-vote', language, { location });
}
