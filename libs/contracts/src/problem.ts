import { z } from 'zod';
import type { Language } from './language.ts';
import { PROBLEM_CATALOGUE } from './problem-catalogue.ts';
import type { ProblemDefinition, ProblemType } from './problem-catalogue.ts';

/** Media type of every error answer (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** Names, not addresses: a type URI must stay the same wherever the API is deployed (RFC 9457, 3.1.1). */
const TYPE_PREFIX = 'urn:problem-type:scrutin:';

export function problemTypeUri(type: ProblemType): string {
  return TYPE_PREFIX + type;
}

/** What is wrong with one field of a body. Never what was sent in it (P6). */
export const fieldError = z
  .object({
    field: z.string().meta({ description: 'Path of the field; empty for the body as a whole.' }),
    message: z.string().meta({ description: 'What the field must be.' }),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof fieldError>;

/** Members that some problems carry besides the standard ones. */
const extraMembers = {
  errors: z.array(fieldError).readonly().meta({ description: 'The fields to correct.' }),
  opens_at: z.iso.datetime().meta({ description: 'When voting opens.' }),
  closes_at: z.iso.datetime().meta({ description: 'When voting closes or closed.' }),
};

export const problemBody = z
  .object({
    type: z.string().meta({ description: 'URI that names the kind of problem.' }),
    title: z.string().meta({ description: 'The kind of problem, in the language of the answer.' }),
    status: z.int().meta({ description: 'The HTTP status.' }),
    detail: z.string().meta({ description: 'What to do next, in the language of the answer.' }),
    ...extraMembers,
  })
  .partial({ errors: true, opens_at: true, closes_at: true })
  .meta({ id: 'Problem', description: 'Problem details, RFC 9457.' });

export type Problem = z.infer<typeof problemBody>;
export type ProblemExtras = Pick<Problem, 'errors' | 'opens_at' | 'closes_at'>;

/**
 * One problem to answer with its own `status`, as {@link PROBLEM_MEDIA_TYPE}. The caller sets
 * Content-Language, and Retry-After with a 429 or a 503.
 */
export function problem(type: ProblemType, language: Language, extras?: ProblemExtras): Problem {
  const definition: ProblemDefinition = PROBLEM_CATALOGUE[type];
  return {
    type: TYPE_PREFIX + type,
    title: definition.title[language],
    status: definition.status,
    detail: definition.detail[language],
    ...extras,
  };
}
