import type { BallotStore } from '@scrutin/ballot-store';
import { submissionView } from '@scrutin/contracts/public';
import type { KeyedTag, SubmissionId } from '@scrutin/election';
import { purposeOfSubmission } from '@scrutin/election';
import { problemAnswer } from '@scrutin/http-edge';
import type { ReadHandlers } from './read-handlers.ts';

/** How the status of a submission is read, and how identifiers are recognised. */
export interface SubmissionHandlersOptions {
  readonly status: BallotStore['submissionStatus'];
  readonly submissionTag: KeyedTag;
}

/**
 * The handler for the status of a submission. An identifier that Scrutin did not issue is answered 404 without asking
 * the database. A submission that was issued and is not settled yet is in the queue (P2).
 */
export function submissionHandlers(options: SubmissionHandlersOptions): ReadHandlers<'submissionStatus'> {
  return {
    submissionStatus: async ({ params, language }) => {
      const id = params.id.toLowerCase();
      const purpose = purposeOfSubmission(id, options.submissionTag);
      if (purpose === undefined) return problemAnswer('not-found');
      const settled = await options.status(id as SubmissionId);
      return {
        kind: 'json',
        status: 200,
        headers: { 'Cache-Control': 'no-store', 'Content-Language': language, Vary: 'Accept-Language' },
        body: submissionView(id, settled ?? { state: 'queued' }, language, purpose),
      };
    },
  };
}
