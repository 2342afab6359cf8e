import type { FetchedAnswer, FetchFunction } from '@scrutin/api-client';
import { PATIENCE_MS, patiently } from './patiently.ts';

/**
 * `fetch` for the client of the API, without cookies. The body is read within the limit too, because the client reads
 * it only after this function has returned.
 */
export function patientFetch(
  url: string,
  init: Parameters<FetchFunction>[1],
  patienceMs = PATIENCE_MS,
): Promise<FetchedAnswer> {
  return patiently(async (signal) => {
    const answer = await fetch(url, { ...init, credentials: 'omit', signal });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, text: () => Promise.resolve(text) };
  }, patienceMs);
}
