import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Language, ProblemType } from '@scrutin/contracts/problems';
import { problem, PROBLEM_MEDIA_TYPE } from '@scrutin/contracts/problems';
import { languageOf } from './language-of.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/**
 * Answers the requests that Node's parser refuses, which never reach the app. Like all others, they get problem details
 * in the requested language, if that language can still be read. The answers of Node itself have no body.
 */
export function answerBrokenRequests(server: Server): void {
  server.on('clientError', (error: ClientError, socket: Duplex) => {
    if (error.code === 'ECONNRESET' || !socket.writable || answerHasBegun(socket)) socket.destroy(error);
    else endWith(socket, problemOf(error), languageIn(error.rawPacket));
  });
  server.on('checkExpectation', (request: IncomingMessage, response: ServerResponse) => {
    const answer = answerOf('expectation-failed', languageOf(request.headers['accept-language']));
    response.writeHead(answer.status, answer.headers).end(answer.body);
  });
  server.on('connect', (request: IncomingMessage, socket: Duplex) => {
    endWith(socket, 'method-unknown', languageOf(request.headers['accept-language']));
  });
}

interface ClientError extends Error {
  readonly code?: string;
  /** The bytes that the parser received last. */
  readonly rawPacket?: Buffer;
}

function problemOf({ code, rawPacket }: ClientError): ProblemType {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return 'headers-too-large';
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return 'payload-too-large';
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return 'request-timeout';
    case 'HPE_INVALID_METHOD':
      // The parser reports this for all bytes that do not begin with a method, such as TLS on the wrong port.
      return REQUEST_LINE.test(startOf(rawPacket)) ? 'method-unknown' : 'not-http';
    case undefined:
    default:
      return 'not-http';
  }
}

/** A token, a target and the version (RFC 9112, 3). */
const REQUEST_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+ [\x21-\x7e]+ HTTP\/1\.[01]\r?\n/;

function startOf(packet: Buffer | undefined): string {
  return packet?.toString('latin1', 0, 16_384) ?? '';
}

function languageIn(packet: Buffer | undefined): Language {
  return languageOf(/^accept-language:[ \t]*([^\r\n]*)/im.exec(startOf(packet))?.[1]);
}

/** Whether an answer to an earlier request is being sent. Another answer must not be written into the middle of it. */
function answerHasBegun(socket: Duplex): boolean {
  const { _httpMessage: message } = socket as Socket & { readonly _httpMessage?: ServerResponse | null };
  return message?.headersSent === true;
}

function answerOf(type: ProblemType, language: Language) {
  const details = problem(type, language);
  const body = JSON.stringify(details);
  const headers = {
    ...Object.fromEntries(SECURITY_HEADERS),
    'Content-Type': PROBLEM_MEDIA_TYPE,
    'Content-Language': language,
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    Connection: 'close',
  };
  return { status: details.status, headers, body };
}

function endWith(socket: Duplex, type: ProblemType, language: Language): void {
  const { status, headers, body } = answerOf(type, language);
  const lines = Object.entries({ ...headers, Date: new Date().toUTCString() }).map(
    ([name, value]) => `${name}: ${value}\r\n`,
  );
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('')}\r\n${body}`, () => {
    socket.destroy();
  });
}
