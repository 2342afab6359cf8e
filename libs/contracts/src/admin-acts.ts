import { z } from 'zod';
import { instant } from './law.ts';

export const MOST_ACTS = 1_000;

/** `GET /admin/v1/acts?…`. */
export const actsQuery = z
  .strictObject({
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(MOST_ACTS)
      .default(100)
      .meta({ examples: [100] }),
    before: z
      .string()
      .regex(/^[0-9]{1,18}$/)
      .optional()
      .meta({ description: 'The id to page on from.', examples: ['1204'] }),
    subject: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'It and what is below it.', examples: ['election:PROV-2026'] }),
    format: z
      .enum(['json', 'csv'])
      .default('json')
      .meta({ examples: ['json'] }),
  })
  .meta({ id: 'ActsQuery' });

/** An entry of `GET /admin/v1/acts`, newest first. */
export const actBody = z
  .object({
    id: z
      .string()
      .regex(/^[0-9]+$/)
      .meta({ examples: ['1204'] }),
    at: instant,
    official_id: z.uuid().nullable().meta({ description: 'Null for the command line.' }),
    actor: z.string().meta({ examples: ['marie.tremblay@elections.example'] }),
    action: z.string().meta({ examples: ['election.schedule'] }),
    subject: z.string().meta({ examples: ['election:PROV-2026'] }),
    reason: z.string().nullable(),
    before: z.unknown().meta({ description: 'The record before; null where there was none.' }),
    after: z.unknown().meta({ description: 'The record after; null where there is none.' }),
  })
  .meta({ id: 'Act', description: 'An act of an official. Append-only.' });
export type ActBody = z.infer<typeof actBody>;
export const actsBody = z.array(actBody);
