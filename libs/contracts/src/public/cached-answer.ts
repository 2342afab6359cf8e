import type { z } from 'zod';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import { cacheHeaders } from './answer-headers.ts';

/** JSON that may be kept for a moment. */
export function cached<S extends z.ZodType>(description: string, json: S) {
  return { description, headers: cacheHeaders, json };
}

/** What every reading may answer. */
export const READING = [
  'method-not-allowed',
  'internal',
  'not-ready',
] as const satisfies readonly ProblemType[];
