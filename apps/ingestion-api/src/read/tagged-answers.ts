import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Request, Response } from 'express';

/** The last answer of an address, with what is expensive to make of it. */
interface TaggedAnswer {
  readonly json: string;
  /** An opaque tag (RFC 9110, 8.8.3). It is sent as a weak one, because the compressed answer has the same. */
  readonly tag: string;
  /** Compressed when somebody first asks for it, once for all who wait. */
  zipped?: Promise<Buffer>;
}

/** A shorter answer fits into one packet in any case. */
const COMPRESSED_FROM_CHARS = 1_000;
/** A higher level takes longer on the threads that the hashes of votes use as well, for a few per cent less. */
const ZIP = { level: 4 };
/** Of all answers together. The results of an election with 125 races have 180,000. */
const MOST_CHARS = 30_000_000;
const MOST_ANSWERS = 2_000;

const zip = promisify(gzip);

/**
 * Sends answers that thousands of watchers ask for again and again. Every answer is made as always, so that it is right
 * to the second, and has an ETag: a watcher for whom nothing has changed gets 304 and no body. The tag and the
 * compressed form of an answer are made once for each change. docs/adr/watching-results.md has the figures.
 */
export class TaggedAnswers {
  readonly #answers = new Map<string, TaggedAnswer>();
  #chars = 0;

  /**
   * Sends an answer.
   *
   * @param address names the answer, in a form of which there are not many
   */
  async send(
    request: Request,
    response: Response,
    address: string,
    json: string,
    type = 'application/json; charset=utf-8',
  ): Promise<void> {
    const answer = this.#tagged(address, json);
    response.setHeader('ETag', `W/${answer.tag}`);
    const mayBeZipped = json.length >= COMPRESSED_FROM_CHARS;
    if (mayBeZipped) response.vary('Accept-Encoding');
    // The tags of the list are compared weakly (RFC 9110, 13.1.2).
    if (request.headers['if-none-match']?.includes(answer.tag) === true) {
      response.statusCode = 304;
      response.end();
      return;
    }
    let body: string | Buffer = json;
    if (mayBeZipped && takesGzip(request)) {
      answer.zipped ??= zip(json, ZIP);
      body = await answer.zipped;
      response.setHeader('Content-Encoding', 'gzip');
    }
    response.setHeader('Content-Type', type);
    response.setHeader('Content-Length', Buffer.byteLength(body));
    response.end(request.method === 'HEAD' ? undefined : body);
  }

  /** The answer that is kept for the address if it is the same. Comparing takes less time than a new tag. */
  #tagged(address: string, json: string): TaggedAnswer {
    const last = this.#answers.get(address);
    if (last?.json === json) return last;
    const answer = { json, tag: tagOf(json) };
    this.#chars += json.length - (last?.json.length ?? 0);
    if (this.#chars > MOST_CHARS || this.#answers.size >= MOST_ANSWERS) {
      this.#answers.clear();
      this.#chars = json.length;
    }
    this.#answers.set(address, answer);
    return answer;
  }
}

function tagOf(json: string): string {
  return `"${createHash('sha256').update(json).digest('base64url').slice(0, 22)}"`;
}

/** Whether the client takes gzip (RFC 9110, 12.5.3). One that names it with `q=0` does not. */
function takesGzip({ headers }: Request): boolean {
  const given = headers['accept-encoding'];
  return typeof given === 'string' && /(?:^|,)\s*gzip\s*(?:,|$|;(?!\s*q=0(?:\.0*)?\s*(?:,|$)))/.test(given);
}
