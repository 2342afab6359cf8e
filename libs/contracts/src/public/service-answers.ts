import { z } from 'zod';

/** `GET /health`, `/health/ready`, `/api/v1/health`. */
export const healthBody = z
  .object({
    status: z.enum(['ok', 'unavailable']).meta({ examples: ['ok'] }),
    dependencies: z
      .record(z.string(), z.enum(['up', 'down']))
      .meta({ examples: [{ broker: 'up', database: 'up', 'voter-roll': 'up' }] }),
  })
  .meta({
    id: 'Health',
    description: 'Whether the service can do its work, and the state of each dependency.',
  });

/** `GET /health/live`. */
export const livenessBody = z
  .object({ status: z.literal('ok') })
  .meta({ id: 'Liveness', description: 'The process answers.' });

/** `GET /`. */
export const indexBody = z
  .object({
    name: z.literal('scrutin'),
    version: z.string().meta({ examples: ['0.1.0'] }),
    links: z.record(z.string(), z.string()).meta({
      description: 'The addresses of this API, by name. Braces stand for an identifier.',
      examples: [{ laws: '/api/v1/laws', results: '/api/v1/results' }],
    }),
  })
  .meta({ id: 'Index', description: 'The addresses of this API.' });
export type IndexBody = z.infer<typeof indexBody>;
