import { z } from 'zod';
import { routeTable } from '../routes/route.ts';
import { cached, READ_PROBLEMS } from './cached-answer.ts';
import { includeQuery } from './include.ts';
import { lawResultsBody, lawsBody, publicLawResultBody } from './law.ts';
import { lawId } from './law-vote.ts';
import { ledgerBody } from './ledger.ts';
import { lawDetailBody } from './notices.ts';
import { lawTabulationBody, publishedCountsBody } from './published-tabulation.ts';
import { lawTurnoutBody, turnoutQuery } from './turnout.ts';

/** The routes that read laws, their results and their turnout, and the ledger of all votes. */
export const LAW_ROUTES = routeTable({
  laws: {
    method: 'get',
    path: '/api/v1/laws',
    tag: 'Laws',
    summary: 'The laws put to the vote',
    query: includeQuery,
    answers: { 200: cached('All laws, open or not.', lawsBody) },
    problems: ['malformed-query', ...READ_PROBLEMS],
  },
  law: {
    method: 'get',
    path: '/api/v1/laws/{id}',
    tag: 'Laws',
    summary: 'One law',
    params: z.object({ id: lawId }),
    answers: { 200: cached('The law.', lawDetailBody) },
    problems: ['unknown-contest', ...READ_PROBLEMS],
  },
  lawResults: {
    method: 'get',
    path: '/api/v1/results',
    tag: 'Results',
    summary: 'The public results of all laws',
    query: includeQuery,
    answers: { 200: cached('The results of every law whose results are public now.', lawResultsBody) },
    problems: ['malformed-query', ...READ_PROBLEMS],
  },
  lawResult: {
    method: 'get',
    path: '/api/v1/results/{law_id}',
    tag: 'Results',
    summary: 'The results of one law',
    params: z.object({ law_id: lawId }),
    answers: { 200: cached('The votes counted so far.', publicLawResultBody) },
    problems: ['results-not-published', 'unknown-contest', ...READ_PROBLEMS],
  },
  lawTabulation: {
    method: 'get',
    path: '/api/v1/results/{law_id}/tabulation',
    tag: 'Results',
    summary: 'The published count of one law',
    params: z.object({ law_id: lawId }),
    answers: { 200: cached('The latest published count.', lawTabulationBody) },
    problems: ['results-not-published', 'unknown-contest', 'not-tabulated', ...READ_PROBLEMS],
  },
  lawTabulations: {
    method: 'get',
    path: '/api/v1/results/{law_id}/tabulations',
    tag: 'Results',
    summary: 'Every published count of one law, and which one stands',
    params: z.object({ law_id: lawId }),
    answers: {
      200: cached('The published counts, newest first, each with the reason for it.', publishedCountsBody),
    },
    problems: ['results-not-published', 'unknown-contest', ...READ_PROBLEMS],
  },
  lawTurnout: {
    method: 'get',
    path: '/api/v1/laws/{id}/turnout',
    tag: 'Results',
    summary: 'Turnout of one law over time',
    params: z.object({ id: lawId }),
    query: turnoutQuery,
    answers: { 200: cached('The turnout, which is public at all times.', lawTurnoutBody) },
    problems: ['malformed-query', 'unknown-contest', ...READ_PROBLEMS],
  },
  ledger: {
    method: 'get',
    path: '/api/v1/ledger',
    tag: 'Results',
    summary: 'Where every accepted vote is',
    answers: { 200: cached('The ledger, which balances (P5).', ledgerBody) },
    problems: READ_PROBLEMS,
  },
});
