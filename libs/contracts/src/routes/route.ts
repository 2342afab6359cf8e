import type { z } from 'zod';
import type { ProblemType } from '../problems/problem-catalogue.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One answer that is not a problem, under its status. */
export interface RouteAnswer {
  readonly description: string;
  /** The JSON of the body. An answer without it has no body. */
  readonly json?: z.ZodType;
  /** Media types in which the same may be given instead of JSON. */
  readonly otherMedia?: readonly string[];
  readonly headers?: z.ZodObject;
  /** Examples of the JSON by name, besides those of its members. */
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/**
 * One operation of an HTTP API, declared once: the router, the OpenAPI document and the client are made from it. The
 * name under which it stands in its table is its operation id.
 */
export interface Route {
  readonly method: Method;
  /** With its parameters in braces: `/api/v1/laws/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The parameters of the path, each of which stands in it. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Headers of the request that mean something to this operation alone. */
  readonly headers?: z.ZodObject;
  /** The JSON of the request. */
  readonly body?: z.ZodType;
  readonly bodyExamples?: Readonly<Record<string, { readonly value: unknown }>>;
  /** True where the request has lines of plain text instead of JSON. */
  readonly lines?: true;
  readonly answers: Readonly<Partial<Record<200 | 201 | 202 | 204 | 503, RouteAnswer>>>;
  /** The problems it may answer, besides those that its API answers everywhere. */
  readonly problems: readonly ProblemType[];
}

export type RouteTable = Readonly<Record<string, Route>>;

/** A table of routes as it is written, with every schema, status and problem in its type. */
export function routeTable<const T extends RouteTable>(table: T): T {
  return table;
}

/** What a handler gets: parameters that fit their schema. */
export type ParamsOf<R extends Route> = R extends { readonly params: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
export type QueryOf<R extends Route> = R extends { readonly query: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
export type BodyOf<R extends Route> = R extends { readonly body: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** What a client gives: parameters before their defaults are filled in. */
export type GivenQueryOf<R extends Route> = R extends { readonly query: infer S extends z.ZodType }
  ? z.input<S>
  : undefined;
export type GivenBodyOf<R extends Route> = R extends { readonly body: infer S extends z.ZodType }
  ? z.input<S>
  : R extends { readonly lines: true }
    ? string
    : undefined;

export type StatusOf<R extends Route> = keyof R['answers'] & number;
/** The JSON of the answer with that status; undefined where it has no body. */
export type JsonOf<R extends Route, Status extends StatusOf<R>> = R['answers'][Status] extends {
  readonly json: infer S extends z.ZodType;
}
  ? z.output<S>
  : undefined;

/** The address of an operation, its parameters put in. */
export function pathOf(route: Pick<Route, 'path'>, params: Readonly<Record<string, unknown>> = {}): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_braces, name: string) => {
    const value = params[name];
    if (typeof value !== 'string') throw new RangeError(`${route.path} needs the parameter ${name}`);
    return encodeURIComponent(value);
  });
}
