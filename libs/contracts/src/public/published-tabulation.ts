import { z } from 'zod';
import {
  ELECTION_REASONS,
  ELIMINATION_REASONS,
  INACTIVE_CAUSES,
  REFERENDUM_VERDICTS,
  TIE_PURPOSES,
  VACANCY_REASONS,
} from '@scrutin/tabulation';
import {
  candidateId,
  candidateParty,
  electionId,
  regionId,
  seats,
  vacantSeats,
  withdrawn,
} from './election.ts';
import { contestTimeZone, instant, localizedText, purpose } from './law.ts';
import { lawId } from './law-vote.ts';

const votes = z
  .string()
  .regex(/^-?[0-9]+(\.[0-9]+)?$/)
  .meta({ description: 'Votes as an exact decimal number.', examples: ['744.00000'] });
const votesByName = z.record(z.string(), votes);

/** How a tie was broken: `TieMethod` of @scrutin/tabulation. */
const tieMethod = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('earlier-round'), round: z.int().positive() }),
  z.object({ kind: z.enum(['order', 'ballot-order', 'lot', 'decision']), among: z.array(z.string()) }),
  z.object({
    kind: z.enum(['seeded-draw', 'seeded-order']),
    seed: z.string(),
    among: z.array(z.string()),
  }),
]);

/** One round of a count: `Round` of @scrutin/tabulation. */
export const tabulationRound = z.object({
  pass: z
    .int()
    .positive()
    .meta({ description: '1, unless the rules count each seat in a pass of its own.', examples: [1] }),
  number: z
    .int()
    .positive()
    .meta({ description: 'Number of the round, from 1 in each pass.', examples: [1] }),
  tally: votesByName.meta({ description: 'Votes of each candidate who is continuing or elected.' }),
  threshold: votes.optional().meta({
    description: 'The votes that elect a candidate in this round; absent if the rules have no such number.',
    examples: ['1487.00000'],
  }),
  inactive: z
    .record(z.enum(INACTIVE_CAUSES), votes)
    .meta({ description: 'Votes that count for no candidate, by cause.' }),
  elected: z.array(
    z.object({
      candidate: z.string(),
      reason: z.enum(ELECTION_REASONS),
    }),
  ),
  eliminated: z.array(
    z.object({
      candidate: z.string(),
      reason: z.enum(ELIMINATION_REASONS),
    }),
  ),
  transfers: z.array(
    z.object({
      from: z.string(),
      kind: z.enum(['surplus', 'elimination']),
      to: votesByName.meta({
        description:
          'Votes by the candidate who receives them; `#exhausted` and `#residual surplus` for votes that no candidate receives.',
      }),
    }),
  ),
  ties: z.array(
    z.object({
      purpose: z.enum(TIE_PURPOSES),
      candidates: z.array(z.string()),
      chosen: z.string(),
      method: tieMethod,
    }),
  ),
  vacancy: z
    .object({ seats: z.int().positive(), reason: z.enum(VACANCY_REASONS) })
    .optional()
    .meta({ description: 'Seats that nobody takes after this round, and why.' }),
  keepFactors: votesByName.optional().meta({
    description: 'Only under Meek’s method: the share of each vote that a candidate keeps.',
  }),
});

const explanation = z
  .object({ fr: z.array(z.string()), en: z.array(z.string()) })
  .meta({ description: 'The round in sentences.' });

const roundBody = tabulationRound
  .extend({ explanation })
  .meta({ id: 'TabulationRound', description: 'One round of a count.' });
export type TabulationRoundBody = z.infer<typeof roundBody>;

/** The outcome for a law: `ReferendumOutcome` of @scrutin/tabulation. */
export const referendumOutcome = z.object({
  verdict: z.enum(REFERENDUM_VERDICTS),
  required: z.string(),
  quorum: z.string().optional(),
});

/** The published part of a complete count: `TabulationComplete` of @scrutin/tabulation. */
export const completeTabulation = z.object({
  status: z.literal('complete'),
  rules: z.string(),
  seats: z.int(),
  winners: z.array(z.string()),
  acclaimed: z.array(z.string()).optional(),
  rounds: z.array(tabulationRound),
  referendum: referendumOutcome.optional(),
});

