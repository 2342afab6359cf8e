import { createClient } from '@scrutin/api-client';
import { ADMIN_ROUTES } from '@scrutin/contracts/admin';
import type { AbortableFetch } from './time-limits.ts';
import { fetchWithin, limitOf } from './time-limits.ts';

/** What never comes, and ends with an error when the signal says so, as a stalled connection of a browser does. */
const stalled = (signal: AbortSignal | null): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => {
      reject(new DOMException('The signal timed out.', 'TimeoutError'));
    });
  });

const headers = { get: () => 'application/json' };

it.each<[string, AbortableFetch]>([
  ['the answer', (_, { signal }) => stalled(signal)],
  [
    'the body of the answer',
    (_, { signal }) => Promise.resolve({ status: 200, headers, text: () => stalled(signal) }),
  ],
])('gives up when %s takes longer than the limit', async (_, fetch) => {
  const client = createClient(ADMIN_ROUTES, { baseUrl: '', fetch: fetchWithin(20, fetch) });
  expect(await client.call('session')).toMatchObject({ kind: 'unreachable' });
});

it('gives nothing up without a limit', async () => {
  const signals: unknown[] = [];
  const fetch = fetchWithin(undefined, (_, { signal }) => {
    signals.push(signal);
    return Promise.resolve({ status: 204, headers, text: () => Promise.resolve('') });
  });
  await fetch('/', { method: 'POST', headers: {} });
  expect(signals).toEqual([null]);
});

it('waits longer for an act than for a read or for the end of a session, and for a count as long as it takes', () => {
  const reads = [limitOf('session'), limitOf('contestLive'), limitOf('raceTabulations'), limitOf('logout')];
  expect(new Set(reads)).toEqual(new Set([30_000]));
  expect(limitOf('changePolicy')).toBe(120_000);
  const long = [
    'tabulateLaw',
    'tabulateRace',
    'stepElection',
    'submissionAudit',
    'uploadRoll',
    'putPhoto',
  ] as const;
  expect(long.map(limitOf)).toEqual(long.map(() => undefined));
});
