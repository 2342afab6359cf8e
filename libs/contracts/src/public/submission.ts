import { z } from 'zod';
import type { ContestPurpose } from '@scrutin/election';
import { REJECTION_REASONS } from '@scrutin/election';
import type { Language } from '../problems/language.ts';
import { purpose } from './law.ts';
import type { SubmissionOutcome } from './submission-texts.ts';
import { ACCEPTED_MESSAGE, explainSubmission } from './submission-texts.ts';

/** The identifier of a submission, in paths and in bodies. */
export const requestId = z.uuid().meta({
  description: 'The identifier of the submission, which is random.',
  examples: ['5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188'],
});

/** The path at which the state of a submission can be read. */
export function submissionLocation(id: string): string {
  return `/api/v1/submissions/${id}`;
}

const location = z.string().meta({
  description: 'Where to follow the submission. It is the same as in the Location header.',
  examples: [submissionLocation('5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188')],
});

/** The body of the 202 for a vote. The vote is then durable at the broker (P1). */
export const acceptedBody = z
  .object({
    request_id: requestId,
    status: z.literal('accepted').meta({
      description:
        'The vote is received and not decided yet. The submission says `counted` or `rejected` later.',
    }),
    location,
    message: z.string().meta({ examples: [ACCEPTED_MESSAGE.fr] }),
  })
  .meta({ id: 'Accepted', description: 'The vote is stored safely and will be checked and counted.' });

/** `status` uses the words of the 202. `state` is the older member, with `queued` instead of `accepted`. */
const STATUS_OF_STATE = { queued: 'accepted', counted: 'counted', rejected: 'rejected' } as const;

const status = <S extends keyof typeof STATUS_OF_STATE>(state: S) =>
  z
    .literal(STATUS_OF_STATE[state])
    .meta({ description: 'The same member as in the 202, which says `accepted`.' });

const settling = (state: 'queued' | 'counted') =>
  z.object({
    request_id: requestId,
    status: status(state),
    state: z.literal(state),
    purpose,
    explanation: z.string().meta({ examples: [explainSubmission({ state }, 'fr')] }),
  });

/** `GET /api/v1/submissions/{id}`. */
export const submissionBody = z
  .discriminatedUnion('state', [
    settling('queued').meta({
      id: 'SubmissionQueued',
      description: 'The vote is accepted and not settled yet.',
    }),
    settling('counted').meta({ id: 'SubmissionCounted', description: 'The vote is in the results.' }),
    z
      .object({
        request_id: requestId,
        status: status('rejected'),
        state: z.literal('rejected'),
        purpose,
        reason: z.enum(REJECTION_REASONS).meta({ id: 'RejectionReason', examples: ['already-voted'] }),
        explanation: z
          .string()
          .meta({ examples: [explainSubmission({ state: 'rejected', reason: 'already-voted' }, 'fr')] }),
      })
      .meta({ id: 'SubmissionRejected', description: 'The vote was not counted, for the reason given.' }),
  ])
  .meta({ id: 'Submission', description: 'What became of a vote. It never contains the vote itself (P6).' });
export type SubmissionBody = z.infer<typeof submissionBody>;

/** The answer of `GET /api/v1/submissions/{id}`. */
export function submissionView(
  id: string,
  outcome: SubmissionOutcome,
  language: Language,
  purpose: ContestPurpose = 'real',
): SubmissionBody {
  const explanation = explainSubmission(outcome, language, purpose);
  switch (outcome.state) {
    case 'queued':
      return { request_id: id, status: 'accepted', state: 'queued', purpose, explanation };
    case 'counted':
      return { request_id: id, status: 'counted', state: 'counted', purpose, explanation };
    case 'rejected': {
      const { reason } = outcome;
      return { request_id: id, status: 'rejected', state: 'rejected', purpose, reason, explanation };
    }
  }
}
