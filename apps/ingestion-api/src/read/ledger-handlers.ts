import type { LedgerView } from '@scrutin/contracts/public';
import { ok } from '@scrutin/http-edge';
import type { ReadHandlers } from './read-handlers.ts';
import { ShortCache } from './short-cache.ts';

/** How the ledger is read, and how old an answer may be. */
export interface LedgerHandlersOptions {
  readonly ledger: () => Promise<LedgerView>;
  readonly cacheMs: number;
}

/** The handler for the ledger (P5). It reads the database and the broker at most once per `cacheMs`. */
export function ledgerHandlers(options: LedgerHandlersOptions): ReadHandlers<'ledger'> {
  const ledger = new ShortCache(options.ledger, options.cacheMs);
  return { ledger: async () => ok(await ledger.get()) };
}
