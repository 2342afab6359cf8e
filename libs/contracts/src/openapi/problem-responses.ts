import { z } from 'zod';
import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import type { SelectionReason } from '@scrutin/election';
import { bodyTypeError } from '../problems/body-faults.ts';
import type { Language } from '../problems/language.ts';
import { LANGUAGES } from '../problems/language.ts';
import type { ProblemExtras } from '../problems/problem.ts';
import { problem, PROBLEM_MEDIA_TYPE } from '../problems/problem.ts';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import { PROBLEM_CATALOGUE } from '../problems/problem-catalogue.ts';
import { localizedHeaders } from '../public/answer-headers.ts';
import { MUST_BE } from '../public/field-texts.ts';
import { submissionLocation } from '../public/submission.ts';
import { ballotFault, idempotencyKeyFault } from '../public/vote-refusal-texts.ts';

const retryAfter = z
  .string()
  .regex(/^[0-9]+$/)
  .meta({ description: 'Seconds to wait before the next attempt.', examples: ['5'] });
const allow = z
  .string()
  .meta({ description: 'The methods that this address accepts.', examples: ['GET, HEAD'] });

const CLOSES: ProblemExtras = { closes_at: '2025-10-13T00:00:00.000Z', time_zone: 'America/Toronto' };
const WINDOW: ProblemExtras = { opens_at: '2025-10-06T13:00:00.000Z', ...CLOSES };
const LOCATION: ProblemExtras = { location: submissionLocation('5b1e0c9a-7d3f-8a21-9c4e-d2f06b7a1188') };
const WAIT: ProblemExtras = { retry_after_seconds: 5 };

function place(reason: SelectionReason, field: string, extras: ProblemExtras = {}): ProblemExample {
  return (language) => ({
    errors: [{ field, message: ballotFault(reason, 6)[language] }],
    field,
    ...extras,
  });
}

type ProblemExample = (language: Language) => ProblemExtras;

/** The members that the examples of a problem have in addition to the usual ones. */
const EXAMPLE_EXTRAS: Partial<Record<ProblemType, ProblemExample>> = {
  'not-open': () => WINDOW,
  closed: () => WINDOW,
  'results-not-published': () => CLOSES,
  'ballots-not-yet-published': () => CLOSES,
  malformed: (language) => ({ errors: [{ field: 'code', message: MUST_BE.code[language] }] }),
  'unsupported-media-type': (language) => ({ errors: [bodyTypeError('charset', language)] }),
  'idempotency-key-invalid': (language) => ({
    errors: [{ field: 'Idempotency-Key', message: idempotencyKeyFault('1')?.[language] ?? '' }],
  }),
  'idempotency-key-reused': () => LOCATION,
  'key-of-rejected-vote': () => LOCATION,
  'unknown-candidate': place('unknown-candidate', 'ranked_choices[1]'),
  'withdrawn-candidate': place('withdrawn-candidate', 'ranked_choices[1]'),
  'repeated-candidate': place('repeated-candidate', 'ranked_choices[2]'),
  'too-many-ranks': place('too-many-ranks', 'ranked_choices[6]', { max_ranks: 6 }),
  'ranking-not-allowed': place('ranking-not-allowed', 'ranked_choices[1]', { max_ranks: 1 }),
  'blank-not-allowed': place('blank-not-allowed', 'candidate_id'),
  'rate-limited': () => ({ retry_after_seconds: 30 }),
  'broker-unavailable': () => WAIT,
  overloaded: () => WAIT,
  'not-ready': () => WAIT,
};

/**
 * The error answers of an operation, by status. Each problem has a French example and an English one.
 *
 * @param schema of the error answers of this API
 */
export function problemResponses(
  types: readonly ProblemType[],
  schema: z.ZodObject,
): ZodOpenApiResponsesObject {
  const byStatus = new Map<number, Set<ProblemType>>();
  for (const type of types) {
    const { status } = PROBLEM_CATALOGUE[type];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(type));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => [status, problemResponse(status, [...ofStatus], schema)]),
  );
}

function problemResponse(status: number, types: readonly ProblemType[], schema: z.ZodObject) {
  const examples = types.flatMap((type) =>
    LANGUAGES.map((language) => {
      const value = problem(type, language, EXAMPLE_EXTRAS[type]?.(language));
      return [`${type} (${language})`, { summary: value.title, value }] as const;
    }),
  );
  return {
    description: types.map((type) => PROBLEM_CATALOGUE[type].title.en).join(' / '),
    headers: headersOf(status),
    content: { [PROBLEM_MEDIA_TYPE]: { schema, examples: Object.fromEntries(examples) } },
  };
}

function headersOf(status: number) {
  if (status === 429 || status === 503) return localizedHeaders.extend({ 'Retry-After': retryAfter });
  return status === 405 ? localizedHeaders.extend({ Allow: allow }) : localizedHeaders;
}
