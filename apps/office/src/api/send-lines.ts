import type { FetchedAnswer, FetchFunction } from '@scrutin/api-client';

/**
 * A function that sends the lines instead of the body that it is given. The browser reads them from the disk while it
 * sends them, so that a roll of any size fits. Only XMLHttpRequest tells how much has been sent. The signal ends it.
 */
export function sendLines(lines: Blob, onSent: (bytes: number) => void, signal: AbortSignal): FetchFunction {
  return (url, { method, headers }) =>
    new Promise<FetchedAnswer>((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, url);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      request.upload.addEventListener('progress', ({ loaded }) => {
        onSent(loaded);
      });
      request.addEventListener('load', () => {
        resolve({
          status: request.status,
          headers: { get: (name) => request.getResponseHeader(name) },
          text: () => Promise.resolve(request.responseText),
        });
      });
      request.addEventListener('error', () => {
        reject(new TypeError('The connection was lost.'));
      });
      const onAbort = (): void => {
        request.abort();
      };
      request.addEventListener('abort', () => {
        reject(new TypeError('Nobody waits for the answer any more.'));
      });
      request.addEventListener('loadend', () => {
        signal.removeEventListener('abort', onAbort);
      });
      signal.addEventListener('abort', onAbort);
      request.send(lines);
    });
}
