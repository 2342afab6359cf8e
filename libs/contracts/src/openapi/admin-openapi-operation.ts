import { z } from 'zod';
import type { ZodOpenApiOperationObject } from 'zod-openapi';
import { adminProblemBody } from '../admin/admin-problem.ts';
import { LANGUAGES } from '../problems/language.ts';
import { PROBLEM_CATALOGUE } from '../problems/problem-catalogue.ts';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import { problem, PROBLEM_MEDIA_TYPE } from '../problems/problem.ts';

export interface AdminOperation {
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  /** JSON. */
  readonly body?: z.ZodType;
  /** Lines of a roll. */
  readonly lines?: true;
  /** 200 with a body, or 204 without one, unless told. */
  readonly status?: 200 | 201;
  readonly answer?: z.ZodType;
  readonly otherAnswer?: string;
  /** Besides those that every operation has. */
  readonly problems?: readonly ProblemType[];
  /** Who is not logged in may ask. */
  readonly open?: true;
}

const ALWAYS = ['method-not-allowed', 'internal', 'not-ready'] as const satisfies readonly ProblemType[];
const LOGGED_IN = ['login-required', 'role-forbids'] as const satisfies readonly ProblemType[];
const BODY = [
  'request-unreadable',
  'upload-too-large',
  'wrong-media-type',
  'invalid',
] as const satisfies readonly ProblemType[];

const acceptLanguage = z
  .string()
  .optional()
  .meta({ description: 'Language of the problems; French is the default.', examples: ['en'] });
const csrfToken = z.string().meta({
  description: 'As the session gave it.',
  examples: ['m1S5oJ8n3y0cQ2b7xYkT4zWv9uLrEhGfDaCpIiOeNsM'],
});

/** An operation of the admin API, with the headers and problems that all have. */
export function adminOperation(
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  given: AdminOperation,
): ZodOpenApiOperationObject {
  const changes = method !== 'get' && given.open !== true;
  const header = z.object({
    'Accept-Language': acceptLanguage,
    ...(changes ? { 'X-CSRF-Token': csrfToken } : {}),
  });
  const status = given.status ?? (given.answer === undefined ? 204 : 200);
  return {
    operationId: given.operationId,
    tags: [given.tag],
    summary: given.summary,
    ...(given.description === undefined ? {} : { description: given.description }),
    ...(given.open === true ? { security: [] } : {}),
    requestParams: {
      header,
      ...(given.path === undefined ? {} : { path: given.path }),
      ...(given.query === undefined ? {} : { query: given.query }),
    },
    ...(given.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: given.body } } } }),
    ...(given.lines === undefined
      ? {}
      : { requestBody: { required: true, content: { 'text/plain': { schema: z.string() } } } }),
    responses: {
      [status]: {
        description: 'Done.',
        ...(given.answer === undefined
          ? {}
          : {
              content: {
                'application/json': { schema: given.answer },
                ...(given.otherAnswer === undefined ? {} : { [given.otherAnswer]: { schema: z.string() } }),
              },
            }),
      },
      ...problems([
        ...ALWAYS,
        ...(given.open === true ? [] : LOGGED_IN),
        ...(method === 'get' ? [] : (['cross-site'] as const)),
        ...(given.body === undefined ? [] : BODY),
        ...(given.problems ?? []),
      ]),
    },
  };
}

function problems(types: readonly ProblemType[]): ZodOpenApiOperationObject['responses'] {
  const byStatus = new Map<number, Set<ProblemType>>();
  for (const type of types) {
    const { status } = PROBLEM_CATALOGUE[type];
    byStatus.set(status, (byStatus.get(status) ?? new Set()).add(type));
  }
  return Object.fromEntries(
    [...byStatus].map(([status, ofStatus]) => {
      const examples = [...ofStatus].flatMap((type) =>
        LANGUAGES.map((language) => [`${type} (${language})`, { value: problem(type, language) }] as const),
      );
      const description = [...ofStatus].map((type) => PROBLEM_CATALOGUE[type].title.en).join(' / ');
      return [
        status,
        {
          description,
          ...(status === 429 || status === 503 ? { headers: retryHeaders } : {}),
          content: {
            [PROBLEM_MEDIA_TYPE]: { schema: adminProblemBody, examples: Object.fromEntries(examples) },
          },
        },
      ];
    }),
  );
}

const retryHeaders = z.object({
  'Retry-After': z
    .string()
    .regex(/^[0-9]+$/)
    .meta({ description: 'Seconds to wait before the next attempt.', examples: ['60'] }),
});
