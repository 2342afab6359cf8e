import { z } from 'zod';
import { localizedIssue } from '../problems/form-errors.ts';
import { ACT_NUMBER } from '../problems/written-forms.ts';
import { givenInstant } from '../public/given-instant.ts';
import { instant } from '../public/law.ts';
import { shownTimeZone } from './values.ts';

/** The media type of a workbook (ECMA-376). */
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** The largest number of acts on a page of JSON. */
export const MOST_ACTS = 1_000;

const PAGES_OF_JSON = {
  fr: `En JSON, une page compte au plus ${MOST_ACTS} actes : continuez avec before, ou demandez format=csv.`,
  en: `A page of JSON has at most ${MOST_ACTS} acts: read the next page with before, or ask for format=csv.`,
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
        description: `How many acts, newest first. JSON: at most ${MOST_ACTS}, by default 100. A file: by default all.`,
        examples: [100],
      }),
    before: z
      .string()
      .regex(ACT_NUMBER.pattern)
      .optional()
      .meta({
        description: 'Only acts before this id: the last id of the previous page.',
        examples: ['1204'],
      }),
    subject: z
      .string()
      .max(200)
      .optional()
      .meta({
        description: 'Only acts on this subject and on what belongs to it.',
        examples: ['election:PROV-2026'],
      }),
    action: z
      .string()
      .max(200)
      .optional()
      .meta({
        description: 'Only this action, or all actions whose name begins with this noun.',
        examples: ['election.schedule', 'roll'],
      }),
    person: z
      .string()
      .max(300)
      .optional()
      .meta({
        description: 'Only what this person did or approved.',
        examples: ['marie.tremblay@elections.example'],
      }),
    from: givenInstant.optional().meta({
      description: 'Only acts at this time or later.',
      examples: ['2026-10-05T08:00-04:00'],
    }),
    to: givenInstant.optional().meta({
      description: 'Only acts before this time.',
      examples: ['2026-10-05T12:00-04:00'],
    }),
    format: z
      .enum(['json', 'csv', 'xlsx'])
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
    time_zone: shownTimeZone,
    official_id: z.uuid().nullable().meta({ description: 'The account; null for the command line.' }),
    actor: z.string().meta({ examples: ['marie.tremblay@elections.example'] }),
    action: z.string().meta({ examples: ['election.schedule'] }),
    subject: z.string().meta({ examples: ['election:PROV-2026'] }),
    reason: z.string().nullable(),
    approved_by: z.string().nullable().meta({
      description: 'Who approved the act that the actor had proposed; null if it needed no approval.',
    }),
    proposal_id: z
      .uuid()
      .nullable()
      .meta({ description: 'The proposal that the act made, decided or carried out.' }),
    before: z.unknown().meta({ description: 'The record before the act; null if there was none.' }),
    after: z.unknown().meta({ description: 'The record after the act; null if there is none.' }),
  })
  .meta({ id: 'Act', description: 'An act of an official. Acts are never changed or removed.' });
export type ActBody = z.infer<typeof actBody>;
export const actsBody = z.array(actBody);
