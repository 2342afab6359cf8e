import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { idempotencyKey, lawVoteRequest } from './law-vote.ts';
import { localizedHeaders, problemResponses } from './openapi-errors.ts';
import { acceptedBody, requestId, submissionBody } from './submission.ts';

const acceptLanguage = z
  .string()
  .optional()
  .meta({
    description: 'Languages preferred, with quality values; French is the default.',
    examples: ['fr-CA, en;q=0.8'],
  });

/** Header of every operation that answers with texts. */
export const languageParameter = z.object({ 'Accept-Language': acceptLanguage });

const acceptedHeaders = localizedHeaders.extend({
  Location: z.string().meta({
    description: 'Where to follow the submission.',
    examples: ['/api/v1/submissions/5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188'],
  }),
});

export const votingPaths: ZodOpenApiPathsObject = {
  '/api/v1/vote': {
    post: {
      operationId: 'voteOnLaw',
      tags: ['Voting'],
      summary: 'Vote on a law',
      description:
        'Answers 202 once the vote is stored safely (P1). It is checked and counted afterwards: follow it at the address in `Location`. The moment of acceptance decides whether the vote was in time (P9).',
      requestParams: { header: languageParameter.extend({ 'Idempotency-Key': idempotencyKey.optional() }) },
      requestBody: {
        required: true,
        content: {
          'application/json': {
            schema: lawVoteRequest,
            examples: {
              oui: { value: { nas: '123 456 782', code: 'A1B2C3', law_id: 'L2025-001', vote: 'oui' } },
              non: { value: { nas: '123456782', code: 'a1b2c3', law_id: 'L2025-001', vote: 'non' } },
            },
          },
        },
      },
      responses: {
        202: {
          description: 'Accepted: stored safely, not yet counted.',
          headers: acceptedHeaders,
          content: { 'application/json': { schema: acceptedBody } },
        },
        ...problemResponses(
          'malformed',
          'idempotency-key-invalid',
          'unknown-contest',
          'method-not-allowed',
          'not-open',
          'closed',
          'payload-too-large',
          'unsupported-media-type',
          'idempotency-key-reused',
          'rate-limited',
          'internal',
          'broker-unavailable',
          'overloaded',
          'not-ready',
        ),
      },
    },
  },
  '/api/v1/submissions/{id}': {
    get: {
      operationId: 'submissionStatus',
      tags: ['Voting'],
      summary: 'What became of a vote',
      description: 'Tells whether the vote was counted, or why it was not. Never what was voted (P6).',
      requestParams: { path: z.object({ id: requestId }), header: languageParameter },
      responses: {
        200: {
          description: 'The state of the submission.',
          headers: localizedHeaders,
          content: { 'application/json': { schema: submissionBody } },
        },
        ...problemResponses('not-found', 'method-not-allowed', 'internal', 'not-ready'),
      },
    },
  },
};
