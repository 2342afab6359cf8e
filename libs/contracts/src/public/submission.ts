import { z } from 'zod';
import { REJECTION_REASONS } from '@scrutin/election';
import type { Language } from '../problems/language.ts';
import type { SubmissionOutcome } from './submission-texts.ts';
import { ACCEPTED_MESSAGE, explainSubmission } from './submission-texts.ts';

/** Path parameters and members that name a submission. */
export const requestId = z.uuid().meta({
  description: 'Random name of the submission.',
  examples: ['5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188'],
});

/** The address at which a submission is followed. */
export function submissionLocation(id: string): string {
  return `/api/v1/submissions/${id}`;
}

const location = z.string().meta({
  description: 'Where to follow the submission; the same as in the Location header.',
  examples: [submissionLocation('5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188')],
});

/** The 202 of a vote: P1, it is durable at the broker. */
export const acceptedBody = z
  .object({
    request_id: requestId,
    status: z.literal('accepted').meta({
      description: 'Received, not yet decided. The submission itself says `counted` or `rejected` later.',
    }),
    location,
    message: z.string().meta({ examples: [ACCEPTED_MESSAGE.fr] }),
  })
  .meta({ id: 'Accepted', description: 'The vote is stored safely and will be checked and counted.' });
export type AcceptedBody = z.infer<typeof acceptedBody>;

/** `status` goes on where the 202 began; `state` is the older name, with `queued` for `accepted`. */
const STATUS_OF_STATE = { queued: 'accepted', counted: 'counted', rejected: 'rejected' } as const;

const status = <S extends keyof typeof STATUS_OF_STATE>(state: S) =>
  z.literal(STATUS_OF_STATE[state]).meta({ description: 'As in the 202, which says `accepted`.' });

const settling = (state: 'queued' | 'counted') =>
  z.object({
    request_id: requestId,
    status: status(state),
    state: z.literal(state),
    explanation: z.string().meta({ examples: [explainSubmission({ state }, 'fr')] }),
  });

/** `GET /api/v1/submissions/{id}`. */
export const submissionBody = z
  .discriminatedUnion('state', [
    settling('queued').meta({ id: 'SubmissionQueued', description: 'Accepted, not yet settled.' }),
    settling('counted').meta({ id: 'SubmissionCounted', description: 'In the results.' }),
    z
      .object({
        request_id: requestId,
        status: status('rejected'),
        state: z.literal('rejected'),
        reason: z.enum(REJECTION_REASONS).meta({ id: 'RejectionReason', examples: ['already-voted'] }),
        explanation: z
          .string()
          .meta({ examples: [explainSubmission({ state: 'rejected', reason: 'already-voted' }, 'fr')] }),
      })
      .meta({ id: 'SubmissionRejected', description: 'Not counted, and why.' }),
  ])
  .meta({ id: 'Submission', description: 'What became of a vote. Never the vote itself (P6).' });
export type SubmissionBody = z.infer<typeof submissionBody>;

/** What `GET /api/v1/submissions/{id}` says of a submission. */
export function submissionView(id: string, outcome: SubmissionOutcome, language: Language): SubmissionBody {
  const explanation = explainSubmission(outcome, language);
  switch (outcome.state) {
    case 'queued':
      return { request_id: id, status: 'accepted', state: 'queued', explanation };
    case 'counted':
      return { request_id: id, status: 'counted', state: 'counted', explanation };
    case 'rejected': {
      const { reason } = outcome;
      return { request_id: id, status: 'rejected', state: 'rejected', reason, explanation };
    }
  }
}
