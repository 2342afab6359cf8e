import { z } from 'zod';
import { LANGUAGES } from '../problems/language.ts';

/** Headers of an answer with texts. */
export const localizedHeaders = z.object({
  'Content-Language': z.enum(LANGUAGES).meta({ description: 'Language of the texts.', examples: ['fr'] }),
});

/** Headers of an answer that may be kept for a moment. */
export const cacheHeaders = z.object({
  'Cache-Control': z
    .string()
    .meta({ description: 'How long the answer may be reused.', examples: ['public, max-age=1'] }),
});
