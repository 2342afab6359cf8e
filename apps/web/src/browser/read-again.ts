import type { ReadAgain } from '../site/live-page.tsx';
import { patiently } from './patiently.ts';

/** The server sends the data of a page at the address of the page below this path. */
const DATA = '/data';

/**
 * Reads the data of the page at the present address again. It is one request, which the server answers from what it keeps
 * for all readers; while nothing has changed, the browser gets no body and takes what it has.
 */
export const readAgain: ReadAgain = async () => {
  try {
    const address = DATA + location.pathname + location.search;
    const answer = await patiently((signal) => fetch(address, { credentials: 'omit', signal }));
    if (!answer.ok) return undefined;
    const now = Date.parse(answer.headers.get('date') ?? '');
    return { data: await answer.json(), now: Number.isNaN(now) ? Date.now() : now };
  } catch {
    return undefined; // no network, or no answer in time: the page says so and tries again
  }
};
