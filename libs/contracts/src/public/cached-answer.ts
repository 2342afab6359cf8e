import type { z } from 'zod';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import type { Route } from '../routes/route.ts';
import { cacheHeaders } from './answer-headers.ts';

/** An answer with JSON that a cache may keep for a short time. */
export function cached<S extends z.ZodType>(description: string, json: S) {
  return { description, headers: cacheHeaders, json };
}

/** Whether a route has such an answer: the same for everybody, and worth asking for again and again. */
export function isWatchedAnswer({ answers }: Pick<Route, 'answers'>): boolean {
  return answers[200]?.headers === cacheHeaders;
}

/** The problems that every GET route of the public API may answer. */
export const READ_PROBLEMS = [
  'method-not-allowed',
  'internal',
  'not-ready',
] as const satisfies readonly ProblemType[];
