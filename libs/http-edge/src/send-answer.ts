import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Language } from '@scrutin/contracts/problems';
import { textIn } from '@scrutin/contracts/problems';
import { sendProblem } from './problem-answer.ts';
import type { AnyAnswer, FileAnswer, ProblemAnswer } from './route-answers.ts';
import { leaveBodyUnread } from './unread-body.ts';

/**
 * Sends the answer of a handler.
 *
 * @param headers the headers of every answer that is not a problem. Headers of the answer itself replace them.
 */
export async function sendAnswer(
  request: Request,
  response: Response,
  language: Language,
  answer: AnyAnswer,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  leaveBodyUnread(request, response);
  if (answer.kind !== 'problem') response.set(headers);
  switch (answer.kind) {
    case 'json':
      response
        .status(answer.status)
        .set(answer.headers ?? {})
        .json(answer.body);
      return;
    case 'written':
      response.status(answer.status).type('json').send(answer.json);
      return;
    case 'nothing':
      response
        .status(204)
        .set(answer.headers ?? {})
        .end();
      return;
    case 'file':
      await sendFile(request, response, answer);
      return;
    case 'problem':
      sendProblem(response, answer.type, language, {
        ...answer.members,
        ...inLanguage(answer.texts ?? {}, language),
        ...(answer.retryAfterS === undefined ? {} : { retry_after_seconds: answer.retryAfterS }),
      });
  }
}

function inLanguage(
  texts: NonNullable<ProblemAnswer['texts']>,
  language: Language,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, textIn(language, text)]));
}

/** Sends a file. An error before the first chunk is thrown, and can be answered. A later error cuts the answer off. */
async function sendFile(request: Request, response: Response, answer: FileAnswer): Promise<void> {
  response.set(answer.headers ?? {});
  if (request.fresh) {
    response.status(304).end();
    return;
  }
  const first = await answer.chunks.next();
  response.attachment(answer.name).type(answer.mediaType);
  if (request.method === 'HEAD') {
    response.end();
    await answer.chunks.return();
    return;
  }
  const rest = Readable.from(
    (async function* () {
      if (first.done !== true) yield first.value;
      yield* answer.chunks;
    })(),
  );
  try {
    await pipeline(rest, response);
  } catch (error) {
    if (isClientGone(error)) return;
    throw error;
  }
}

function isClientGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE';
}
