import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import { problemResponses } from './openapi-errors.ts';
import { languageParameter } from './openapi-voting.ts';

const cacheHeaders = z.object({
  'Cache-Control': z
    .string()
    .meta({ description: 'How long the answer may be reused.', examples: ['public, max-age=1'] }),
});

/** A GET that answers 200 with JSON that may be cached for a moment. */
export function cached(o: {
  operationId: string;
  tag: string;
  summary: string;
  schema: z.ZodType;
  describe: string;
  path?: z.ZodObject;
  query?: z.ZodObject;
  problems?: readonly ProblemType[];
}): ZodOpenApiPathsObject[string] {
  return {
    get: {
      operationId: o.operationId,
      tags: [o.tag],
      summary: o.summary,
      requestParams: {
        header: languageParameter,
        ...(o.path === undefined ? {} : { path: o.path }),
        ...(o.query === undefined ? {} : { query: o.query }),
      },
      responses: {
        200: {
          description: o.describe,
          headers: cacheHeaders,
          content: { 'application/json': { schema: o.schema } },
        },
        ...problemResponses(...(o.problems ?? []), 'method-not-allowed', 'internal', 'not-ready'),
      },
    },
  };
}
