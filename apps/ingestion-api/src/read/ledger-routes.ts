import type { LedgerView } from '@scrutin/contracts/public';
import { methodNotAllowed } from '@scrutin/http-edge';
import { Router } from 'express';
import { briefly } from './cache-control.ts';
import { ShortCache } from './short-cache.ts';

export interface LedgerRoutesOptions {
  readonly ledger: () => Promise<LedgerView>;
  readonly cacheMs: number;
}

/** `GET /api/v1/ledger`: P5, asked of the database and the broker at most once per `cacheMs`. */
export function ledgerRoutes(options: LedgerRoutesOptions): Router {
  const ledger = new ShortCache(options.ledger, options.cacheMs);
  const router = Router();
  router
    .route('/api/v1/ledger')
    .get(async (_request, response) => {
      const view = await ledger.get();
      response.set('Cache-Control', briefly(options.cacheMs)).json(view);
    })
    .all(methodNotAllowed(['GET', 'HEAD']));
  return router;
}
