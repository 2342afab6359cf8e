import { PROBLEM_MEDIA_TYPE, problemBody, problemTypeOf } from '@scrutin/contracts/problems';
import type { GivenBodyOf, GivenQueryOf, ParamsOf, Route, RouteTable } from '@scrutin/contracts/routes';
import { pathOf } from '@scrutin/contracts/routes';
import type { FetchedAnswer, FetchFunction, FetchInit } from './fetch-function.ts';
import type { Reply } from './reply.ts';

export interface ClientOptions {
  /**
   * The address of the API, without a slash at its end: `https://vote.example`. If it is empty, `fetch` gets a path: a
   * browser then asks the origin of the page.
   */
  readonly baseUrl: string;
  /** Sends one request: `fetch` itself, or a function that does the same over other connections. */
  readonly fetch: FetchFunction;
  /** Headers for every request. The function is called each time, as the token of a session may have changed. */
  readonly headers?: () => Readonly<Record<string, string>>;
}

type Part<Name extends string, T> = [T] extends [undefined]
  ? { readonly [N in Name]?: undefined }
  : object extends T
    ? { readonly [N in Name]?: T }
    : { readonly [N in Name]: T };

/** What a call of the route needs: its parameters, query and body, as far as the route has them. */
export type Given<R extends Route> = Part<'params', ParamsOf<R>> &
  Part<'query', GivenQueryOf<R>> &
  Part<'body', GivenBodyOf<R>> & { readonly headers?: Readonly<Record<string, string>> };

/** The same with the body as a text, which is sent unchanged. */
type GivenAsText<R extends Route> = Part<'params', ParamsOf<R>> &
  Part<'query', GivenQueryOf<R>> & {
    readonly text: string;
    readonly headers?: Readonly<Record<string, string>>;
  };

export interface Client<T extends RouteTable> {
  readonly baseUrl: string;
  /** Calls the route of that name. It never throws: if the network is down, the reply says so. */
  readonly call: <Name extends keyof T & string>(
    name: Name,
    ...given: object extends Given<T[Name]> ? [given?: Given<T[Name]>] : [given: Given<T[Name]>]
  ) => Promise<Reply<T[Name]>>;
  /**
   * Calls the route of that name with a body that is a text already: JSON that was encoded earlier, or a body that the
   * API must refuse and that the type of `call` does not allow. It never throws either.
   */
  readonly callWithText: <Name extends keyof T & string>(
    name: Name,
    given: GivenAsText<T[Name]>,
  ) => Promise<Reply<T[Name]>>;
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>;

interface AnyGiven {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Query;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes a client for the routes of one API. It works in browsers and in Node.js. */
export function createClient<T extends RouteTable>(routes: T, options: ClientOptions): Client<T> {
  const { baseUrl, fetch, headers } = options;
  const ask = async (route: Route, given: AnyGiven): Promise<Reply<Route>> => {
    const url = baseUrl + pathOf(route, given.params) + searchOf(given.query);
    let answer: FetchedAnswer;
    let text: string;
    try {
      answer = await fetch(url, initOf(route, given, headers?.() ?? {}));
      text = await answer.text();
    } catch (error) {
      return { kind: 'unreachable', error };
    }
    return replyOf(route, answer, text);
  };
  return {
    baseUrl,
    call: (name, ...[given]) =>
      ask(routes[name] as Route, (given ?? {}) as AnyGiven) as Promise<Reply<T[typeof name]>>,
    callWithText: (name, { text, ...given }) =>
      ask(routes[name] as Route, { ...given, body: text } as AnyGiven) as Promise<Reply<T[typeof name]>>,
  };
}

function initOf(
  route: Route,
  { body, headers }: AnyGiven,
  always: Readonly<Record<string, string>>,
): FetchInit {
  const [bytes] = route.bytes ?? [];
  const type = bytes ?? (route.lines === true ? 'text/plain' : 'application/json');
  return {
    method: route.method.toUpperCase(),
    headers: { ...always, ...(body === undefined ? {} : { 'content-type': type }), ...headers },
    ...(body === undefined ? {} : { body: sentAs(body) }),
  };
}

function sentAs(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body);
}

function searchOf(query: Query = {}): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
}

function replyOf(route: Route, answer: FetchedAnswer, text: string): Reply<Route> {
  const { status } = answer;
  const header = (name: string): string | null => answer.headers.get(name);
  const [mediaType = ''] = (header('content-type') ?? '').split(';');
  const unreadable = { kind: 'unreadable', status, text, header } as const;
  if (mediaType === PROBLEM_MEDIA_TYPE) {
    const read = problemBody.loose().safeParse(jsonOf(text));
    if (!read.success) return unreadable;
    return { kind: 'problem', status, type: problemTypeOf(read.data.type), problem: read.data, header };
  }
  const expected = (route.answers as Readonly<Record<number, Route['answers'][200]>>)[status];
  if (expected === undefined) return unreadable;
  if (expected.otherMedia?.includes(mediaType) === true) {
    return { kind: 'text', status, mediaType, text, header };
  }
  if (expected.json === undefined)
    return { kind: 'answered', status, body: undefined, header } as Reply<Route>;
  const read = expected.json.safeParse(jsonOf(text));
  return read.success ? ({ kind: 'answered', status, body: read.data, header } as Reply<Route>) : unreadable;
}

/** The value of a JSON text; undefined if it is not JSON, which no schema accepts. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
