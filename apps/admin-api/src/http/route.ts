import { formErrors, markMissing } from '@scrutin/contracts/problems';
import type { Language } from '@scrutin/contracts/problems';
import type { Actor } from '@scrutin/election-office';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Right } from '../permissions.ts';
import type { OpenedSession } from '../session/session-door.ts';
import type { Answer } from './answer.ts';

/** A request that was let in. */
export interface Call {
  /** Who asks, as it goes on record. */
  readonly actor: Actor;
  readonly session: OpenedSession;
  readonly language: Language;
  /** Of the path; every one an identifier, a UUID or a roll key. */
  readonly params: Readonly<Record<string, string>>;
  readonly request: Request;
  /** Parsed JSON, where the route takes it. */
  readonly body: unknown;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One operation of the API. */
export interface Route {
  readonly method: Method;
  /** As in the OpenAPI document: `/admin/v1/laws/{id}`. */
  readonly path: string;
  /** `any`: whoever is logged in. */
  readonly right: Right | 'any';
  readonly takes: 'json' | 'lines' | 'nothing';
  readonly handle: (call: Call) => Promise<Answer>;
}

type Handle = (call: Call) => Promise<Answer>;

export function reading(path: string, handle: Handle): Route {
  return { method: 'get', path, right: 'read', takes: 'nothing', handle };
}

export function acting(method: Exclude<Method, 'get'>, path: string, right: Right, handle: Handle): Route {
  return { method, path, right, takes: 'nothing', handle };
}

/** An act with a JSON body, which is checked before the handler sees it. */
export function actingOn<Body>(
  method: Exclude<Method, 'get'>,
  path: string,
  right: Right | 'any',
  schema: z.ZodType<Body>,
  handle: (call: Call, body: Body) => Promise<Answer>,
): Route {
  return {
    ...{ method, path, right, takes: 'json' },
    handle: async (call) => {
      const read = parseGiven(schema, call.body, call.language);
      return read.ok ? handle(call, read.value) : read.answer;
    },
  };
}

/** What was given, if it is what the schema says; else what is wrong, field by field, never what was sent. */
export function parseGiven<T>(
  schema: z.ZodType<T>,
  given: unknown,
  language: Language,
): { readonly ok: true; readonly value: T } | { readonly ok: false; readonly answer: Answer } {
  const read = schema.safeParse(given, { error: markMissing });
  if (read.success) return { ok: true, value: read.data };
  const errors = formErrors(read.error, language);
  return { ok: false, answer: { kind: 'problem', type: 'invalid', members: { errors } } };
}
