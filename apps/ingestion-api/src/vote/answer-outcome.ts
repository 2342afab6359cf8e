import type { Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { VOTE_NOT_SENT } from '@scrutin/contracts/public';
import type { ContestPurpose } from '@scrutin/election';
import { RETRY_AFTER_S, sendProblem } from '@scrutin/http-edge';
import { answerAccepted } from './answer-accepted.ts';
import type { IntakeOutcome, Submission } from './intake.ts';
import type { VoteProblem } from './vote-check.ts';

/** An outcome for which the vote alone decides the answer. With a reused key, the first vote under it decides. */
export type OwnOutcome = Exclude<IntakeOutcome, { readonly kind: 'idempotency-key-reused' }>;

/** Answers what the intake decided: 202, or the reason why the vote is not accepted now. */
export function answerOutcome(
  response: Response,
  outcome: OwnOutcome,
  { vote, idempotency }: Submission,
  purpose: ContestPurpose | undefined,
  language: Language,
): void {
  if (outcome.kind === 'accepted') {
    const kind = idempotency === undefined ? 'new' : 'keyed';
    answerAccepted(response, vote.submissionId, kind, purpose, language);
  } else {
    const { type, extras } = problemOfOutcome(outcome, language);
    sendProblem(response, type, language, extras);
  }
}

/** The problem with which a vote is answered that was not accepted. */
export function problemOfOutcome(
  outcome: Exclude<OwnOutcome, { readonly kind: 'accepted' }>,
  language: Language,
): VoteProblem {
  switch (outcome.kind) {
    case 'rate-limited':
      return {
        type: outcome.kind,
        extras: { retry_after_seconds: Math.max(1, Math.ceil(outcome.retryAfterMs / 1000)) },
      };
    case 'overloaded':
      return { type: outcome.kind, extras: { retry_after_seconds: RETRY_AFTER_S } };
    case 'broker-unavailable':
      return {
        type: outcome.kind,
        extras: { retry_after_seconds: RETRY_AFTER_S, detail: VOTE_NOT_SENT[language] },
      };
    case 'unconfirmed':
      return { type: 'broker-unavailable', extras: { retry_after_seconds: RETRY_AFTER_S } };
  }
}
