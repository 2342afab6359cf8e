import { z } from 'zod';
import type { Language } from './language.ts';
import { textIn } from './language.ts';
import type { ProblemType } from './problem-catalogue.ts';
import { PROBLEM_CATALOGUE } from './problem-catalogue.ts';
import type { ProblemDefinition } from './problem-definition.ts';

/** Media type of every error answer (RFC 9457). */
export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

/** The types are names and not addresses, as a type URI must stay the same wherever the API runs (RFC 9457, 3.1.1). */
const TYPE_PREFIX = 'urn:problem-type:scrutin:';

const TYPES = new Map<string, ProblemType>(
  (Object.keys(PROBLEM_CATALOGUE) as ProblemType[]).map((type) => [type, type]),
);

export function problemTypeUri(type: ProblemType): string {
  return TYPE_PREFIX + type;
}

/** The type that a URI names. It is undefined for a URI of another system, and for a type that the catalogue lacks. */
export function problemTypeOf(uri: string): ProblemType | undefined {
  const type = uri.startsWith(TYPE_PREFIX) ? uri.slice(TYPE_PREFIX.length) : '';
  return TYPES.get(type);
}

/** What is wrong with one field of a body. It never repeats what was sent (P6). */
const fieldError = z
  .object({
    field: z.string().meta({
      description:
        'The path of the field (`ranked_choices[1]` is the second place of the ranking), or the name of the header. Empty for the body as a whole.',
      examples: ['ranked_choices[1]'],
    }),
    message: z.string().meta({ description: 'What is wrong with the field and what it must be.' }),
  })
  .meta({ id: 'FieldError' });
export type FieldError = z.infer<typeof fieldError>;

/** The members that some problems have besides the standard ones. */
const extraMembers = {
  errors: z.array(fieldError).readonly().meta({
    description:
      'What to correct. Every 400, 415 and 422 about a request has this list, with at least one entry.',
  }),
  field: z.string().meta({
    description: 'The first place of the ballot that the race does not accept.',
    examples: ['ranked_choices[1]'],
  }),
  max_ranks: z.int().meta({ description: 'How many people a voter may rank in the race.', examples: [6] }),
  location: z.string().meta({
    description: 'The address of the submission that this key names.',
    examples: ['/api/v1/submissions/5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188'],
  }),
  retry_after_seconds: z.int().meta({
    description: 'How long to wait before the next attempt; the same number as in the Retry-After header.',
    examples: [5],
  }),
  opens_at: z.iso.datetime().meta({ description: 'When voting opens.' }),
  closes_at: z.iso.datetime().meta({ description: 'When voting closes or closed.' }),
  time_zone: z
    .string()
    .meta({ description: 'The time zone of the contest, in which `detail` says the times.' }),
};

export const problemBody = z
  .object({
    type: z.string().meta({ description: 'URI that names the kind of problem.' }),
    title: z.string().meta({ description: 'The kind of problem, in the language of the answer.' }),
    status: z.int().meta({ description: 'The HTTP status.' }),
    detail: z
      .string()
      .meta({ description: 'What happened and what to do next, in the language of the answer.' }),
    ...extraMembers,
  })
  .partial({
    errors: true,
    field: true,
    max_ranks: true,
    location: true,
    retry_after_seconds: true,
    opens_at: true,
    closes_at: true,
    time_zone: true,
  })
  .meta({ id: 'Problem', description: 'Problem details, RFC 9457.' });

export type Problem = z.infer<typeof problemBody>;
export type ProblemExtras = Pick<
  Problem,
  | 'errors'
  | 'field'
  | 'max_ranks'
  | 'location'
  | 'retry_after_seconds'
  | 'opens_at'
  | 'closes_at'
  | 'time_zone'
> & {
  /** Replaces the detail of the catalogue where more is known about this case. */
  readonly detail?: string;
};

/**
 * The body of a problem answer. The caller sends it with the `status` in it and as {@link PROBLEM_MEDIA_TYPE}, and
 * sets Content-Language. Every 429 and 503 has `retry_after_seconds`; the caller then sets Retry-After as well.
 */
export function problem(type: ProblemType, language: Language, extras?: ProblemExtras): Problem {
  const definition: ProblemDefinition = PROBLEM_CATALOGUE[type];
  const { detail = definition.detail[language], errors, ...members } = extras ?? {};
  const written = (text: string): string => textIn(language, { fr: text, en: text });
  return {
    type: TYPE_PREFIX + type,
    title: written(definition.title[language]),
    status: definition.status,
    detail: written(withWait(detail, members.retry_after_seconds, language)),
    ...(errors === undefined
      ? {}
      : { errors: errors.map(({ field, message }) => ({ field, message: written(message) })) }),
    ...members,
  };
}

/** Replaces `{wait}` in the text by the waiting time: « dans 5 secondes », "in 5 seconds". */
function withWait(text: string, seconds: number | undefined, language: Language): string {
  if (seconds === undefined)
    return text.replaceAll('{wait}', language === 'fr' ? 'quelques secondes' : 'a few seconds');
  const unit = language === 'fr' ? 'seconde' : 'second';
  const isOne = seconds === 1 || (seconds === 0 && language === 'fr');
  return text.replaceAll('{wait}', `${seconds} ${unit}${isOne ? '' : 's'}`);
}
