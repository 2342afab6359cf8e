import type { Socket } from 'node:net';
import { connect } from 'node:net';

/** A request of which nothing but its text matters here. */
export interface SentRequest {
  /** The whole HTTP request. */
  readonly text: string;
}

/** The answer to a request. */
export interface Answer {
  /** 0 if the connection was lost before the answer came. */
  readonly status: number;
  /** The status line and the header fields; empty if there is no answer. */
  readonly head: string;
}

export interface KeptConnectionOptions<Sent extends SentRequest> {
  readonly host: string;
  readonly port: number;
  readonly onAnswer: (sent: Sent, answer: Answer, connection: KeptConnection<Sent>) => void;
}

const CONNECT_AGAIN_MS = 100;
const HEAD_END = '\r\n\r\n';
const STATUS_AT = 'HTTP/1.1 '.length;
/** All connections read into the same bytes: what has arrived is taken out before the next one reads. */
const ARRIVED = Buffer.allocUnsafe(64 * 1024);

/**
 * A connection that stays open and sends requests over HTTP/1.1. It reads only what it needs of each answer, because the
 * load generator shares the machine with the servers that it measures. Answers need a `Content-Length`, or have no body.
 * A connection that is lost is opened again.
 */
export class KeptConnection<Sent extends SentRequest> {
  readonly #options: KeptConnectionOptions<Sent>;
  readonly #inFlight: Sent[] = [];
  #socket: Socket;
  #text = '';
  #ended = false;

  constructor(options: KeptConnectionOptions<Sent>) {
    this.#options = options;
    this.#socket = this.#connect();
  }

  send(sent: Sent): void {
    this.#inFlight.push(sent);
    this.#socket.write(sent.text, 'latin1');
  }

  end(): void {
    this.#ended = true;
    this.#socket.destroy();
  }

  #connect(): Socket {
    const socket = connect({
      host: this.#options.host,
      port: this.#options.port,
      noDelay: true,
      onread: {
        buffer: ARRIVED,
        callback: (bytes) => {
          this.#read(ARRIVED.toString('latin1', 0, bytes));
          return true;
        },
      },
    });
    socket.on('error', () => undefined); // 'close' follows
    socket.once('close', () => {
      if (this.#ended) return;
      // A request that is sent from now on waits for the new connection.
      setTimeout(() => {
        if (this.#ended) return;
        this.#text = '';
        this.#socket = this.#connect();
        for (const sent of this.#inFlight.splice(0)) {
          this.#options.onAnswer(sent, { status: 0, head: '' }, this);
        }
      }, CONNECT_AGAIN_MS);
    });
    return socket;
  }

  /** Takes the whole answers off the beginning of what has arrived. */
  #read(arrived: string): void {
    const text = this.#text === '' ? arrived : this.#text + arrived;
    let at = 0;
    for (;;) {
      const headEnd = text.indexOf(HEAD_END, at);
      if (headEnd < 0) break;
      const head = text.slice(at, headEnd);
      const end = headEnd + HEAD_END.length + numberIn(head, 'Content-Length');
      if (end > text.length) break;
      at = end;
      const sent = this.#inFlight.shift();
      if (sent === undefined) continue;
      const status = Number(head.slice(STATUS_AT, STATUS_AT + 3));
      this.#options.onAnswer(sent, { status, head }, this);
    }
    this.#text = at === text.length ? '' : text.slice(at);
  }
}

/** The value of a header field, named as the server writes it; undefined without the field. */
export function fieldIn(head: string, name: string): string | undefined {
  const field = `\r\n${name}: `;
  const at = head.indexOf(field);
  if (at < 0) return undefined;
  const end = head.indexOf('\r\n', at + field.length);
  return head.slice(at + field.length, end < 0 ? undefined : end);
}

/** The number of a header field; 0 without the field. */
export function numberIn(head: string, name: string): number {
  const value = fieldIn(head, name);
  return value === undefined ? 0 : Number.parseInt(value, 10);
}
