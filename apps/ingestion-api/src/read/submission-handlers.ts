import type { BallotStore } from '@scrutin/ballot-store';
import { submissionView } from '@scrutin/contracts/public';
import type { KeyedTag } from '@scrutin/election';
import { wasIssued } from '@scrutin/election';
import { problemAnswer } from '@scrutin/http-edge';
import type { ReadHandlers } from './read-handlers.ts';

export interface SubmissionHandlersOptions {
  readonly status: BallotStore['submissionStatus'];
  readonly submissionTag: KeyedTag;
}

/**
 * What became of a vote. An id that Scrutin did not issue is answered 404 without asking the database; one that it
 * issued and that nothing settled yet is on its way (P2).
 */
export function submissionHandlers(options: SubmissionHandlersOptions): ReadHandlers<'submissionStatus'> {
  return {
    submissionStatus: async ({ params, language }) => {
      const id = params.id.toLowerCase();
      if (!wasIssued(id, options.submissionTag)) return problemAnswer('not-found');
      const settled = await options.status(id);
      return {
        kind: 'json',
        status: 200,
        headers: { 'Cache-Control': 'no-store', 'Content-Language': language, Vary: 'Accept-Language' },
        body: submissionView(id, settled ?? { state: 'queued' }, language),
      };
    },
  };
}
