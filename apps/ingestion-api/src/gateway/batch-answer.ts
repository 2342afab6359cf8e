import type { Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { problem } from '@scrutin/contracts/problems';
import { submissionLocation } from '@scrutin/contracts/public';
import type { SubmissionId } from '@scrutin/election';
import { SECURITY_HEADERS, sendProblem } from '@scrutin/http-edge';
import type { VoteProblem } from '../vote/vote-check.ts';

/** What becomes of one vote of a request. */
export type BatchedAnswer =
  | { readonly kind: 'accepted'; readonly submissionId: SubmissionId }
  | {
      readonly kind: 'refused';
      readonly problem: VoteProblem;
      /** Whether the same vote may be accepted later. It is sent again, and nobody has to correct it. */
      readonly mayBeSentAgain: boolean;
      /** Whether it may have been stored all the same. */
      readonly isUnconfirmed: boolean;
    };

/** How many votes of a request were accepted and refused. */
export interface BatchedCounts {
  readonly accepted: number;
  readonly refused: number;
}

/**
 * Answers a request with what became of each of its votes, in their order: 202 if one was accepted, and 200 if all were
 * refused. If none was accepted and some may be sent again, the whole request is answered with their problem (503), as
 * nothing is lost then when the client sends the request again: one answer to look at is simpler than 500. If it may
 * be that a vote was stored all the same, this problem is the one that says so.
 *
 * @returns undefined if the whole request was answered with a problem
 */
export function answerBatch(
  response: Response,
  answers: readonly BatchedAnswer[],
  language: Language,
): BatchedCounts | undefined {
  const accepted = answers.reduce((count, { kind }) => count + (kind === 'accepted' ? 1 : 0), 0);
  const whole = accepted === 0 ? problemOfAll(answers) : undefined;
  if (whole !== undefined) {
    sendProblem(response, whole.type, language, whole.extras);
    return undefined;
  }
  // The entries of accepted votes are written by hand, because nearly all entries are.
  const entries = answers.map((answer) =>
    answer.kind === 'accepted'
      ? `{"status":202,"submission_id":"${answer.submissionId}","location":"${submissionLocation(answer.submissionId)}"}`
      : JSON.stringify(problem(answer.problem.type, language, answer.problem.extras)),
  );
  const body = Buffer.from(`{"accepted":${accepted},"votes":[${entries.join(',')}]}`);
  response.writeHead(accepted > 0 ? 202 : 200, [
    'Content-Type',
    'application/json; charset=utf-8',
    'Content-Length',
    String(body.length),
    'Content-Language',
    language,
    'Cache-Control',
    'no-store',
    ...[...SECURITY_HEADERS].flat(),
  ]);
  response.end(body);
  return { accepted, refused: answers.length - accepted };
}

function problemOfAll(answers: readonly BatchedAnswer[]): VoteProblem | undefined {
  let found: VoteProblem | undefined;
  for (const answer of answers) {
    if (answer.kind === 'accepted' || !answer.mayBeSentAgain) continue;
    if (answer.isUnconfirmed) return answer.problem;
    found ??= answer.problem;
  }
  return found;
}
