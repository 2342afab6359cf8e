import { z } from 'zod';
import { LANGUAGES } from '../problems/language.ts';
import { routeTable } from '../routes/route.ts';
import { exportHeaders } from './answer-headers.ts';
import { READ_PROBLEMS } from './cached-answer.ts';
import { electionId } from './election.ts';
import { lawId } from './law-vote.ts';

/** The formats in which results can be downloaded. */
export const RESULT_FORMATS = ['csv', 'json', 'xlsx', 'pdf', 'nist'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

const exportQuery = z.object({
  format: z.enum(RESULT_FORMATS).meta({
    description:
      '`csv` has all tables one below the other, `xlsx` one sheet for each; `json` has the bodies of this API; `pdf` is tagged for screen readers (PDF/UA) and has the digests of the ballots; `nist` is an election results report (NIST SP 1500-100, version 2).',
    examples: ['csv'],
  }),
  language: z
    .enum(LANGUAGES)
    .optional()
    .meta({
      description: 'The language of names and headings; by default that of the request.',
      examples: ['fr'],
    }),
});

const answers = {
  200: {
    description: 'The file. Every number in it is one that the results show.',
    headers: exportHeaders,
    otherMedia: [
      'text/csv',
      'application/json',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/pdf',
    ],
  },
} as const;

const PROBLEMS = [
  'malformed-query',
  'results-not-published',
  'unknown-contest',
  'overloaded',
  ...READ_PROBLEMS,
] as const;

/** The routes that write the results of a contest as a file. */
export const RESULT_EXPORT_ROUTES = routeTable({
  lawResultExport: {
    method: 'get',
    path: '/api/v1/results/{law_id}/export',
    tag: 'Results',
    summary: 'The results of one law as a file',
    params: z.object({ law_id: lawId }),
    query: exportQuery,
    answers,
    problems: PROBLEMS,
  },
  electionResultExport: {
    method: 'get',
    path: '/api/v1/elections/{election_id}/results/export',
    tag: 'Results',
    summary: 'The results of an election with all its races as a file',
    params: z.object({ election_id: electionId }),
    query: exportQuery,
    answers,
    problems: PROBLEMS,
  },
});
