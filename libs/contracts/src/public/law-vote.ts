import { z } from 'zod';
import {
  CODE_AS_WRITTEN,
  LONGEST_AS_WRITTEN,
  NAS_AS_WRITTEN,
  normaliseCode,
  normaliseNas,
} from '@scrutin/credentials';
import { IDENTIFIER_PATTERN, LAW_OPTIONS } from '@scrutin/election';

/**
 * The body of `POST /api/v1/vote`. One schema validates, normalises and documents it: the patterns say what may be
 * sent, and `overwrite` then brings it to the form that is hashed. It is `overwrite` and not a transform, as zod can
 * neither document a transform nor compile it away. Normalising is idempotent: its result is itself a valid body.
 */

export const nas = z
  .string()
  .max(LONGEST_AS_WRITTEN)
  .regex(NAS_AS_WRITTEN)
  .overwrite((text) => normaliseNas(text) ?? text)
  .meta({
    description:
      'Social insurance number, or another number of 9 digits that the letter of the voter gives. Spaces, dashes and dots of every kind and invisible characters are ignored, and letters that look like a digit (O, I, L, Z, S, B) are taken for it. The check digit is not checked: numbers that are generated for trials have a wrong one on purpose, so that they belong to nobody. The number is never stored (P6).',
    examples: ['123 456 782'],
  });

export const votingCode = z
  .string()
  .max(LONGEST_AS_WRITTEN)
  .regex(CODE_AS_WRITTEN)
  .overwrite((text) => normaliseCode(text) ?? text)
  .meta({
    description:
      'The voter’s code for this law or election: 8, 10 or 12 letters or digits, in upper or lower case. The same characters are ignored as in a NAS. A, U and 6 are taken for 4, V and G, which they look like; other characters that look alike are not in a code. A code of an older letter has 6 letters or digits, which may be any, and is taken as it is. The code is never stored (P6).',
    examples: ['KTRW3HXP', 'A1B2C3'],
  });

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
    vote: z.enum(LAW_OPTIONS).meta({
      description:
        'The choice: `oui` (yes) or `non` (no). Capitals and surrounding spaces are accepted. There is no blank vote: a voter who wants neither does not vote.',
      examples: ['oui'],
    }),
  })
  .meta({ id: 'LawVoteRequest', description: 'One vote on one law.' });

/** A normalised body of `POST /api/v1/vote`: `nas` is 9 digits, `code` is in upper case. */
export type LawVoteRequest = z.infer<typeof lawVoteRequest>;

export const SHORTEST_KEY = 16;
export const LONGEST_KEY = 255;

/**
 * The Idempotency-Key header: visible ASCII. The lower limit makes it unlikely that two votes have the same key by
 * chance, and the upper limit keeps a key from carrying other data.
 */
export const idempotencyKey = z
  .string()
  .min(SHORTEST_KEY)
  .max(LONGEST_KEY)
  .regex(/^[\x21-\x7e]+$/)
  .meta({
    description:
      'A name that the client chooses for this vote, a new one for each vote: 16 to 255 visible ASCII characters, preferably a UUID. The same key with the same credential in the same contest names the same submission. A vote whose answer was lost can therefore be sent again and is counted once. A key names one submission for ever, whether it was counted or not, and a different choice under the same key is never counted. It is refused (422) while the first vote is undecided, for a minute or more, and also if the first vote was not counted. To correct a vote that was not counted, use a new key.',
    examples: ['7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11'],
  });
