import { z } from 'zod';
import { problemBody } from '../problems/problem.ts';
import { rollReportBody } from './rolls.ts';

/** The body of every error answer of the admin API. */
export const adminProblemBody = problemBody
  .omit({ opens_at: true, closes_at: true })
  .extend({
    refusal: z
      .string()
      .optional()
      .meta({
        description: 'The exact reason why an act was refused, as a sentence in the language of the answer.',
        examples: ['Nobody stands in NORD.'],
      }),
    report: rollReportBody.optional(),
  })
  .meta({ id: 'AdminProblem', description: 'Problem details, RFC 9457.' });
