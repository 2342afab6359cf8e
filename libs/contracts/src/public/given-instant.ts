import { z } from 'zod';
import { instantProblemText, readInstant } from '@scrutin/election';
import { localizedIssue } from '../problems/form-errors.ts';

/** An instant with its offset in a request, as text. `readInstant` reads it, as it does on the command line. */
export const givenInstant = z
  .string()
  .superRefine((text, context) => {
    const reading = readInstant(text);
    if (!reading.ok) context.addIssue(localizedIssue(instantProblemText(reading)));
  })
  .meta({
    description: 'An instant (RFC 3339) with its offset from UTC. The seconds may be left out.',
    examples: ['2026-10-05T08:00-04:00'],
  });

/**
 * An instant of a contest in a request, as text. Without an offset it is a time in the zone of the contest, which the
 * schema does not know: whoever handles the request reads it again with the zone.
 */
export const contestInstant = z
  .string()
  .superRefine((text, context) => {
    const reading = readInstant(text);
    if (!reading.ok && reading.problem !== 'no-offset') {
      context.addIssue(localizedIssue(instantProblemText(reading)));
    }
  })
  .meta({
    description:
      'An instant (RFC 3339). Without an offset from UTC, it is a time in the time zone of the contest. The seconds may be left out.',
    examples: ['2026-10-05T08:00-04:00'],
  });
