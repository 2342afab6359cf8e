import { REJECTION_REASONS } from '@scrutin/election';
import { z } from 'zod';
import { ACCEPTED_MESSAGE, explainSubmission } from './submission-texts.ts';

/** Path parameters and members that name a submission. */
export const requestId = z.uuid().meta({
  description: 'Random name of the submission.',
  examples: ['5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188'],
});

/** The 202 of a vote: P1, it is durable at the broker. */
export const acceptedBody = z
  .object({
    request_id: requestId,
    status: z.literal('accepted'),
    message: z.string().meta({ examples: [ACCEPTED_MESSAGE.fr] }),
  })
  .meta({ id: 'Accepted', description: 'The vote is stored safely and will be checked and counted.' });
export type AcceptedBody = z.infer<typeof acceptedBody>;

const settling = (state: 'queued' | 'counted') =>
  z.object({
    request_id: requestId,
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
