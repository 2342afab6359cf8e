import { z } from 'zod';
import {
  CODE_AS_WRITTEN,
  LONGEST_AS_WRITTEN,
  NAS_AS_WRITTEN,
  normaliseCode,
  normaliseNas,
} from '@scrutin/credentials';

/*
 * NAS and code, which every vote has. The patterns say what may be sent, and `overwrite` then brings it to the form that
 * is hashed.
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
