import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { adminProblemBody } from '../admin/admin-problem.ts';
import type { AdminRoute } from '../admin/admin-route.ts';
import { adminProblemsOf, mayBeOutdated, takesCsrfToken } from '../admin/admin-route.ts';
import { ADMIN_ROUTES } from '../admin/routes.ts';
import { HEALTH_ROUTES } from '../public/service-routes.ts';
import type { OpenApiDocument } from './openapi.ts';
import { plainSchema } from './openapi.ts';
import type { ApiStyle } from './operations.ts';
import { openApiPaths } from './operations.ts';

const csrfToken = z.string().meta({
  description: 'The token that the session returned.',
  examples: ['m1S5oJ8n3y0cQ2b7xYkT4zWv9uLrEhGfDaCpIiOeNsM'],
});

const ifMatch = z
  .string()
  .optional()
  .meta({
    description:
      'The version of the record as it was read: the `ETag` of the contest or of the approval policy, or the `version` of a region, a party or an account as an entity tag, in quotation marks. The act is refused (412 `outdated`) if anything in it has changed since. Without it, the last change wins. It means nothing for what has no version.',
    examples: ['"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"'],
  });

const STYLE: ApiStyle<AdminRoute> = {
  problemsOf: adminProblemsOf,
  problem: adminProblemBody,
  headersOf: (route) => ({
    ...(takesCsrfToken(route) ? { 'X-CSRF-Token': csrfToken } : {}),
    ...(mayBeOutdated(route) ? { 'If-Match': ifMatch } : {}),
  }),
  isOpen: ({ access }) => access === 'open',
};

/** The OpenAPI 3.1 document of the admin API, made from the schemas that validate. @param version of the API */
export function adminOpenApiDocument(version: string): OpenApiDocument {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Scrutin: the election office',
        version,
        description:
          'The API with which officials configure, count and certify, and which keeps the record of their acts. docs/OFFICIALS.md says who may do what, and when.\n\nErrors are problem details (RFC 9457) in French or English, chosen by `Accept-Language`.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/' }],
      security: [{ session: [] }],
      tags: [
        { name: 'Session', description: 'Logging in and out.' },
        { name: 'Regions and parties', description: 'The regions and parties to which elections refer.' },
        { name: 'Laws', description: 'Laws put to the vote.' },
        { name: 'Elections', description: 'Elections, their races and candidates.' },
        { name: 'Rolls', description: 'The rolls of voters.' },
        { name: 'Counting', description: 'Counts that officials order and publish.' },
        {
          name: 'Proposals',
          description: 'Acts that wait for the approval of a second person, and the policy.',
        },
        { name: 'Accounts', description: 'The accounts of officials, operators and auditors.' },
        { name: 'Gateways', description: 'Kiosks and partners that hand in the votes of many voters.' },
        {
          name: 'Audit',
          description: 'What became of submissions, without voters and choices, for auditors.',
        },
        { name: 'Record of acts', description: 'Acts on record, which are never changed or removed.' },
        { name: 'Service', description: 'The health of the service.' },
      ],
      components: {
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: '__Host-scrutin_session',
            description: 'Without TLS, which is possible on loopback only, the name is `scrutin_session`.',
          },
        },
      },
      paths: {
        ...openApiPaths<AdminRoute>(ADMIN_ROUTES, STYLE),
        ...openApiPaths(HEALTH_ROUTES, {
          problemsOf: () => [],
          problem: adminProblemBody,
          isOpen: () => true,
        }),
      },
    },
    { override: plainSchema },
  );
}
