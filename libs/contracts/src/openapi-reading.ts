import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { lawId } from './law-vote.ts';
import { lawBody, lawResultBody, lawResultsBody, lawsBody } from './law.ts';
import { ledgerBody } from './ledger.ts';
import { problemResponses } from './openapi-errors.ts';
import type { ProblemType } from './problem-catalogue.ts';
import { languageParameter } from './openapi-voting.ts';
import { healthBody, indexBody, livenessBody } from './service-answers.ts';

const cacheHeaders = z.object({
  'Cache-Control': z
    .string()
    .meta({ description: 'How long the answer may be reused.', examples: ['public, max-age=1'] }),
});

/** A GET that answers 200 with JSON that may be cached for a moment. */
function cached(o: {
  operationId: string;
  tag: string;
  summary: string;
  schema: z.ZodType;
  describe: string;
  path?: z.ZodObject;
  problems?: readonly ProblemType[];
}): ZodOpenApiPathsObject[string] {
  return {
    get: {
      operationId: o.operationId,
      tags: [o.tag],
      summary: o.summary,
      requestParams: { header: languageParameter, ...(o.path === undefined ? {} : { path: o.path }) },
      responses: {
        200: {
          description: o.describe,
          headers: cacheHeaders,
          content: { 'application/json': { schema: o.schema } },
        },
        ...problemResponses(...(o.problems ?? []), 'method-not-allowed', 'internal', 'not-ready'),
      },
    },
  };
}

const health = (operationId: string): ZodOpenApiPathsObject[string] => ({
  get: {
    operationId,
    tags: ['Service'],
    summary: 'Whether the service can do its work',
    responses: {
      200: { description: 'Ready.', content: { 'application/json': { schema: healthBody } } },
      503: {
        description: 'A dependency is down.',
        content: {
          'application/json': {
            schema: healthBody,
            examples: {
              'database down': {
                value: { status: 'unavailable', dependencies: { broker: 'up', database: 'down' } },
              },
            },
          },
        },
      },
    },
  },
});

export const readingPaths: ZodOpenApiPathsObject = {
  '/api/v1/laws': cached({
    operationId: 'laws',
    tag: 'Laws',
    summary: 'The laws put to the vote',
    schema: lawsBody,
    describe: 'All laws, open or not.',
  }),
  '/api/v1/laws/{id}': cached({
    operationId: 'law',
    tag: 'Laws',
    summary: 'One law',
    schema: lawBody,
    describe: 'The law.',
    path: z.object({ id: lawId }),
    problems: ['unknown-contest'],
  }),
  '/api/v1/results': cached({
    operationId: 'lawResults',
    tag: 'Results',
    summary: 'The results that are public',
    schema: lawResultsBody,
    describe: 'The results of every law whose results are public now.',
  }),
  '/api/v1/results/{law_id}': cached({
    operationId: 'lawResult',
    tag: 'Results',
    summary: 'The results of one law',
    schema: lawResultBody,
    describe: 'What is counted so far.',
    path: z.object({ law_id: lawId }),
    problems: ['results-not-published', 'unknown-contest'],
  }),
  '/api/v1/ledger': cached({
    operationId: 'ledger',
    tag: 'Results',
    summary: 'Where every accepted vote is',
    schema: ledgerBody,
    describe: 'The ledger, which balances (P5).',
  }),
  '/api/v1/health': health('health'),
  '/health': health('healthOfTheProcess'),
  '/health/ready': health('readiness'),
  '/health/live': {
    get: {
      operationId: 'liveness',
      tags: ['Service'],
      summary: 'Whether the process answers',
      responses: {
        200: { description: 'Alive.', content: { 'application/json': { schema: livenessBody } } },
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'metrics',
      tags: ['Service'],
      summary: 'Metrics for Prometheus',
      responses: {
        200: {
          description: 'The metrics, in the text format of Prometheus.',
          content: { 'text/plain': { schema: z.string() } },
        },
      },
    },
  },
  '/': {
    get: {
      operationId: 'index',
      tags: ['Service'],
      summary: 'Where to find what',
      requestParams: { header: languageParameter },
      responses: {
        200: {
          description: 'Links, as JSON or as a page.',
          content: { 'application/json': { schema: indexBody }, 'text/html': { schema: z.string() } },
        },
      },
    },
  },
};
