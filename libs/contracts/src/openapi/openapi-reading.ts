import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { lawId } from '../public/law-vote.ts';
import { lawBody, lawResultsBody, lawsBody, publicLawResultBody } from '../public/law.ts';
import { ledgerBody } from '../public/ledger.ts';
import { lawTabulationBody } from '../public/published-tabulation.ts';
import { healthBody, indexBody, livenessBody } from '../public/service-answers.ts';
import { lawTurnoutBody, turnoutQuery } from '../public/turnout.ts';
import { cached } from './openapi-cached.ts';
import { electionPaths } from './openapi-elections.ts';
import { languageParameter } from './openapi-voting.ts';

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
    schema: publicLawResultBody,
    describe: 'What is counted so far.',
    path: z.object({ law_id: lawId }),
    problems: ['results-not-published', 'unknown-contest'],
  }),
  '/api/v1/results/{law_id}/tabulation': cached({
    operationId: 'lawTabulation',
    tag: 'Results',
    summary: 'The published count of one law',
    schema: lawTabulationBody,
    describe: 'The latest count that is published.',
    path: z.object({ law_id: lawId }),
    problems: ['results-not-published', 'unknown-contest', 'not-tabulated'],
  }),
  '/api/v1/laws/{id}/turnout': cached({
    operationId: 'lawTurnout',
    tag: 'Results',
    summary: 'Turnout of one law over time',
    schema: lawTurnoutBody,
    describe: 'Public at all times.',
    path: z.object({ id: lawId }),
    query: turnoutQuery,
    problems: ['malformed-query', 'unknown-contest'],
  }),
  ...electionPaths,
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
