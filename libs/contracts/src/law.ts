import { z } from 'zod';
import { lawId } from './law-vote.ts';

/** A text that exists in both languages. */
export const localizedText = z
  .object({ fr: z.string(), en: z.string() })
  .meta({ id: 'LocalizedText', description: 'One text in French and in English.' });

/** An instant, RFC 3339, in UTC. */
export const instant = z.iso.datetime();

export const RESULTS_VISIBILITIES = ['live', 'after-closing'] as const;
export type ResultsVisibility = (typeof RESULTS_VISIBILITIES)[number];

/** An entry of `GET /api/v1/laws`. */
export const lawBody = z
  .object({
    id: lawId,
    title: localizedText.meta({ examples: [{ fr: 'Loi sur l’eau', en: 'Water Act' }] }),
    summary: localizedText.meta({
      examples: [{ fr: 'Protège les sources d’eau potable.', en: 'Protects the sources of drinking water.' }],
    }),
    opens_at: instant.meta({
      description: 'When voting opens; a vote accepted at this instant counts (P9).',
      examples: ['2025-10-06T13:00:00.000Z'],
    }),
    closes_at: instant.meta({
      description: 'When voting closes; a vote accepted at this instant no longer counts (P9).',
      examples: ['2025-10-13T00:00:00.000Z'],
    }),
    state: z
      .enum(['not-open', 'open', 'closed'])
      .meta({ description: 'Whether votes are taken now.', examples: ['open'] }),
    results_visibility: z
      .enum(RESULTS_VISIBILITIES)
      .meta({ description: 'When the results are public.', examples: ['after-closing'] }),
  })
  .meta({ id: 'Law', description: 'A law put to the vote.' });
export type LawBody = z.infer<typeof lawBody>;

export const lawsBody = z.array(lawBody);

/** An entry of `GET /api/v1/results`. */
export const lawResultBody = z
  .object({
    law_id: lawId,
    oui_count: z
      .int()
      .nonnegative()
      .meta({ examples: [1204] }),
    non_count: z
      .int()
      .nonnegative()
      .meta({ examples: [987] }),
    total_votes: z
      .int()
      .nonnegative()
      .meta({ examples: [2191] }),
    updated_at: instant.nullable().meta({
      description: 'When a vote was last counted; null while none is.',
      examples: ['2025-10-10T17:42:08.000Z'],
    }),
  })
  .meta({ id: 'LawResult', description: 'What is counted on one law so far.' });
export type LawResultBody = z.infer<typeof lawResultBody>;

export const lawResultsBody = z.array(lawResultBody);
