import { normaliseCode, normaliseNas } from '@scrutin/credentials';
import { IDENTIFIER_PATTERN, LAW_OPTIONS } from '@scrutin/election';
import { z } from 'zod';

/**
 * The body of `POST /api/v1/vote`. One schema validates, normalises and documents: the patterns say what
 * may be sent, `overwrite` then brings it to the form that is hashed. `overwrite` rather than a transform,
 * as a transform can be neither documented nor compiled away by zod. Normalising is idempotent: what comes
 * out is itself a valid body.
 */

/** 9 ASCII digits, among which spaces and dashes may stand. */
const NAS_AS_WRITTEN = /^[ -]*(?:[0-9][ -]*){9}$/;
const LONGEST_NAS = 32;

export const nas = z
  .string()
  .max(LONGEST_NAS)
  .regex(NAS_AS_WRITTEN)
  .overwrite((text) => normaliseNas(text) ?? text)
  .meta({
    description: 'Social insurance number: 9 digits; spaces and dashes are ignored. Never stored (P6).',
    examples: ['123 456 782'],
  });

export const votingCode = z
  .string()
  .regex(/^[A-Za-z0-9]{6}$/)
  .overwrite((text) => normaliseCode(text) ?? text)
  .meta({
    description:
      'The voter’s code for this law or election: 6 letters or digits, in either case. Never stored (P6).',
    examples: ['A1B2C3'],
  });

export const lawId = z
  .string()
  .regex(IDENTIFIER_PATTERN)
  .meta({ description: 'Identifier of a law.', examples: ['L2025-001'] });

export const lawVoteRequest = z
  .object({
    nas,
    code: votingCode,
    law_id: lawId,
    vote: z.enum(LAW_OPTIONS).meta({ description: 'The choice.', examples: ['oui'] }),
  })
  .meta({ id: 'LawVoteRequest', description: 'One vote on one law.' });

/** A body of `POST /api/v1/vote`, normalised: `nas` 9 digits, `code` upper-cased. */
export type LawVoteRequest = z.infer<typeof lawVoteRequest>;

/** The Idempotency-Key header: visible ASCII, as RFC 9110 wants of a field value, and too short to be a payload. */
export const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/)
  .meta({
    description:
      'A name that the client gives to this vote, new for each vote. The same key with the same credential is the same submission and gets the same answer, so that a vote whose answer was lost can be sent again. Best a UUID: with a key of at least 16 characters another choice under the same key is refused (422) for an hour; with a shorter one it is taken for the same vote, and the first choice stands.',
    examples: ['7f3c1f0e-5a52-4d0b-9c1b-2f6f0f0e9d11'],
  });
