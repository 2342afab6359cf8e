import type { Request, Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { idempotencyKeyFault, submissionLocation } from '@scrutin/contracts/public';
import type { ContestPurpose, SubmissionId } from '@scrutin/election';
import { sendProblem } from '@scrutin/http-edge';
import { answerAccepted } from './answer-accepted.ts';
import { answerOutcome } from './answer-outcome.ts';
import type { Submission } from './intake.ts';
import type { CheckedVote } from './submission-of-vote.ts';
import { submissionOfVote } from './submission-of-vote.ts';
import type { VoteProblem } from './vote-check.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/** The last step of a vote that has a request of its own. Gives the vote to the intake and answers the outcome. */
export async function answerVote(
  deps: VoteDependencies,
  request: Request,
  response: Response,
  checked: CheckedVote,
  language: Language,
): Promise<void> {
  const { purpose } = checked.contest;
  const submission = submissionOfVote(deps, request, checked);
  if (submission === undefined) {
    answerInvalidKey(request, response, language);
    return;
  }
  const outcome = await deps.intake.submit(submission);
  if (outcome.kind === 'accepted') deps.metrics.accepted(checked.scopeId, checked.regionId);
  if (outcome.kind === 'idempotency-key-reused') {
    await answerReusedKey(deps, response, submission, purpose, language);
  } else answerOutcome(response, outcome, submission, purpose, language);
}

function answerInvalidKey(request: Request, response: Response, language: Language): void {
  const fault = idempotencyKeyFault(String(request.headers['idempotency-key']));
  sendProblem(response, 'idempotency-key-invalid', language, {
    errors: fault === undefined ? [] : [{ field: 'Idempotency-Key', message: fault[language] }],
  });
}

async function answerReusedKey(
  deps: Pick<VoteDependencies, 'submissionStatus'>,
  response: Response,
  { vote: { submissionId } }: Submission,
  purpose: ContestPurpose | undefined,
  language: Language,
): Promise<void> {
  const problem = await reusedKeyProblem(deps, submissionId);
  if (problem === undefined) answerAccepted(response, submissionId, 'keyed', purpose, language);
  else sendProblem(response, problem.type, language, problem.extras);
}

/**
 * The problem of a vote whose key was used before with another choice. It is refused while the first vote is undecided,
 * and if the first vote was rejected. Once the first vote is counted, every choice gets the same 202, which says that the
 * first vote under the key is valid. Otherwise the answer would prove to others how somebody voted (P6).
 *
 * @returns undefined if the vote is answered 202
 * @throws TransientError if the database, which knows what became of the first vote, is unavailable
 */
export async function reusedKeyProblem(
  { submissionStatus }: Pick<VoteDependencies, 'submissionStatus'>,
  submissionId: SubmissionId,
): Promise<VoteProblem | undefined> {
  const first = await submissionStatus(submissionId);
  if (first?.state === 'counted') return undefined;
  const type = first === undefined ? 'idempotency-key-reused' : 'key-of-rejected-vote';
  return { type, extras: { location: submissionLocation(submissionId) } };
}
