import type { LedgerView } from '@scrutin/contracts';
import { openApiDocument } from '@scrutin/contracts';
import type { BallotStore } from '@scrutin/ballot-store';
import type { KeyedTag } from '@scrutin/election';
import { docsRoutes } from '@scrutin/http-edge';
import { Router } from 'express';
import { indexRoutes } from '../index-page/index-routes.ts';
import { lawRoutes } from './law-routes.ts';
import { ledgerRoutes } from './ledger-routes.ts';
import { submissionRoutes } from './submission-routes.ts';

export interface ReadRouterOptions {
  readonly store: Pick<BallotStore, 'laws' | 'lawResults' | 'submissionStatus'>;
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
 * The read side: catalogue, results, submission status, ledger, index, documentation. Errors of what it
 * reads from go to the app's error handler: a TransientError is its 503.
 */
export function createReadRouter(options: ReadRouterOptions): Router {
  const router = Router();
  router.use(lawRoutes(options));
  router.use(submissionRoutes(options));
  router.use(ledgerRoutes(options));
  router.use(indexRoutes(options.version));
  router.use(docsRoutes(openApiDocument(options.version)));
  return router;
}
