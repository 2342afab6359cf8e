import type { ProblemExtras, ProblemType } from '@scrutin/contracts/problems';
import { languageOf, methodNotAllowed, sendProblem } from '@scrutin/http-edge';
import type { Request, Router } from 'express';

/** What a reading came to: something to show, as it is or written already, or why not. */
export type Reading =
  | { readonly body: unknown }
  | { readonly json: string }
  | { readonly problem: ProblemType; readonly extras?: ProblemExtras };

/** `GET` and `HEAD` of one address, to be kept by others as `cacheControl` says; the other methods are refused. */
export function readRoute(
  router: Router,
  path: string,
  cacheControl: string,
  read: (request: Request<Record<string, string>>) => Promise<Reading>,
): void {
  router
    .route(path)
    .get(async (request: Request<Record<string, string>>, response) => {
      const reading = await read(request);
      if ('body' in reading) response.set('Cache-Control', cacheControl).json(reading.body);
      else if ('json' in reading) response.set('Cache-Control', cacheControl).type('json').send(reading.json);
      else {
        const language = languageOf(request.headers['accept-language']);
        sendProblem(response, reading.problem, language, reading.extras);
      }
    })
    .all(methodNotAllowed(['GET', 'HEAD']));
}
