import type { CreateDocumentOptions } from 'zod-openapi';
import { createDocument } from 'zod-openapi';
import { problemBody } from '../problems/problem.ts';
import { PUBLIC_ROUTES } from '../public/routes.ts';
import type { Route } from '../routes/route.ts';
import { openApiPaths } from './operations.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** OpenAPI 3.1 description of the public API, made from the schemas that validate. @param version of the API */
export function openApiDocument(version: string): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Scrutin',
        version,
        description:
          'Referendums and elections: votes accepted durably, counted once, never tied to a voter.\n\nErrors are problem details (RFC 9457) in French or English, chosen by `Accept-Language`. P1 to P9 are the numbered promises of docs/ARCHITECTURE.md.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      security: [],
      tags: [
        { name: 'Voting', description: 'Casting a vote and following it.' },
        { name: 'Laws', description: 'What is put to the vote.' },
        { name: 'Elections', description: 'Elections, their races and candidates.' },
        { name: 'Results', description: 'What was counted, and that nothing is missing.' },
        { name: 'Service', description: 'Health, index.' },
      ],
      paths: openApiPaths(PUBLIC_ROUTES, {
        problemsOf: ({ problems }: Route) => problems,
        problem: problemBody,
      }),
    },
    { override: plainSchema },
  );
}

/** Leaves out what zod adds for its own precision and a reader of the document has no use for. */
export const plainSchema: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema }) => {
  // `format` says it better than the expression that checks it.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // An answer may gain members without breaking a client that validates it.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};
