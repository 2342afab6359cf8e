import type { RequestHandler } from 'express';
import { fieldErrors, languageOf, lawVoteRequest } from '@scrutin/contracts';
import { contestKey, lawSelection } from '@scrutin/election';
import { sendProblem } from '@scrutin/http-edge';
import { answerOutcome } from './answer-outcome.ts';
import { contestProblem, sendContestProblem } from './contest-problem.ts';
import { submissionOfVote } from './submission-of-vote.ts';
import type { VoteDependencies } from './vote-dependencies.ts';

/**
 * `POST /api/v1/vote`. NAS and code end here: what leaves is their keyed hash (P6, P7). The vote is
 * judged by the moment this handler saw it (P9), and answered 202 once it is durable (P1).
 */
export function lawVoteHandler(deps: VoteDependencies): RequestHandler {
  return async (request, response) => {
    const acceptedAtMs = deps.clock();
    const body = lawVoteRequest.safeParse(request.body);
    if (!body.success) {
      const language = languageOf(request.headers['accept-language']);
      sendProblem(response, 'malformed', language, { errors: fieldErrors(body.error, language) });
      return;
    }
    const { nas, code, law_id: lawId, vote } = body.data;
    const found = deps.findContest(contestKey({ kind: 'law', lawId }));
    const contest = found instanceof Promise ? await found : found;
    const problem = contestProblem(contest, acceptedAtMs);
    if (contest === undefined || problem !== undefined) {
      const language = languageOf(request.headers['accept-language']);
      sendContestProblem(response, problem ?? 'unknown-contest', contest, language);
      return;
    }

    const selection = lawSelection(vote);
    const submission = submissionOfVote(deps, request, {
      contest,
      scopeId: lawId,
      nas,
      code,
      selection,
      choice: selection,
      acceptedAtMs,
    });
    if (submission === undefined) {
      sendProblem(response, 'idempotency-key-invalid', languageOf(request.headers['accept-language']));
      return;
    }
    const outcome = await deps.intake.submit(submission);
    if (outcome.kind === 'accepted') deps.metrics.acceptedOnLaw(lawId);
    const language = languageOf(request.headers['accept-language']);
    answerOutcome(response, outcome, submission.vote.submissionId, language);
  };
}
