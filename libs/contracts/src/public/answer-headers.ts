import { z } from 'zod';
import { LANGUAGES } from '../problems/language.ts';

/** The headers of an answer that contains texts. */
export const localizedHeaders = z.object({
  'Content-Language': z.enum(LANGUAGES).meta({ description: 'Language of the texts.', examples: ['fr'] }),
});

/** The headers of an answer that a cache may keep for a short time. */
export const cacheHeaders = z.object({
  'Cache-Control': z
    .string()
    .meta({ description: 'How long the answer may be reused.', examples: ['public, max-age=1'] }),
});
