import { z } from 'zod';
import { routeTable } from '../routes/route.ts';
import { localizedHeaders } from './answer-headers.ts';
import { requestId, submissionBody } from './submission.ts';

/** The route that says what became of a vote. */
export const SUBMISSION_ROUTES = routeTable({
  submissionStatus: {
    method: 'get',
    path: '/api/v1/submissions/{id}',
    tag: 'Voting',
    summary: 'What became of a vote',
    description: 'Says whether the vote was counted, or why it was not. It never says what was voted (P6).',
    params: z.object({ id: requestId }),
    answers: {
      200: { description: 'The state of the submission.', headers: localizedHeaders, json: submissionBody },
    },
    problems: ['not-found', 'method-not-allowed', 'internal', 'not-ready'],
  },
});
