import type { BallotStore } from '@scrutin/ballot-store';
import { submissionView } from '@scrutin/contracts/public';
import { wasIssued } from '@scrutin/election';
import type { KeyedTag } from '@scrutin/election';
import { languageOf, methodNotAllowed, sendProblem } from '@scrutin/http-edge';
import { Router } from 'express';

export interface SubmissionRoutesOptions {
  readonly status: BallotStore['submissionStatus'];
  readonly submissionTag: KeyedTag;
}

/**
 * `GET /api/v1/submissions/:id`. An id that Scrutin did not issue is answered 404 without asking the
 * database; one that it issued and that nothing settled yet is on its way (P2).
 */
export function submissionRoutes(options: SubmissionRoutesOptions): Router {
  const router = Router();
  router
    .route('/api/v1/submissions/:id')
    .get(async (request, response) => {
      const language = languageOf(request.headers['accept-language']);
      const id = request.params.id.toLowerCase();
      if (!wasIssued(id, options.submissionTag)) {
        sendProblem(response, 'not-found', language);
        return;
      }
      const settled = await options.status(id);
      response.set({
        'Cache-Control': 'no-store',
        'Content-Language': language,
        Vary: 'Accept-Language',
      });
      response.json(submissionView(id, settled ?? { state: 'queued' }, language));
    })
    .all(methodNotAllowed(['GET', 'HEAD']));
  return router;
}
