import type { BallotStore } from '@scrutin/ballot-store';
import { openApiDocument } from '@scrutin/contracts/openapi';
import type { LedgerView } from '@scrutin/contracts/public';
import type { KeyedTag } from '@scrutin/election';
import { docsRoutes } from '@scrutin/http-edge';
import { Router } from 'express';
import { indexRoutes } from '../index-page/index-routes.ts';
import { briefly } from './cache-control.ts';
import { electionResultRoutes } from './election-result-routes.ts';
import { electionRoutes } from './election-routes.ts';
import { lawRoutes } from './law-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { Readings } from './readings.ts';
import type { ReadingStore } from './readings.ts';
import { SubmissionReading } from './submission-reading.ts';
import { submissionRoutes } from './submission-routes.ts';
import { tabulationRoutes } from './tabulation-routes.ts';
import { turnoutRoutes } from './turnout-routes.ts';

export interface ReadRouterOptions {
  readonly store: ReadingStore & Pick<BallotStore, 'submissionStatus'>;
  /** The tag by which Scrutin knows its own submission ids. */
  readonly submissionTag: KeyedTag;
  readonly ledger: () => Promise<LedgerView>;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** How old a catalogue, a result or a ledger may be, in milliseconds; 0 asks every time. */
  readonly cacheMs: number;
  /** Version of the API, as the index and the OpenAPI document say it. */
  readonly version: string;
}

/**
 * The read side: catalogue, results, turnout, published counts, submission status, ledger, index, documentation. Errors of what it
 * reads from go to the app's error handler: a TransientError is its 503.
 */
export function createReadRouter(options: ReadRouterOptions): Router {
  const router = Router();
  const { clock } = options;
  const contests = { readings: new Readings(options), clock, cacheControl: briefly(options.cacheMs) };
  router.use(lawRoutes(contests));
  router.use(electionRoutes(contests));
  router.use(electionResultRoutes(contests));
  router.use(tabulationRoutes(contests));
  router.use(turnoutRoutes(contests));
  const submissions = new SubmissionReading(options);
  router.use(submissionRoutes({ ...options, status: (id) => submissions.status(id) }));
  router.use(ledgerRoutes(options));
  router.use(indexRoutes(options.version));
  router.use(docsRoutes(openApiDocument(options.version)));
  return router;
}
