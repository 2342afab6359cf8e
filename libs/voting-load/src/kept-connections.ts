import type { Dispatcher } from 'undici';
import { Agent } from 'undici';
import type { FetchedAnswer, FetchFunction } from '@scrutin/api-client';

/** Connections that stay open between requests, as those of a load balancer or of many browsers do. */
export interface KeptConnections {
  /** Sends one request once. Rejects if the network fails, so that it is not known whether the server received it. */
  readonly fetch: FetchFunction;
  /** Waits for the requests under way, and closes all connections. */
  close(): Promise<void>;
}

const ANSWER_TIMEOUT_MS = 30_000;

/**
 * Keeps at most `connections` connections to each server, with one request at a time on each. The typed client uses
 * them instead of the global `fetch`, which opens as many connections as it likes and costs several times the processor
 * time.
 *
 * @param localAddress the address of this machine that sends the requests; the system chooses one if it is absent
 */
export function keepConnections(connections: number, localAddress?: string): KeptConnections {
  const agent = new Agent({
    connections,
    pipelining: 1,
    // HTTP/2 would share one connection among many requests, and the load must use as many as were asked for.
    allowH2: false,
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
    ...(localAddress === undefined ? {} : { localAddress }),
  });
  return {
    fetch(url, { method, headers, body }) {
      const { origin, pathname, search } = new URL(url);
      return dispatch(agent, {
        origin,
        path: pathname + search,
        method: method,
        headers,
        body: body ?? null,
      });
    },
    close: () => agent.close(),
  };
}

type Fields = Readonly<Record<string, string | string[] | undefined>>;

/** It does not use undici's request(), which would need a stream and an abort signal for each vote. */
function dispatch(agent: Agent, options: Agent.DispatchOptions): Promise<FetchedAnswer> {
  return new Promise((resolve, reject) => {
    let status = 0;
    let fields: Fields = {};
    const chunks: Buffer[] = [];
    const handler: Dispatcher.DispatchHandler = {
      // undici insists on this method.
      onRequestStart: () => undefined,
      onResponseStart(_controller, code, received) {
        status = code;
        fields = received;
      },
      onResponseData(_controller, chunk) {
        chunks.push(chunk);
      },
      onResponseEnd() {
        const [only = Buffer.alloc(0), ...others] = chunks;
        const text = (others.length === 0 ? only : Buffer.concat(chunks)).toString('utf8');
        resolve({
          status,
          headers: { get: (name) => fieldOf(fields, name) },
          text: () => Promise.resolve(text),
        });
      },
      onResponseError(_controller, error) {
        reject(error);
      },
    };
    agent.dispatch(options, handler);
  });
}

/** The values of a field that came several times stand one after the other (RFC 9110 5.3). */
function fieldOf(fields: Fields, name: string): string | null {
  const value = fields[name.toLowerCase()];
  return (typeof value === 'object' ? value.join(', ') : value) ?? null;
}
