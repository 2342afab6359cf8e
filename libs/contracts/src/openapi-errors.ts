import type { ZodOpenApiResponsesObject } from 'zod-openapi';
import { z } from 'zod';
import { LANGUAGES } from './language.ts';
import { PROBLEM_CATALOGUE } from './problem-catalogue.ts';
import type { ProblemType } from './problem-catalogue.ts';
import { problem, PROBLEM_MEDIA_TYPE, problemBody } from './problem.ts';
import type { ProblemExtras } from './problem.ts';

const contentLanguage = z.enum(LANGUAGES).meta({ description: 'Language of the texts.', examples: ['fr'] });
const retryAfter = z
  .string()
  .regex(/^[0-9]+$/)
  .meta({ description: 'Seconds to wait before the next attempt.', examples: ['5'] });
const allow = z.string().meta({ description: 'The methods this address takes.', examples: ['GET, HEAD'] });

/** Headers of an answer with texts. */
export const localizedHeaders = z.object({ 'Content-Language': contentLanguage });

const EXAMPLE_EXTRAS: Partial<Record<ProblemType, ProblemExtras>> = {
  'not-open': { opens_at: '2025-10-06T13:00:00.000Z', closes_at: '2025-10-13T00:00:00.000Z' },
  closed: { opens_at: '2025-10-06T13:00:00.000Z', closes_at: '2025-10-13T00:00:00.000Z' },
  'results-not-published': { closes_at: '2025-10-13T00:00:00.000Z' },
  malformed: {
    errors: [{ field: 'code', message: 'Le code compte 6 lettres ou chiffres.' }],
  },
};

/** The error answers of an operation, by status, each with one French example per problem and an English one. */
export function problemResponses(...types: readonly ProblemType[]): ZodOpenApiResponsesObject {
  const statuses = [...new Set(types.map((type) => PROBLEM_CATALOGUE[type].status))].sort((a, b) => a - b);
  return Object.fromEntries(
    statuses.map((status) => {
      const ofStatus = types.filter((type) => PROBLEM_CATALOGUE[type].status === status);
      return [status, problemResponse(status, ofStatus)];
    }),
  );
}

function problemResponse(status: number, types: readonly ProblemType[]) {
  const examples = types.flatMap((type) =>
    LANGUAGES.map((language) => {
      const value = problem(type, language, language === 'fr' ? EXAMPLE_EXTRAS[type] : undefined);
      return [`${type} (${language})`, { summary: value.title, value }] as const;
    }),
  );
  return {
    description: types.map((type) => PROBLEM_CATALOGUE[type].title.en).join(' / '),
    headers: headersOf(status),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: problemBody, examples: Object.fromEntries(examples) } },
  };
}

function headersOf(status: number) {
  if (status === 429 || status === 503) return localizedHeaders.extend({ 'Retry-After': retryAfter });
  return status === 405 ? localizedHeaders.extend({ Allow: allow }) : localizedHeaders;
}
