import type { z } from 'zod';
import type { ProblemType } from '../problems/problem-catalogue.ts';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One answer of a route that is not a problem. */
export interface RouteAnswer {
  readonly description: string;
  /** The schema of the body. An answer without it has no body, or is a file in one of the `otherMedia`. */
  readonly json?: z.ZodType;
  /** The media types in which the route can answer instead of JSON, or always answers if it has no JSON. */
  readonly otherMedia?: readonly string[];
  readonly headers?: z.ZodObject;
  /** Examples of the body by name, in addition to those of its members. */
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}

/**
 * One operation of an HTTP API. It is declared once: the router, the OpenAPI document and the client are made from it.
 * Its key in the table of routes is its operation id.
 */
export interface Route {
  readonly method: Method;
  /** The path, with its parameters in braces: `/api/v1/laws/{id}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  /** The schema of the parameters in the path. */
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** Request headers that only this operation reads. */
  readonly headers?: z.ZodObject;
  /** The schema of the JSON in the request. */
  readonly body?: z.ZodType;
  readonly bodyExamples?: Readonly<Record<string, { readonly value: unknown }>>;
  /** True if the request has lines of plain text instead of JSON. */
  readonly lines?: true;
  /** The media types of the bytes that the request has instead of JSON. */
  readonly bytes?: readonly string[];
  readonly answers: Readonly<Partial<Record<200 | 201 | 202 | 204 | 503, RouteAnswer>>>;
  /** The problems that it may answer, in addition to those that every route of its API may answer. */
  readonly problems: readonly ProblemType[];
}

export type RouteTable = Readonly<Record<string, Route>>;

/** Returns the table unchanged. Its type keeps every schema, status and problem of the literal. */
export function routeTable<const T extends RouteTable>(table: T): T {
  return table;
}

/** What a handler gets: parameters after they passed their schema. */
export type ParamsOf<R extends Route> = R extends { readonly params: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
export type QueryOf<R extends Route> = R extends { readonly query: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;
export type BodyOf<R extends Route> = R extends { readonly body: infer S extends z.ZodType }
  ? z.output<S>
  : undefined;

/** What a client gives: a query without the defaults that the schema fills in. */
export type GivenQueryOf<R extends Route> = R extends { readonly query: infer S extends z.ZodType }
  ? z.input<S>
  : undefined;
export type GivenBodyOf<R extends Route> = R extends { readonly body: infer S extends z.ZodType }
  ? z.input<S>
  : R extends { readonly lines: true }
    ? string
    : R extends { readonly bytes: readonly string[] }
      ? Uint8Array<ArrayBuffer>
      : undefined;

export type StatusOf<R extends Route> = keyof R['answers'] & number;
/** The JSON of the answer with that status; undefined if it has no body. */
export type JsonOf<R extends Route, Status extends StatusOf<R>> = R['answers'][Status] extends {
  readonly json: infer S extends z.ZodType;
}
  ? z.output<S>
  : undefined;

/** The path of an operation with its parameters filled in. @throws RangeError if a parameter is missing */
export function pathOf(route: Pick<Route, 'path'>, params: Readonly<Record<string, unknown>> = {}): string {
  return route.path.replaceAll(/\{(\w+)\}/g, (_braces, name: string) => {
    const value = params[name];
    if (typeof value !== 'string') throw new RangeError(`${route.path} needs the parameter ${name}`);
    return encodeURIComponent(value);
  });
}

/** The type of a body with all its lists and members readonly, so that handlers may answer readonly data. */
export type AsAnswered<T> = T extends readonly (infer Item)[]
  ? readonly AsAnswered<Item>[]
  : T extends object
    ? { readonly [Member in keyof T]: AsAnswered<T[Member]> }
    : T;
