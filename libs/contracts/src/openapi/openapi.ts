import type { CreateDocumentOptions } from 'zod-openapi';
import { createDocument } from 'zod-openapi';
import { problemBody } from '../problems/problem.ts';
import { PUBLIC_ROUTES } from '../public/routes.ts';
import type { Route } from '../routes/route.ts';
import { openApiPaths } from './operations.ts';

export type OpenApiDocument = ReturnType<typeof createDocument>;

/** The OpenAPI 3.1 document of the public API, made from the schemas that validate. @param version of the API */
export function openApiDocument(version: string): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Scrutin',
        version,
        description:
          'Referendums and elections. An accepted vote is stored durably, is counted once and is never linked to its voter.\n\nErrors are problem details (RFC 9457) in French or English, chosen by `Accept-Language`. P1 to P9 are the numbered promises of docs/ARCHITECTURE.md.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      security: [],
      tags: [
        { name: 'Voting', description: 'Casting a vote and following it.' },
        { name: 'Laws', description: 'Laws put to the vote.' },
        { name: 'Elections', description: 'Elections, their races and candidates.' },
        { name: 'Results', description: 'Results, turnout, and the ledger of all votes.' },
        { name: 'Service', description: 'Health and index.' },
      ],
      paths: openApiPaths(PUBLIC_ROUTES, {
        problemsOf: ({ problems }: Route) => problems,
        problem: problemBody,
      }),
    },
    { override: plainSchema },
  );
}

/** Removes from a schema what zod adds and what does not help a reader of the document. */
export const plainSchema: NonNullable<CreateDocumentOptions['override']> = ({ jsonSchema }) => {
  // `format` is easier to read than the regular expression that checks it.
  if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  // A later version may add members to an answer, and a client that validates the answer must accept them.
  if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
};
