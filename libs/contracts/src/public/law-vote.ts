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
 * The body of `POST /api/v1/vote`. One schema validates, normalises and documents: the patterns say what
 * may be sent, `overwrite` then brings it to the form that is hashed. `overwrite` rather than a transform,
 * as a transform can be neither documented nor compiled away by zod. Normalising is idempotent: what comes
 * out is itself a valid body.
 */

export const nas = z
  .string()
  .max(LONGEST_AS_WRITTEN)
  .regex(NAS_AS_WRITTEN)
  .overwrite((text) => normaliseNas(text) ?? text)
  .meta({
    description:
      'Social insurance number: 9 digits. Spaces, dashes and dots of every kind are passed over, and characters that nobody sees. The check digit is not looked at: numbers that are generated for trials fail it on purpose, so that they are nobody’s. Never stored (P6).',
    examples: ['123 456 782'],
  });

export const votingCode = z
  .string()
  .max(LONGEST_AS_WRITTEN)
  .regex(CODE_AS_WRITTEN)
  .overwrite((text) => normaliseCode(text) ?? text)
  .meta({
    description:
      'The voter’s code for this law or election: 6 letters or digits, in either case. What is passed over in a NAS is passed over here. Never stored (P6).',
    examples: ['A1B2C3'],
  });

/** How identifiers are compared where a vote names them. */
export const IDENTIFIER_SPELLING =
  'Upper and lower case tell identifiers apart; in a vote, one that differs from a single existing identifier by case alone is taken for it.';

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
        'The choice: `oui` (yes) or `non` (no), also in capitals and with spaces around. There is no blank vote: a voter who wants neither does not vote.',
      examples: ['oui'],
    }),
  })
  .meta({ id: 'LawVoteRequest', description: 'One vote on one law.' });

/** A body of `POST /api/v1/vote`, normalised: `nas` 9 digits, `code` upper-cased. */
export type LawVoteRequest = z.infer<typeof lawVoteRequest>;

export const SHORTEST_KEY = 16;
export const LONGEST_KEY = 255;

/** The Idempotency-Key header: visible ASCII, too long to be chosen twice by chance, and too short to be a payload. */
export const idempotencyKey = z
  .string()
  .min(SHORTEST_KEY)
  .max(LONGEST_KEY)
  .regex(/^[\x21-\x7e]+$/)
  .meta({
    description:
      'A name that the client gives to this vote, new for each vote: 16 to 255 visible ASCII characters, best a UUID. The same key with the same credential in the same contest is the same submission, so that a vote whose answer was lost can be sent again and is counted once. A key names one submission for good, whatever became of it: a second choice under it is never counted. It is refused (422) for a minute or more while the first is undecided, and when the first was not counted. A vote that was not counted is corrected under a new key.',
    examples: ['7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11'],
  });
