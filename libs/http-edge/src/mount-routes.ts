import type { IRouter, NextFunction, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Language, Localized } from '@scrutin/contracts/problems';
import { markMissing, PROBLEM_CATALOGUE } from '@scrutin/contracts/problems';
import type { BodyOf, ParamsOf, QueryOf, Route, RouteTable } from '@scrutin/contracts/routes';
import { methodNotAllowed } from './error-handler.ts';
import { languageOf } from './language-of.ts';
import type { AnswerOf, AnyAnswer, ProblemAnswer } from './route-answers.ts';
import { sendAnswer } from './send-answer.ts';

/** A request that the entrance admitted, with parameters and a body that match the schemas of its route. */
export interface RouteCall<R extends Route, Caller> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly language: Language;
  /** The caller that the entrance returned. */
  readonly caller: Caller;
  readonly request: Request;
}

/** Handles a request and returns one of the answers of the route. */
export type RouteHandler<R extends Route, Caller> = (
  call: RouteCall<R, Caller>,
) => Promise<AnswerOf<R>> | AnswerOf<R>;

/**
 * Express handlers instead of a handler that returns a value. Routes such as those of votes use them to read the body
 * and write the answer in a faster way. They get the request unchanged.
 */
export interface RawHandler {
  readonly raw: readonly RequestHandler[];
}

/** One handler for each route. A table without one of its handlers does not compile. */
export type RouteHandlers<T extends RouteTable, Caller> = {
  readonly [Name in keyof T]: RouteHandler<T[Name], Caller> | RawHandler;
};

/** What an API does with a request before its handler. */
export interface Entrance<R extends Route, Caller> {
  /** Admits or refuses a request by its headers, before anything else is read. */
  readonly enter: (route: R, request: Request) => Promise<Entered<Caller>> | Entered<Caller>;
  /** Reads the JSON of a request into `request.body`, or refuses it. */
  readonly readBody?: (route: R) => RequestHandler;
  /** Creates the answer to a request that does not match its schema. It names fields and does not repeat values. */
  readonly misfit: (error: z.ZodError, language: Language) => ProblemAnswer;
  /** The headers of every answer that is not a problem. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * Sends the JSON of an answer 200 that has no headers of its own, in another way than usual. Returns undefined for
   * routes whose answers it leaves alone.
   */
  readonly sendJson?: (route: R) => SendJson | undefined;
}

/** Sends the JSON of an answer 200 with these headers. */
export type SendJson = (
  request: Request,
  response: Response,
  json: string,
  headers: Readonly<Record<string, string>>,
) => Promise<void>;

/** The caller of an admitted request, or the answer to a refused one. */
export type Entered<Caller> =
  { readonly ok: true; readonly caller: Caller } | { readonly ok: false; readonly answer: ProblemAnswer };

/**
 * Mounts the routes of a table on a router, in the order of the table.
 *
 * @param entrance may be omitted if all handlers are raw
 */
export function mountRoutes<T extends RouteTable>(
  router: IRouter,
  routes: T,
  handlers: Readonly<Record<keyof T, RawHandler>>,
): void;
export function mountRoutes<R extends Route, T extends Readonly<Record<string, R>>, Caller>(
  router: IRouter,
  routes: T,
  handlers: RouteHandlers<T, Caller>,
  entrance: Entrance<R, Caller>,
): void;
export function mountRoutes<R extends Route, Caller>(
  router: IRouter,
  routes: Readonly<Record<string, R>>,
  handlers: Readonly<Record<string, RouteHandler<Route, Caller> | RawHandler>>,
  entrance?: Entrance<R, Caller>,
): void {
  for (const [name, route] of Object.entries(routes)) {
    const handler = handlers[name];
    if (handler === undefined) throw new TypeError(`the route ${name} has no handler`);
    if ('raw' in handler) router[route.method](expressPath(route), ...handler.raw);
    else if (entrance !== undefined) {
      router[route.method](expressPath(route), ...stepsOf(route, handler, entrance));
    } else throw new TypeError(`the route ${name} needs an entrance`);
  }
}

