import { z } from 'zod';
import type { Selection } from '@scrutin/election';
import {
  BLANK_SELECTION,
  BLANK_WORDS,
  IDENTIFIER_PATTERN,
  LAW_OPTIONS,
  lawSelection,
} from '@scrutin/election';
import { nas, votingCode } from './nas-and-code.ts';

/**
 * The body of `POST /api/v1/vote`. One schema validates, normalises and documents it: the patterns say what may be
 * sent, and `overwrite` then brings it to the form that is hashed. It is `overwrite` and not a transform, as zod can
 * neither document a transform nor compile it away. Normalising is idempotent: its result is itself a valid body.
 */

/** How the identifiers in a vote are compared. */
export const IDENTIFIER_SPELLING =
  'Upper and lower case are different. In a vote, an identifier that differs only by case from exactly one existing identifier is taken for that one.';

export const lawId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({
    description: `Identifier of a law. ${IDENTIFIER_SPELLING}`,
    examples: ['L2025-001'],
  });

export const lawVoteRequest = z
  .object({
    nas,
    code: votingCode,
    law_id: lawId,
    vote: z.enum([...LAW_OPTIONS, ...BLANK_WORDS]).meta({
      description:
        'The choice: `oui` (yes) or `non` (no), or `blank` (in French `blanc`) if the law takes blank votes. A blank vote counts for the turnout and the quorum, and for neither side. Capitals and surrounding spaces are accepted.',
      examples: ['oui'],
    }),
  })
  .meta({ id: 'LawVoteRequest', description: 'One vote on one law.' });

/** A normalised body of `POST /api/v1/vote`: `nas` is 9 digits, `code` is in upper case. */
export type LawVoteRequest = z.infer<typeof lawVoteRequest>;

/** The selection of the vote, in the form in which messages and the database have it. */
export function lawVoteSelection({ vote }: Pick<LawVoteRequest, 'vote'>): Selection {
  return vote === 'oui' || vote === 'non' ? lawSelection(vote) : BLANK_SELECTION;
}
