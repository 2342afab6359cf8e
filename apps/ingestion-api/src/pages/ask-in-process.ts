import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { Express } from 'express';
import type { FetchFunction } from '@scrutin/api-client';

/**
 * Asks an application of this process as `fetch` would, without a network. The application must answer with `send`,
 * `json` or `end`, as every route of ours does, and the request has no body.
 */
export function askInProcess(app: Express): FetchFunction {
  return (url, init) =>
    new Promise((resolve) => {
      const request = new IncomingMessage(new Socket());
      Object.assign(request, { method: init.method, url, headers: init.headers });
      request.push(null);
      const response = new ServerResponse(request);
      const chunks: Buffer[] = [];
      const keep = (chunk: unknown): void => {
        if (typeof chunk === 'string' || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
      };
      // Express replaces the prototype of a response, so these have to be properties of the response itself.
      Object.assign(response, {
        write: (chunk: unknown) => {
          keep(chunk);
          return true;
        },
        end: (chunk?: unknown) => {
          keep(chunk);
          response.emit('finish');
          resolve({
            status: response.statusCode,
            headers: {
              get: (name) => {
                const value = response.getHeader(name);
                return value === undefined ? null : String(value);
              },
            },
            text: () => Promise.resolve(Buffer.concat(chunks).toString()),
          });
          return response;
        },
      });
      app(request, response);
    });
}
