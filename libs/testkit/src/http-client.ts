import { Agent, request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';

export interface HttpAnswer {
  readonly kind: 'answered';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** No answer came: nothing is known about what became of the request. */
export interface NoAnswer {
  readonly kind: 'unanswered';
  /** True when no connection was made at all, so that nothing can have come of it. */
  readonly neverSent: boolean;
  readonly error: Error;
}

export interface HttpCall {
  readonly method?: 'GET' | 'POST';
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

const ANSWER_DEADLINE_MS = 60_000;

/** A client with so many kept connections, as a load balancer or a crowd of browsers has them. */
export class HttpClient {
  readonly #agent: Agent;

  constructor(connections: number) {
    this.#agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  send(url: string, { method = 'GET', body, headers = {} }: HttpCall = {}): Promise<HttpAnswer | NoAnswer> {
    const payload = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
    return new Promise((resolve) => {
      let isConnected = false;
      const fail = (error: Error): void => {
        resolve({ kind: 'unanswered', neverSent: !isConnected, error });
      };
      const outgoing = request(url, {
        method,
        agent: this.#agent,
        headers: {
          ...(payload === undefined
            ? {}
            : { 'content-type': 'application/json', 'content-length': payload.length }),
          ...headers,
        },
      });
      outgoing.setTimeout(ANSWER_DEADLINE_MS, () => outgoing.destroy(new Error('no answer in time')));
      outgoing.on('socket', (socket) => {
        if (!socket.connecting) isConnected = true;
        else socket.once('connect', () => (isConnected = true));
      });
      outgoing.on('error', fail);
      outgoing.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', fail);
        response.on('close', () => {
          if (!response.complete) fail(new Error('the answer was cut short'));
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ kind: 'answered', status: response.statusCode ?? 0, headers: response.headers, text });
        });
      });
      outgoing.end(payload);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
