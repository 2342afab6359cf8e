import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiPathsObject } from 'zod-openapi';
import type { ProblemType } from '../problems/problem-catalogue.ts';
import type { Route, RouteAnswer } from '../routes/route.ts';
import { problemResponses } from './problem-responses.ts';

/** What the document says about the routes of an API in addition to their table. */
export interface ApiStyle<R extends Route> {
  readonly problemsOf: (route: R) => readonly ProblemType[];
  /** The schema of its error answers. */
  readonly problem: z.ZodObject;
  /** Request headers in addition to those of the route. */
  readonly headersOf?: (route: R) => z.core.$ZodShape;
  /** True for a route that anybody may call, in an API whose other routes need a session. */
  readonly isOpen?: (route: R) => boolean;
}

const acceptLanguage = z
  .string()
  .optional()
  .meta({
    description: 'The preferred languages, with quality values. French is the default.',
    examples: ['fr-CA, en;q=0.8'],
  });

/** The paths of an OpenAPI document, made from a table of routes. */
export function openApiPaths<R extends Route>(
  routes: Readonly<Record<string, R>>,
  style: ApiStyle<R>,
): ZodOpenApiPathsObject {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const [name, route] of Object.entries(routes)) {
    (paths[route.path] ??= {})[route.method] = operation(name, route, style);
  }
  return paths;
}

function operation<R extends Route>(
  operationId: string,
  route: R,
  style: ApiStyle<R>,
): ZodOpenApiOperationObject {
  const { description, params, query } = route;
  const problems = style.problemsOf(route);
  // An operation that can fail answers in the language that the client prefers.
  const headers = {
    ...(problems.length === 0 ? {} : { 'Accept-Language': acceptLanguage }),
    ...style.headersOf?.(route),
    ...route.headers?.shape,
  };
  const body = requestBody(route);
  return {
    operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(description === undefined ? {} : { description }),
    ...(style.isOpen?.(route) === true ? { security: [] } : {}),
    requestParams: {
      ...(Object.keys(headers).length === 0 ? {} : { header: z.object(headers) }),
      ...(params === undefined ? {} : { path: params }),
      ...(query === undefined ? {} : { query }),
    },
    ...(body === undefined ? {} : { requestBody: body }),
    responses: {
      ...Object.fromEntries(
        Object.entries(route.answers).map(([status, answer]) => [status, response(answer)]),
      ),
      ...problemResponses(problems, style.problem),
    },
  };
}

function requestBody({ body, bodyExamples, lines, bytes }: Route): ZodOpenApiOperationObject['requestBody'] {
  if (lines === true) return { required: true, content: { 'text/plain': { schema: z.string() } } };
  if (bytes !== undefined) {
    const schema = z.string().meta({ format: 'binary' });
    return { required: true, content: Object.fromEntries(bytes.map((type) => [type, { schema }])) };
  }
  if (body === undefined) return undefined;
  const examples = bodyExamples === undefined ? {} : { examples: bodyExamples };
  return { required: true, content: { 'application/json': { schema: body, ...examples } } };
}

function response({ description, json, otherMedia = [], headers, examples }: RouteAnswer) {
  return {
    description,
    ...(headers === undefined ? {} : { headers }),
    ...(json === undefined && otherMedia.length === 0
      ? {}
      : {
          content: {
            ...(json === undefined
              ? {}
              : { 'application/json': { schema: json, ...(examples === undefined ? {} : { examples }) } }),
            ...Object.fromEntries(otherMedia.map((type) => [type, { schema: z.string() }])),
          },
        }),
  };
}
