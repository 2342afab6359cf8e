import { z } from 'zod';
import { LANGUAGES } from '../problems/language.ts';

/** The headers of an answer that contains texts. */
export const localizedHeaders = z.object({
  'Content-Language': z.enum(LANGUAGES).meta({ description: 'Language of the texts.', examples: ['fr'] }),
});

/** The headers of an answer that a cache may keep, and for which it can ask the server whether it has changed. */
export const validatedHeaders = z.object({
  'Cache-Control': z
    .string()
    .meta({ description: 'How long the answer may be reused.', examples: ['public, max-age=1'] }),
  ETag: z.string().meta({
    description: 'Send it back as `If-None-Match`: the answer is 304 while nothing has changed.',
    examples: ['"2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae-csv-1"'],
  }),
  'Last-Modified': z.string().meta({
    description: 'When the count of these ballots was published. Send it back as `If-Modified-Since`.',
    examples: ['Mon, 13 Oct 2025 01:30:00 GMT'],
  }),
});

/** The headers of a file of results. */
export const exportHeaders = localizedHeaders.extend({
  'Cache-Control': validatedHeaders.shape['Cache-Control'],
  ETag: validatedHeaders.shape.ETag,
});

/** The headers of an answer that a cache may keep for a short time. */
export const cacheHeaders = z.object({
  'Cache-Control': z
    .string()
    .meta({ description: 'How long the answer may be reused.', examples: ['public, max-age=1'] }),
  ETag: z.string().meta({
    description:
      'Send it back as `If-None-Match`, as browsers do by themselves: the answer is 304 without a body while nothing has changed.',
    examples: ['W/"LCa0a2j_xo_5m0U8HTBBNA"'],
  }),
});
