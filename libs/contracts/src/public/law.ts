import { z } from 'zod';
import { RESULTS_VISIBILITIES } from '@scrutin/election';
import { lawId } from './law-vote.ts';

/** A text that exists in both languages. */
export const localizedText = z
  .object({ fr: z.string(), en: z.string() })
  .meta({ id: 'LocalizedText', description: 'One text in French and in English.' });

/** An instant, RFC 3339, in UTC. */
export const instant = z.iso.datetime();

export { RESULTS_VISIBILITIES };
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
    certified: z.boolean().meta({ description: 'Whether the result is final.', examples: [false] }),
    results_visibility: z
      .enum(RESULTS_VISIBILITIES)
      .meta({ description: 'When the results are public.', examples: ['after-closing'] }),
  })
  .meta({ id: 'Law', description: 'A law put to the vote.' });
export type LawBody = z.infer<typeof lawBody>;

export const lawsBody = z.array(lawBody);

/** The counts of a law alone. */
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
  .meta({ id: 'LawCounts', description: 'What is counted on one law so far.' });
export type LawResultBody = z.infer<typeof lawResultBody>;

const percentage = z
  .number()
  .nonnegative()
  .meta({ description: 'Percent of the votes, rounded half up to two decimals; 0 of 0 is 0.' });

/** An entry of `GET /api/v1/results`: the counts, and what they mean. */
export const publicLawResultBody = lawResultBody
  .extend({
    oui_percentage: percentage.meta({ examples: [54.95] }),
    non_percentage: percentage.meta({ examples: [45.05] }),
    leading: z
      .enum(['oui', 'non', 'tied'])
      .nullable()
      .meta({
        description:
          'Which side has more votes until voting closes, whatever the law needs to be adopted; null without votes, and after the closing.',
        examples: ['oui'],
      }),
    outcome: z
      .enum(['adopted', 'rejected', 'tied', 'quorum-not-met'])
      .nullable()
      .meta({
        description: 'What the counts make of the law by its quorum and threshold; null until voting closes.',
        examples: [null],
      }),
    quorum_votes: z
      .int()
      .nonnegative()
      .nullable()
      .meta({
        description: 'Votes without which the result does not bind; null: any number.',
        examples: [1000],
      }),
    threshold_percentage: z
      .number()
      .nullable()
      .meta({
        description: 'The share of oui that adopts the law, in percent; null: more oui than non.',
        examples: [null],
      }),
    provisional: z.boolean().meta({ description: 'True until the result is certified.', examples: [true] }),
  })
  .meta({ id: 'LawResult', description: 'What is counted on one law so far, and what it means.' });
export type PublicLawResultBody = z.infer<typeof publicLawResultBody>;

export const lawResultsBody = z.array(publicLawResultBody);
