import type { IRouter, NextFunction, Request, RequestHandler, Response } from 'express';
import type { z } from 'zod';
import type { Language, Localized } from '@scrutin/contracts/problems';
import { markMissing, PROBLEM_CATALOGUE } from '@scrutin/contracts/problems';
import type { BodyOf, ParamsOf, QueryOf, Route, RouteTable } from '@scrutin/contracts/routes';
import { methodNotAllowed } from './error-handler.ts';
import { languageOf } from './language-of.ts';
import type { AnswerOf, AnyAnswer, ProblemAnswer } from './route-answers.ts';
import { sendAnswer } from './send-answer.ts';

/** A request that was let in, and whose parameters and body fit the schemas of its route. */
export interface RouteCall<R extends Route, Caller> {
  readonly params: ParamsOf<R>;
  readonly query: QueryOf<R>;
  readonly body: BodyOf<R>;
  readonly language: Language;
  /** Who calls, as the entrance found out. */
  readonly caller: Caller;
  readonly request: Request;
}

export type RouteHandler<R extends Route, Caller> = (
  call: RouteCall<R, Caller>,
) => Promise<AnswerOf<R>> | AnswerOf<R>;

/**
 * Handlers of Express in place of one that answers with a value: where reading the body and writing the answer is so
 * dear that a route does both itself, as with votes. Nothing is done to the request before they see it.
 */
export interface RawHandler {
  readonly raw: readonly RequestHandler[];
}

/** One handler for each route: a route without one does not compile. */
export type RouteHandlers<T extends RouteTable, Caller> = {
  readonly [Name in keyof T]: RouteHandler<T[Name], Caller> | RawHandler;
};

/** What an API does with a request before its handler. */
export interface Entrance<R extends Route, Caller> {
  /** Comes first, before anything of the request is read but its headers. */
  readonly enter: (route: R, request: Request) => Promise<Entered<Caller>> | Entered<Caller>;
  /** Reads the JSON of a request into `request.body`, or refuses it. */
  readonly readBody?: (route: R) => RequestHandler;
  /** Answers what does not fit its schema, field by field, and never with what was sent. */
  readonly misfit: (error: z.ZodError, language: Language) => ProblemAnswer;
  /** Headers of every answer that is not a problem. */
  readonly headers: Readonly<Record<string, string>>;
}

export type Entered<Caller> =
  { readonly ok: true; readonly caller: Caller } | { readonly ok: false; readonly answer: ProblemAnswer };

/**
 * Mounts each route of the table on the router, in the order of the table.
 *
 * @param entrance is left out where all handlers are raw
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
 * Answers every other method of the addresses in the table (405). To be called once all its routes are mounted.
 *
 * @param details by path: what to say where more than the catalogue's text can be of use
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

interface Read {
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
  return [
    answering(entrance.headers, async (request, response, language, next) => {
      const entered = await entrance.enter(route, request);
      if (!entered.ok) return entered.answer;
      const params = route.params?.safeParse(request.params);
      if (params?.success === false) return unknownPath(route);
      const query = route.query?.safeParse({ ...request.query }, { error: markMissing });
      if (query?.success === false) return entrance.misfit(query.error, language);
      const read: Read = { params: params?.data, query: query?.data, caller: entered.caller };
      response.locals[READ] = read;
      if (readBody === undefined) next();
      else readBody(request, response, next);
      return undefined;
    }),
    answering(entrance.headers, (request, response, language) => {
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

/** What no record can have as its name is not looked for. */
function unknownPath(route: Route): ProblemAnswer {
  const type = route.problems.find((problem) => PROBLEM_CATALOGUE[problem].status === 404) ?? 'not-found';
  return { kind: 'problem', type };
}

/** A step of a request that may answer it; without an answer it has called `next`. */
function answering(
  headers: Readonly<Record<string, string>>,
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
    if (answer !== undefined) await sendAnswer(request, response, language, answer, headers);
  };
}

function expressPath({ path }: Pick<Route, 'path'>): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
