import { setTimeout as pause } from 'node:timers/promises';
import type { LedgerView } from '@scrutin/contracts/public';
import { instantInWords } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import type { PublicApi } from '../public-api.ts';

/**
 * Reads the ledger again and again, without an end. While the API cannot read it, for example because its database is
 * away, a reading is a sentence with the time and the reason: whoever watches the ledger must not have to start again.
 *
 * @throws ConfigurationError if what answers is not the API of this version
 */
export async function* ledgerReadings(
  api: Pick<PublicApi, 'ledger'>,
  everyMs: number,
): AsyncGenerator<LedgerView | string, never> {
  for (;;) {
    yield await api.ledger().catch((error: unknown) => {
      if (!(error instanceof TransientError)) throw error;
      return `${instantInWords(Date.now(), 'UTC').en}: ${error.message} The ledger cannot be read now; this goes on asking.`;
    });
    await pause(everyMs);
  }
}
