import type { Socket } from 'node:net';
import { connect } from 'node:net';
import type { SourcedVote } from './vote-source.ts';

/** The answer to a vote; status 0 if the connection was lost before it came. */
export interface VoteAnswer {
  readonly status: number;
  /** In how many seconds the server asks for another try; 0 if it does not say. */
  readonly retryAfterS: number;
}

export interface VoteConnectionOptions {
  readonly host: string;
  readonly port: number;
  readonly onAnswer: (vote: SourcedVote, answer: VoteAnswer, connection: VoteConnection) => void;
}

const BUFFER_BYTES = 64 * 1024;
const CONNECT_AGAIN_MS = 100;
const HEAD_END = '\r\n\r\n';
const LENGTH = 'Content-Length: ';
const RETRY_AFTER = 'Retry-After: ';
const STATUS_AT = 'HTTP/1.1 '.length;

/**
 * A connection that stays open and sends votes over HTTP/1.1. It reads only what it needs of each answer, because the
 * load generator shares the machine with the servers that it measures. A connection that is lost is opened again.
 */
export class VoteConnection {
  readonly #options: VoteConnectionOptions;
  readonly #inFlight: SourcedVote[] = [];
  #socket: Socket;
  #text = '';
  #ended = false;

  constructor(options: VoteConnectionOptions) {
    this.#options = options;
    this.#socket = this.#connect();
  }

  get inFlight(): number {
    return this.#inFlight.length;
  }

  send(vote: SourcedVote): void {
    this.#inFlight.push(vote);
    this.#socket.write(vote.text, 'latin1');
  }

  end(): void {
    this.#ended = true;
    this.#socket.destroy();
  }

  #connect(): Socket {
    const buffer = Buffer.allocUnsafe(BUFFER_BYTES);
    const socket = connect({
      host: this.#options.host,
      port: this.#options.port,
      noDelay: true,
      // One buffer for all that arrives costs less than a stream of buffers.
      onread: {
        buffer,
        callback: (bytes) => {
          this.#read(buffer.toString('latin1', 0, bytes));
          return true;
        },
      },
    });
    socket.on('error', () => undefined); // 'close' follows
    socket.once('close', () => {
      if (this.#ended) return;
      // A vote that is sent from now on waits for the new connection.
      setTimeout(() => {
        if (this.#ended) return;
        this.#text = '';
        this.#socket = this.#connect();
        for (const vote of this.#inFlight.splice(0)) this.#answer(vote, { status: 0, retryAfterS: 0 });
      }, CONNECT_AGAIN_MS);
    });
    return socket;
  }

  #answer(vote: SourcedVote, answer: VoteAnswer): void {
    this.#options.onAnswer(vote, answer, this);
  }

  /** Takes the whole answers off the beginning of what has arrived. */
  #read(arrived: string): void {
    const text = this.#text === '' ? arrived : this.#text + arrived;
    let at = 0;
    for (;;) {
      const headEnd = text.indexOf(HEAD_END, at);
      if (headEnd < 0) break;
      const end = headEnd + HEAD_END.length + numberAfter(text, LENGTH, at, headEnd);
      if (end > text.length) break;
      const status = Number(text.slice(at + STATUS_AT, at + STATUS_AT + 3));
      const retryAfterS = status === 202 ? 0 : numberAfter(text, RETRY_AFTER, at, headEnd);
      at = end;
      const vote = this.#inFlight.shift();
      if (vote !== undefined) this.#answer(vote, { status, retryAfterS });
    }
    this.#text = at === text.length ? '' : text.slice(at);
  }
}

/** The number of a header field in the head of an answer; 0 without the field. */
function numberAfter(text: string, field: string, from: number, headEnd: number): number {
  const at = text.indexOf(field, from);
  return at < 0 || at > headEnd
    ? 0
    : Number.parseInt(text.slice(at + field.length, at + field.length + 10), 10);
}
