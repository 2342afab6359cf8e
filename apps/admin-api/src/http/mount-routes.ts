import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Language } from '@scrutin/contracts/problems';
import { languageOf, methodNotAllowed, sendProblem, smallJsonBody } from '@scrutin/http-edge';
import type { BodyProblems } from '@scrutin/http-edge';
import { Router } from 'express';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { may } from '../permissions.ts';
import type { SessionDoor } from '../session/session-door.ts';
import type { Answer } from './answer.ts';
import type { Call, Route } from './route.ts';

const BODY_PROBLEMS: BodyProblems = {
  malformed: 'request-unreadable',
  tooLarge: 'upload-too-large',
  otherType: 'wrong-media-type',
};
/** A candidate with biography and promises in both languages, four texts of 20,000 characters, has less. */
const LARGEST_BODY_BYTES = 524_288;
/** Of who is not logged in yet. */
const LARGEST_LOGIN_BYTES = 8_192;

/** An operation for who is not logged in: the login. */
export interface OpenRoute extends Pick<Route, 'method' | 'path'> {
  readonly handle: (request: Request, language: Language) => Promise<Answer>;
}

/**
 * The routes behind their guards, in this order: a session (401), the marks of a request of our own (403), the
 * role (403), the body (400, 413, 415); the handler comes last.
 */
export function mountRoutes(routes: readonly Route[], open: readonly OpenRoute[], door: SessionDoor): Router {
  const router = Router();
  for (const { method, path, handle } of open) {
    router[method](
      expressPath(path),
      answering((request, response, _language, next) => {
        if (!door.isOwnOrigin(request)) return problem('cross-site');
        smallJsonBody(LARGEST_LOGIN_BYTES, BODY_PROBLEMS)(request, response, next);
        return undefined;
      }),
      answering((request, _response, language) => handle(request, language)),
    );
  }
  const readBody = smallJsonBody(LARGEST_BODY_BYTES, BODY_PROBLEMS);
  for (const route of routes) {
    router[route.method](
      expressPath(route.path),
      answering(async (request, response, _language, next) => {
        const refusal = await letIn(route, request, response, door);
        if (refusal !== undefined) return refusal;
        if (route.takes === 'json') readBody(request, response, next);
        else next();
        return undefined;
      }),
      answering((request, response, language) =>
        route.handle({
          ...(response.locals[LET_IN] as LetIn),
          language,
          request,
          body: request.body as unknown,
        }),
      ),
    );
  }
  for (const [path, methods] of methodsByPath([...routes, ...open])) {
    router.all(expressPath(path), methodNotAllowed(methods));
  }
  return router;
}

type LetIn = Pick<Call, 'actor' | 'session' | 'params'>;
const LET_IN = 'letIn';

/** Undefined for a request that may be done; who does it is then in `response.locals`. */
async function letIn(
  route: Route,
  request: Request,
  response: Response,
  door: SessionDoor,
): Promise<Answer | undefined> {
  const session = await door.session(request);
  if (session === undefined) return problem('login-required');
  if (route.method !== 'get' && !door.isOwnRequest(request, session.token)) return problem('cross-site');
  const { official } = session;
  if (route.right !== 'any' && !may(official.role, route.right)) return problem('role-forbids');
  const params: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.params)) {
    // What no record has as its name is not looked for.
    if (typeof value !== 'string' || !NAME.test(value)) return problem('record-not-found');
    params[name] = value;
  }
  const found: LetIn = { session, actor: { officialId: official.id, name: official.email }, params };
  response.locals[LET_IN] = found;
  return undefined;
}

/** Identifiers, UUIDs, and roll keys, which have a colon. */
const NAME = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,109}$/;

function problem(type: Extract<Answer, { kind: 'problem' }>['type']): Answer {
  return { kind: 'problem', type };
}

/** A step of a request that may answer it; without an answer it has called `next`. */
function answering(
  step: (
    request: Request,
    response: Response,
    language: Language,
    next: NextFunction,
  ) => Promise<Answer | undefined> | Answer | undefined,
): RequestHandler {
  return async (request, response, next) => {
    const language = languageOf(request.headers['accept-language']);
    const answer = await step(request, response, language, next);
    if (answer !== undefined) await send(request, response, language, answer);
  };
}

async function send(request: Request, response: Response, language: Language, answer: Answer): Promise<void> {
  // A body that was not read would be taken for the next request.
  if (!request.complete) response.set('Connection', 'close');
  response.set('Cache-Control', 'no-store');
  switch (answer.kind) {
    case 'json':
      response
        .status(answer.status)
        .set(answer.headers ?? {})
        .json(answer.body);
      return;
    case 'nothing':
      response
        .status(204)
        .set(answer.headers ?? {})
        .end();
      return;
    case 'file':
      await sendFile(response, answer);
      return;
    case 'problem':
      sendProblem(response, answer.type, language, {
        ...answer.members,
        ...(answer.retryAfterS === undefined ? {} : { retry_after_seconds: answer.retryAfterS }),
      });
  }
}

/** What fails before the first chunk is answered as a problem; what fails later cuts the answer off. */
async function sendFile(response: Response, answer: Extract<Answer, { kind: 'file' }>): Promise<void> {
  const first = await answer.chunks.next();
  response.attachment(answer.name).type(answer.mediaType);
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

function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function methodsByPath(routes: readonly Pick<Route, 'method' | 'path'>[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { method, path } of routes) {
    const names = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
    found.set(path, [...(found.get(path) ?? []), ...names]);
  }
  return found;
}
