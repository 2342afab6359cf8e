import type { ReadAgain } from '../site/live-page.tsx';
import { PATIENCE_MS, patiently } from './patiently.ts';

/** The server sends the data of a page at the address of the page below this path. */
const DATA = '/data';

/**
 * Reads the data of the page at the present address again. It is one request, which the server answers from what it keeps
 * for all readers; while nothing has changed, the browser gets no body and takes what it has.
 */
export const readAgain: ReadAgain = () => readData(DATA + location.pathname + location.search);

/** Reads the data at an address, with its body within the limit. */
export async function readData(address: string, patienceMs = PATIENCE_MS): ReturnType<ReadAgain> {
  try {
    return await patiently(async (signal) => {
      const answer = await fetch(address, { credentials: 'omit', signal });
      if (!answer.ok) return undefined;
      const now = Date.parse(answer.headers.get('date') ?? '');
      return { data: (await answer.json()) as unknown, now: Number.isNaN(now) ? Date.now() : now };
    }, patienceMs);
  } catch {
    return undefined; // no network, or no answer in time: the page says so and tries again
  }
}
