import { z } from 'zod';
import { instantProblemText, readInstant } from '@scrutin/election';
import { localizedIssue } from '../problems/form-errors.ts';

/** An instant in a request, as text. `readInstant` reads it, as it does on the command line. */
export const givenInstant = z
  .string()
  .superRefine((text, context) => {
    const reading = readInstant(text);
    if (!reading.ok) context.addIssue(localizedIssue(instantProblemText(reading.problem)));
  })
  .meta({
    description: 'An instant (RFC 3339) with its offset from UTC. The seconds may be left out.',
    examples: ['2026-10-05T08:00-04:00'],
  });