/**
 * Answers 405 to every other method of the paths in a table. It must be called after all routes of the table are
 * mounted.
 *
 * @param details texts by path that replace the usual one, if more can be said
 */
export function refuseOtherMethods(
  router: IRouter,
  routes: RouteTable,
  details: Readonly<Record<string, Localized>> = {},
): void {
  const methods = new Map<string, string[]>();
  for (const { method, path } of Object.values(routes)) {
    const names = method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()];
    methods.set(path, [...(methods.get(path) ?? []), ...names]);
  }
  for (const [path, allowed] of methods) {
    router.all(expressPath({ path }), methodNotAllowed(allowed, details[path]));
  }
}

/** What the first step of a route has read, for its second step. */
interface ReadRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly caller: unknown;
}

const READ = 'read';

function stepsOf<R extends Route, Caller>(
  route: R,
  handle: RouteHandler<Route, Caller>,
  entrance: Entrance<R, Caller>,
): RequestHandler[] {
  const readBody = route.body === undefined ? undefined : entrance.readBody?.(route);
  const mayBeMissing = route.body?.safeParse(undefined).success === true;
  return [
    answering(entrance.headers, undefined, async (request, response, language, next) => {
      const entered = await entrance.enter(route, request);
      if (!entered.ok) return entered.answer;
      const params = route.params?.safeParse(request.params);
      if (params?.success === false) return unknownPath(route);
      const query = route.query?.safeParse({ ...request.query }, { error: markMissing });
      if (query?.success === false) return entrance.misfit(query.error, language);
      const read: ReadRequest = { params: params?.data, query: query?.data, caller: entered.caller };
      response.locals[READ] = read;
      const missing = mayBeMissing || hasBody(request) ? undefined : lackingOf(route);
      if (missing !== undefined) return entrance.misfit(missing, language);
      if (readBody === undefined || (mayBeMissing && !hasBody(request))) next();
      else readBody(request, response, next);
      return undefined;
    }),
    answering(entrance.headers, entrance.sendJson?.(route), (request, response, language) => {
      const body = route.body?.safeParse(request.body, { error: markMissing });
      if (body?.success === false) return entrance.misfit(body.error, language);
      const read = response.locals[READ] as RouteCall<Route, Caller>;
      return handle({
        params: read.params,
        query: read.query,
        caller: read.caller,
        body: body?.data as BodyOf<Route>,
        language,
        request,
      });
    }),
  ];
}

/** What a request without a body lacks: the members that its route needs. Undefined if it needs none. */
function lackingOf({ body }: Route): z.ZodError | undefined {
  return body?.safeParse({}, { error: markMissing }).error;
}

/** Whether a request has a body (RFC 9112, 6.3). */
function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** The answer to parameters of a path that cannot name any record. */
function unknownPath(route: Route): ProblemAnswer {
  const type = route.problems.find((problem) => PROBLEM_CATALOGUE[problem].status === 404) ?? 'not-found';
  return { kind: 'problem', type };
}

/** Creates an Express handler from a step that either returns an answer, or calls `next` and returns undefined. */
function answering(
  headers: Readonly<Record<string, string>>,
  sendJson: SendJson | undefined,
  step: (
    request: Request,
    response: Response,
    language: Language,
    next: NextFunction,
  ) => Promise<AnyAnswer | undefined> | AnyAnswer | undefined,
): RequestHandler {
  return async (request, response, next) => {
    const language = languageOf(request.headers['accept-language']);
    const answer = await step(request, response, language, next);
    if (answer === undefined) return;
    const json = sendJson === undefined ? undefined : jsonOf(answer);
    if (sendJson !== undefined && json !== undefined) await sendJson(request, response, json, headers);
    else await sendAnswer(request, response, language, answer, headers);
  };
}

/** The JSON of an answer 200 without headers of its own; undefined for every other answer. */
function jsonOf(answer: AnyAnswer): string | undefined {
  if (answer.kind === 'written') return answer.status === 200 ? answer.json : undefined;
  if (answer.kind !== 'json' || answer.status !== 200 || answer.headers !== undefined) return undefined;
  return JSON.stringify(answer.body);
}

function expressPath({ path }: Pick<Route, 'path'>): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
