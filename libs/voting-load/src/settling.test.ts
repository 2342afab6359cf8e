import type { LedgerView } from '@scrutin/contracts/public';
import { TransientError } from '@scrutin/service-runtime';
import { waitUntilSettled } from './settling.ts';

function ledger(received: number, counted: number): LedgerView {
  return {
    received,
    counted,
    rejected: {},
    parked: 0,
    in_flight: received - counted,
  } as unknown as LedgerView;
}

/** Gives these answers in turn, and the last one for ever. */
function reader(answers: readonly (LedgerView | Error)[]): { ledger(): Promise<LedgerView> } {
  let next = 0;
  return {
    ledger() {
      const answer = answers[Math.min(next++, answers.length - 1)];
      return answer instanceof Error || answer === undefined
        ? Promise.reject(answer ?? new Error('no answer is left'))
        : Promise.resolve(answer);
    },
  };
}

describe('waiting until votes are settled', () => {
  const away = new TransientError('The API answered 503.');

  it('goes on when the ledger can be read again', async () => {
    const seen: number[] = [];
    const api = reader([ledger(15, 11), away, away, ledger(15, 13), away, ledger(15, 15)]);
    const settledAt = await waitUntilSettled(api, ledger(10, 10), 5, (settled) => {
      seen.push(settled);
    });
    expect(settledAt).toBeLessThanOrEqual(performance.now());
    expect(seen).toEqual([1, 3, 5]);
  });

  it('waits until the API has reported everything that it received', async () => {
    const answers = [ledger(14, 15), away, ledger(15, 15)];
    const api = reader(answers);
    await waitUntilSettled(api, ledger(10, 10), 5, () => undefined);
    await expect(api.ledger()).resolves.toBe(answers[2]);
  });

  it('passes every other error on', async () => {
    const wrong = new Error('not the API of this version');
    await expect(waitUntilSettled(reader([wrong]), ledger(0, 0), 1, () => undefined)).rejects.toBe(wrong);
  });
});
