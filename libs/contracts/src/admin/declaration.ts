import { z } from 'zod';
import { adminRoutes, FIND } from './admin-route.ts';

/** `GET …/declaration?…`. */
const declarationQuery = z
  .strictObject({
    language: z
      .enum(['fr', 'en'])
      .optional()
      .meta({
        description: 'The language of the document; by default that of the request.',
        examples: ['fr'],
      }),
    format: z
      .enum(['pdf', 'text'])
      .default('pdf')
      .meta({ description: 'A tagged PDF file, or plain text.', examples: ['pdf'] }),
    draft: z
      .enum(['true', 'false'])
      .default('false')
      .meta({
        description: 'Whether a draft is wanted before the certification. It says so on every page.',
        examples: ['false'],
      }),
  })
  .meta({ id: 'DeclarationQuery' });

/** The declaration of the results of a contest. */
export const DECLARATION_ROUTES = adminRoutes({
  declaration: {
    method: 'get',
    path: '/admin/v1/contests/{roll_key}/declaration',
    tag: 'Counting',
    summary: 'The declaration of the results, for signature',
    description:
      'The figures, rounds, lots, acts and digests of a certified contest, as a document for the returning officer to sign. It comes from the record alone: the same record is the same file, byte for byte.',
    access: 'read',
    params: z.object({
      roll_key: z
        .string()
        .meta({ description: '`law:ID` or `election:ID`.', examples: ['election:PROV-2026'] }),
    }),
    query: declarationQuery,
    answers: {
      200: { description: 'The document.', otherMedia: ['application/pdf', 'text/plain'] },
    },
    problems: [...FIND, 'state-forbids', 'invalid'],
  },
});
