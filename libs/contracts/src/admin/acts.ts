import { z } from 'zod';
import { localizedIssue } from '../problems/form-errors.ts';
import { instant } from '../public/law.ts';

/** On a page of JSON. */
export const MOST_ACTS = 1_000;

const PAGES_OF_JSON = {
  fr: `En JSON, une page compte au plus ${MOST_ACTS} actes : continuez avec before, ou demandez format=csv.`,
  en: `A page of JSON has at most ${MOST_ACTS} acts: page on with before, or ask for format=csv.`,
};

/** `GET /admin/v1/acts?…`. */
export const actsQuery = z
  .strictObject({
    limit: z.coerce
      .number()
      .int()
      .min(1)
      .max(1_000_000_000)
      .optional()
      .meta({
        description: `The newest so many: of JSON 100 unless given, ${MOST_ACTS} at most; of CSV all unless given.`,
        examples: [100],
      }),
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
  .superRefine(({ limit, format }, context) => {
    if (format === 'json' && limit !== undefined && limit > MOST_ACTS) {
      context.addIssue(localizedIssue(PAGES_OF_JSON, ['limit']));
    }
  })
  .meta({ id: 'ActsQuery' });

/** An entry of `GET /admin/v1/acts`, newest first. */
const actBody = z
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
