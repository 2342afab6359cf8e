import type { LedgerView } from '@scrutin/contracts/public';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { ledgerReadings } from './ledger-readings.ts';

const LEDGER = { received: 3, counted: 3 } as LedgerView;

function readings(answers: readonly (LedgerView | Error)[]): AsyncGenerator<LedgerView | string> {
  const left = [...answers];
  const ledger = (): Promise<LedgerView> => {
    const answer = left.shift();
    return answer instanceof Error || answer === undefined
      ? Promise.reject(answer!)
      : Promise.resolve(answer);
  };
  return ledgerReadings({ ledger }, 1);
}

describe('watching the ledger', () => {
  it('goes on while the API cannot read it, and says why', async () => {
    const watched = readings([LEDGER, new TransientError('The API answered 503.'), LEDGER]);
    expect((await watched.next()).value).toBe(LEDGER);
    expect((await watched.next()).value).toMatch(/UTC: The API answered 503\. The ledger cannot be read/);
    expect((await watched.next()).value).toBe(LEDGER);
  });

  it('ends if it asks something else than the API', async () => {
    await expect(readings([new ConfigurationError('not the API')]).next()).rejects.toThrow('not the API');
  });
});
