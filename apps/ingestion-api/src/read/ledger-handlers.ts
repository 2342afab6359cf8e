import type { LedgerView } from '@scrutin/contracts/public';
import { ok } from '@scrutin/http-edge';
import type { ReadHandlers } from './read-handlers.ts';
import { ShortCache } from './short-cache.ts';

export interface LedgerHandlersOptions {
  readonly ledger: () => Promise<LedgerView>;
  readonly cacheMs: number;
}

/** The ledger (P5), asked of the database and the broker at most once per `cacheMs`. */
export function ledgerHandlers(options: LedgerHandlersOptions): ReadHandlers<'ledger'> {
  const ledger = new ShortCache(options.ledger, options.cacheMs);
  return { ledger: async () => ok(await ledger.get()) };
}
