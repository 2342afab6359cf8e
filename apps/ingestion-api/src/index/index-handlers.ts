import type { ReadHandlers } from '../read/read-handlers.ts';
import { indexBody } from './index-body.ts';

/** The handler of `GET /`, which says to programs what the API offers. A browser is sent to the pages before. */
export function indexHandlers(version: string): ReadHandlers<'index'> {
  const body = indexBody(version);
  return {
    index: {
      raw: [
        (_request, response) => {
          response.set({ 'Cache-Control': 'public, max-age=60', Vary: 'Accept, Accept-Language' });
          response.json(body);
        },
      ],
    },
  };
}
