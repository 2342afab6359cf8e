import type { Dispatcher } from 'undici';
import { Agent } from 'undici';

/** A complete answer. */
export interface HttpAnswer {
  readonly kind: 'answered';
  readonly status: number;
  /** By name in lower case. Of a field that came several times the values stand one after the other (RFC 9110 5.3). */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** No answer came, so it is not known whether the server received the request. */
export interface NoAnswer {
  readonly kind: 'unanswered';
  /** True if the request was not written to any connection, so that the server cannot have received it. */
  readonly neverSent: boolean;
  readonly error: Error;
}

export interface HttpCall {
  readonly method?: 'GET' | 'POST';
  /** A text is sent unchanged, and any other value as JSON. Both have the content type of JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const ANSWER_TIMEOUT_MS = 30_000;

/** An HTTP client that keeps a number of connections to each server, as a load balancer or many browsers do. */
export class HttpClient {
  readonly #agent: Agent;

  constructor(connections: number) {
    this.#agent = new Agent({
      connections,
      pipelining: 1,
      // HTTP/2 would share one connection among many requests, and the load must use as many as were asked for.
      allowH2: false,
      headersTimeout: ANSWER_TIMEOUT_MS,
      bodyTimeout: ANSWER_TIMEOUT_MS,
    });
  }

  /** Sends one request once. It does not throw for failures of the network: the result is then `unanswered`. */
  send(url: string, { method = 'GET', body, headers = {} }: HttpCall = {}): Promise<HttpAnswer | NoAnswer> {
    const { origin, pathname, search } = new URL(url);
    return this.#dispatch({
      origin,
      path: pathname + search,
      method,
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    });
  }

  /** Waits for the requests under way, and closes all connections. */
  close(): Promise<void> {
    return this.#agent.close();
  }

  /** It does not use undici's request(), which would need a stream and an abort signal for each vote. */
  #dispatch(options: Agent.DispatchOptions): Promise<HttpAnswer | NoAnswer> {
    return new Promise((resolve) => {
      let wasSent = false;
      let status = 0;
      let headers: Record<string, string | undefined> = {};
      const chunks: Buffer[] = [];
      const handler: Dispatcher.DispatchHandler = {
        onRequestStart() {
          wasSent = true;
        },
        onResponseStart(_controller, code, fields) {
          status = code;
          headers = joined(fields);
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
        },
        onResponseEnd() {
          const [only = Buffer.alloc(0), ...others] = chunks;
          const text = (others.length === 0 ? only : Buffer.concat(chunks)).toString('utf8');
          resolve({ kind: 'answered', status, headers, text });
        },
        onResponseError(_controller, error) {
          resolve({ kind: 'unanswered', neverSent: !wasSent, error });
        },
      };
      this.#agent.dispatch(options, handler);
    });
  }
}

function joined(fields: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(fields)) {
    if (value !== undefined) headers[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return headers;
}