const lotOfCount = z
  .object({
    purpose: z.enum(TIE_PURPOSES),
    tied: z.array(candidateId).meta({ description: 'The candidates between whom the lot was drawn.' }),
    drawn: z.array(candidateId).meta({
      description:
        'The same candidates in the order drawn. The first is elected, eliminated, or transfers first.',
    }),
    method: z
      .string()
      .meta({ description: 'How it was drawn.', examples: ['Two papers from a closed box.'] }),
    drawn_by: z.string().meta({ examples: ['The returning officer, Claire Roy'] }),
    witnesses: z.string().meta({ examples: ['Luc Gagnon and Ana Tremblay'] }),
    recorded_at: instant,
  })
  .meta({ id: 'PublishedLot', description: 'A lot that decided a tie of a published count.' });
const lots = z
  .array(lotOfCount)
  .meta({ description: 'The lots that decided ties of this count, as they were put on record.' });

const counted = {
  status: z.literal('complete').meta({ description: 'The count is complete.', examples: ['complete'] }),
  rule_set: z.string().meta({ description: 'The rules of the count.', examples: ['irv'] }),
  ballots: z
    .int()
    .nonnegative()
    .meta({ description: 'Ballots counted, blank ones included.', examples: [28_745] }),
  ballots_digest: z.string().meta({
    description:
      'SHA-256 of the ballots that were counted, grouped and sorted. A recount of the same ballots has the same digest (P8).',
    examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
  }),
  computed_at: instant.meta({
    description: 'When the ballots were counted.',
    examples: ['2025-10-13T00:20:00.000Z'],
  }),
  published_at: instant.meta({
    description: 'When the count was published.',
    examples: ['2025-10-13T00:25:00.000Z'],
  }),
  purpose,
  time_zone: contestTimeZone,
  provisional: z.boolean().meta({ description: 'True until the result is certified.', examples: [true] }),
  rounds: z.array(roundBody),
};

/** `GET …/tabulations`: every publication of a count of a contest, newest first. */
export const publishedCountsBody = z
  .array(
    z.object({
      tabulation_id: z.uuid(),
      stands: z.boolean().meta({ description: 'Whether this count is the one that stands now.' }),
      published_at: instant,
      supersedes: z.uuid().nullable().meta({ description: 'The count that stood before.' }),
      reason: z
        .string()
        .nullable()
        .meta({
          description: 'Why it replaced the count that stood before.',
          examples: ['Recount after eight late ballots.'],
        }),
      rule_set: z.string(),
      ballots: z.int().nonnegative(),
      ballots_digest: z.string(),
      computed_at: instant,
      time_zone: contestTimeZone,
      winners: z
        .array(z.string())
        .meta({ description: 'Of a race: who is elected, in the order of election.' }),
      lots,
      verdict: z.enum(REFERENDUM_VERDICTS).nullable().meta({ description: 'Of a law: its outcome.' }),
      purpose,
    }),
  )
  .meta({ id: 'PublishedCounts', description: 'Every published count of a contest, newest first.' });
export type PublishedCountsBody = z.infer<typeof publishedCountsBody>;

/** `GET /api/v1/elections/{e}/regions/{r}/tabulation`. */
export const raceTabulationBody = z
  .object({
    election_id: electionId,
    region_id: regionId,
    seats,
    winners: z
      .array(candidateId)
      .meta({ description: 'The winners, in the order of their election.', examples: [['tremblay']] }),
    acclaimed: z.array(candidateId).meta({
      description: 'Those of the winners who are elected unopposed, without a vote.',
      examples: [[]],
    }),
    vacant_seats: vacantSeats,
    lots,
    candidates: z.array(
      z.object({
        candidate_id: candidateId,
        name: z.string().meta({ examples: ['Marie Tremblay'] }),
        ...candidateParty,
        withdrawn,
      }),
    ),
    ...counted,
  })
  .meta({ id: 'RaceTabulation', description: 'The published count of a race, round by round.' });
export type RaceTabulationBody = z.infer<typeof raceTabulationBody>;

/** `GET /api/v1/results/{law_id}/tabulation`. */
export const lawTabulationBody = z
  .object({
    law_id: lawId,
    title: localizedText.meta({ examples: [{ fr: 'Loi sur l’eau', en: 'Water Act' }] }),
    verdict: z
      .enum(REFERENDUM_VERDICTS)
      .meta({ description: 'The outcome for the law.', examples: ['adopted'] }),
    threshold: z
      .string()
      .meta({ description: 'Votes for `oui` that were needed to adopt the law.', examples: ['1096'] }),
    quorum: z
      .string()
      .nullable()
      .meta({ description: 'Ballots that were needed for the law to be decided.', examples: [null] }),
    ...counted,
  })
  .meta({ id: 'LawTabulation', description: 'The published count of a law.' });
export type LawTabulationBody = z.infer<typeof lawTabulationBody>;
