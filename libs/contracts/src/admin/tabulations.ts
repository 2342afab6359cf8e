import { z } from 'zod';
import { TIE_PURPOSES } from '@scrutin/tabulation';
import { contestTimeZone, instant } from '../public/law.ts';
import { referendumOutcome, tabulationRound } from '../public/published-tabulation.ts';

/** `POST …/tabulations`. */
export const tabulationRequest = z
  .strictObject({
    rule_set: z
      .string()
      .max(2_000)
      .optional()
      .meta({
        description:
          'The rule set of the race or the law, which is also used if this is absent. Anything else is refused. Lots that are on record decide the ties that they were drawn for.',
        examples: ['scottish-stv-2011'],
      }),
  })
  .meta({ id: 'TabulationRequest', description: 'An order to count.' });
export type TabulationRequest = z.infer<typeof tabulationRequest>;

/** `POST …/tabulations/{id}/publication`. */
export const publicationRequest = z
  .strictObject({
    reason: z
      .string()
      .max(2_000)
      .optional()
      .meta({
        description:
          'Why this count replaces the one that stands. Needed if another count of the contest stands.',
        examples: ['Recount after eight late ballots.'],
      }),
  })
  .optional()
  .meta({ id: 'PublicationRequest', description: 'The publication of a count.' });

/** `POST …/tabulations/{id}/lots`. */
export const lotRequest = z
  .strictObject({
    purpose: z.enum(TIE_PURPOSES).meta({ description: 'What the tie is for, as the count says.' }),
    tied: z
      .array(z.string())
      .max(10_000)
      .meta({
        description: 'Between whom the lot was drawn: `tie.among` of the count.',
        examples: [['roy', 'morin']],
      }),
    drawn: z
      .array(z.string())
      .max(10_000)
      .meta({
        description:
          'The same candidates in the order drawn. The first is elected, is eliminated, or transfers first.',
        examples: [['morin', 'roy']],
      }),
    method: z
      .string()
      .max(2_000)
      .meta({ description: 'How it was drawn.', examples: ['Slips of paper in a hat'] }),
    drawn_by: z
      .string()
      .max(2_000)
      .meta({ description: 'By whom.', examples: ['Marie Roy'] }),
    witnesses: z
      .string()
      .max(2_000)
      .meta({ description: 'Who witnessed it.', examples: ['Jean Fortin, Lise Hardy'] }),
  })
  .meta({ id: 'LotRequest', description: 'A lot that was drawn for the tie of a count.' });

/** `GET` and `POST …/tabulations/{id}/lots`. */
export const lotBody = z
  .object({
    id: z.uuid(),
    contest: z.string(),
    tabulation_id: z.uuid().meta({ description: 'The count that asked for the lot.' }),
    purpose: z.enum(TIE_PURPOSES),
    tied: z.array(z.string()),
    drawn: z.array(z.string()),
    method: z.string(),
    drawn_by: z.string(),
    witnesses: z.string(),
    recorded_at: instant,
    time_zone: contestTimeZone,
  })
  .meta({ id: 'Lot', description: 'A lot on record. It never changes.' });
export type LotBody = z.infer<typeof lotBody>;
export const lotsBody = z.array(lotBody);

/** An entry of `GET …/publications`, newest first. */
const publicationBody = z
  .object({
    tabulation_id: z.uuid(),
    published_at: instant,
    time_zone: contestTimeZone,
    supersedes: z.uuid().nullable().meta({ description: 'The count that stood before.' }),
    reason: z.string().nullable(),
  })
  .meta({ id: 'Publication', description: 'A publication of a count.' });
export type PublicationBody = z.infer<typeof publicationBody>;
export const publicationsBody = z.array(publicationBody);

const summary = {
  id: z.uuid().meta({ examples: ['5b1e0c9a-7d3f-4a21-9c4e-d2f06b7a1188'] }),
  contest: z.string().meta({ examples: ['election:PROV-2026:NORD'] }),
  rule_set: z.string().meta({ examples: ['irv'] }),
  status: z
    .enum(['complete', 'awaits-lot'])
    .meta({ description: 'awaits-lot: a lot must be drawn to break a tie.', examples: ['complete'] }),
  ballots: z
    .int()
    .nonnegative()
    .meta({ examples: [8012] }),
  ballots_digest: z.string().meta({
    description: 'SHA-256 of the ballots that were counted, grouped and sorted (P8).',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  }),
  winners: z
    .array(z.string())
    .nullable()
    .meta({ description: 'The winners in the order of their election; null while a lot must be drawn.' }),
  acclaimed: z
    .array(z.string())
    .meta({ description: 'Those of the winners who are elected unopposed, without a vote.', examples: [[]] }),
  vacant_seats: z
    .int()
    .nonnegative()
    .nullable()
    .meta({
      description: 'Seats that nobody takes; null for a law, and while a lot must be drawn.',
      examples: [0],
    }),
  tie: z
    .object({
      purpose: z.enum(TIE_PURPOSES),
      candidates: z.array(z.string()),
      among: z.array(z.string()).meta({
        description: 'Those between whom the lot is drawn: earlier rounds may have separated the others.',
      }),
    })
    .nullable()
    .meta({ description: 'The tie for which a lot must be drawn; null if there is none.' }),
  computed_at: instant,
  published_at: instant.nullable(),
  time_zone: contestTimeZone,
  requested_by: z
    .string()
    .nullable()
    .meta({ description: 'Identifier of the official who ordered the count.' }),
};

/** An entry of `GET …/tabulations`. */
const tabulationSummaryBody = z
  .object(summary)
  .meta({ id: 'TabulationSummary', description: 'A count that was ordered.' });
export type TabulationSummaryBody = z.infer<typeof tabulationSummaryBody>;
export const tabulationSummariesBody = z.array(tabulationSummaryBody);

/** `GET /admin/v1/tabulations/{id}`. */
export const tabulationDetailBody = z
  .object({
    ...summary,
    referendum: referendumOutcome.nullable(),
    rounds: z.array(
      tabulationRound.extend({
        explanation: z
          .object({ fr: z.array(z.string()), en: z.array(z.string()) })
          .meta({ description: 'The round in sentences.' }),
      }),
    ),
  })
  .meta({
    id: 'TabulationDetail',
    description: 'A count with its rounds. If it stopped at a tie, the last round is the one with the tie.',
  });
export type TabulationDetailBody = z.infer<typeof tabulationDetailBody>;
