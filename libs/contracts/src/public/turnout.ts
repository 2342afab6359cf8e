import { z } from 'zod';
import { electionId, regionId, regionName, registeredVoters } from './election.ts';
import { givenInstant } from './given-instant.ts';
import { contestTimeZone, instant, purpose } from './law.ts';
import { lawId } from './law-vote.ts';

/** The length of the shortest buckets of turnout, in seconds. The length of every bucket is a multiple of it. */
export const FINEST_BUCKET_SECONDS = 10;
export const LONGEST_BUCKET_SECONDS = 86_400;
export const DEFAULT_BUCKET_SECONDS = 60;
/** While a contest is open, turnout is given in whole minutes, and only after they have passed (SECURITY.md, P6). */
export const OPEN_BUCKET_SECONDS = 60;
export const MOST_BUCKETS = 2_000;

export const percentage = z
  .number()
  .nonnegative()
  .meta({ description: 'Percentage, rounded half up to two decimals; 0 of 0 is 0.', examples: [54.95] });

const voters = z.int().nonnegative();

/** How many of the registered voters voted. */
export const turnoutBody = z
  .object({
    registered_voters: registeredVoters,
    voters: voters.meta({ description: 'Ballots counted so far.', examples: [28_745] }),
    percentage: percentage.nullable().meta({
      description: 'Percentage of the registered voters; null while their number is unknown.',
      examples: [54.95],
    }),
  })
  .meta({ id: 'Turnout', description: 'How many of the registered voters voted.' });
export type TurnoutBody = z.infer<typeof turnoutBody>;

/** `GET /api/v1/elections/{e}/turnout`. */
export const electionTurnoutBody = z
  .object({
    election_id: electionId,
    total: turnoutBody,
    regions: z
      .array(turnoutBody.extend({ region_id: regionId, region_name: regionName }))
      .meta({ description: 'By region, sorted by its identifier.' }),
    purpose,
  })
  .meta({ id: 'ElectionTurnout', description: 'Turnout by region. Public at all times.' });
export type ElectionTurnoutBody = z.infer<typeof electionTurnoutBody>;

const overTime = {
  ...turnoutBody.shape,
  bucket_seconds: z
    .int()
    .positive()
    .meta({
      description: `Length of the buckets. While the contest is open, the length asked for is rounded up to a multiple of ${OPEN_BUCKET_SECONDS}.`,
      examples: [60],
    }),
  time_zone: contestTimeZone,
  until: instant.nullable().meta({
    description:
      'While the contest is open, votes that were accepted from this instant on are in `voters` but not in a bucket yet. Null if every vote is in a bucket.',
    examples: ['2025-10-06T14:08:00.000Z'],
  }),
  buckets: z
    .array(
      z.object({
        start: instant.meta({
          description: 'Start of the bucket, a multiple of its length since 1970-01-01T00:00:00Z.',
          examples: ['2025-10-06T14:07:00.000Z'],
        }),
        voters: voters.meta({ description: 'Ballots accepted in the bucket.', examples: [12] }),
        cumulative: voters.meta({
          description: 'Ballots accepted up to the end of the bucket.',
          examples: [431],
        }),
      }),
    )
    .meta({
      description: `The buckets, oldest first, at most ${MOST_BUCKETS}. Buckets without a ballot are left out.`,
    }),
  next: instant.nullable().meta({
    description:
      'Where the next page begins: send it as `from` in the next request, or ask for longer buckets. Null on the last page.',
    examples: [null],
  }),
  purpose,
};

/** `GET /api/v1/elections/{e}/regions/{r}/turnout`. */
export const raceTurnoutBody = z
  .object({ election_id: electionId, region_id: regionId, ...overTime })
  .meta({ id: 'RaceTurnout', description: 'Turnout of a race over time. Public at all times.' });
export type RaceTurnoutBody = z.infer<typeof raceTurnoutBody>;

/** `GET /api/v1/laws/{id}/turnout`. */
export const lawTurnoutBody = z
  .object({ law_id: lawId, ...overTime })
  .meta({ id: 'LawTurnout', description: 'Turnout of a law over time. Public at all times.' });
export type LawTurnoutBody = z.infer<typeof lawTurnoutBody>;

/** The members that the turnout of a law and of a race have in common. */
export type TurnoutOverTime = Omit<LawTurnoutBody, 'law_id'>;

/** The query of the turnout of a law or a race, as texts. */
export const turnoutQuery = z.object({
  bucket_seconds: z
    .string()
    .regex(/^[1-9][0-9]{0,4}$/)
    .refine((text) => {
      const seconds = Number(text);
      return seconds % FINEST_BUCKET_SECONDS === 0 && seconds <= LONGEST_BUCKET_SECONDS;
    })
    .optional()
    .meta({
      description: `Length of the buckets in seconds: a multiple of ${FINEST_BUCKET_SECONDS}, from ${FINEST_BUCKET_SECONDS} to ${LONGEST_BUCKET_SECONDS}. The default is ${DEFAULT_BUCKET_SECONDS}.`,
      examples: ['60'],
    }),
  from: givenInstant.optional().meta({
    description: 'Only buckets that start at this instant or later.',
    examples: ['2025-10-06T14:00:00.000Z'],
  }),
});
