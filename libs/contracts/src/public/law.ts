import { z } from 'zod';
import { BALLOT_RECORDS, BLANK_VOTES, CONTEST_PURPOSES, RESULTS_VISIBILITIES } from '@scrutin/election';
import { REFERENDUM_VERDICTS } from '@scrutin/tabulation';
import { lawTerms } from './law-terms.ts';
import { lawId } from './law-vote.ts';

/** A text in both languages. */
export const localizedText = z
  .object({ fr: z.string(), en: z.string() })
  .meta({ id: 'LocalizedText', description: 'One text in French and in English.' });

/** Whether a contest takes blank votes. */
export const blankVotes = z.enum(BLANK_VOTES).meta({
  description: 'Whether a voter may cast a blank vote.',
  examples: ['not-allowed'],
});

/** Whether the ballots of a contest become public. */
export const ballotRecord = z.enum(BALLOT_RECORDS).meta({
  description:
    'Whether every selection with its number of ballots is published when the contest is certified, so that anybody can count again (P8). Decided when the contest is created.',
  examples: ['published'],
});

/** An instant (RFC 3339) in UTC. */
export const instant = z.iso.datetime();

/** The zone in which a client shows the instants of the same body. */
export const contestTimeZone = z
  .string()
  .meta({ description: 'The IANA time zone of the contest.', examples: ['America/Toronto'] });

/** The time zone of a contest, and its window as the clocks there show it. */
export const localWindow = {
  time_zone: contestTimeZone,
  opens_at_local: z.iso
    .datetime({ offset: true })
    .meta({ description: '`opens_at` in `time_zone`.', examples: ['2025-10-06T09:00:00-04:00'] }),
  closes_at_local: z.iso
    .datetime({ offset: true })
    .meta({ description: '`closes_at` in `time_zone`.', examples: ['2025-10-12T20:00:00-04:00'] }),
};

export { RESULTS_VISIBILITIES };

/** Whether a contest is real, in every public view of it. */
export const purpose = z.enum(CONTEST_PURPOSES).meta({
  description: '`rehearsal` if nothing is decided: votes for it may be made up, and it is thrown away.',
  examples: ['real'],
});

/** An entry of `GET /api/v1/laws`. */
export const lawBody = z
  .object({
    id: lawId,
    title: localizedText.meta({ examples: [{ fr: 'Loi sur l’eau', en: 'Water Act' }] }),
    summary: localizedText.meta({
      examples: [{ fr: 'Protège les sources d’eau potable.', en: 'Protects the sources of drinking water.' }],
    }),
    opens_at: instant.meta({
      description: 'When voting opens. A vote accepted at this instant counts (P9).',
      examples: ['2025-10-06T13:00:00.000Z'],
    }),
    closes_at: instant.meta({
      description: 'When voting closes. A vote accepted at this instant no longer counts (P9).',
      examples: ['2025-10-13T00:00:00.000Z'],
    }),
    ...localWindow,
    state: z
      .enum(['not-open', 'open', 'closed'])
      .meta({ description: 'Whether the API accepts votes now.', examples: ['open'] }),
    certified: z.boolean().meta({ description: 'True if the result is final.', examples: [false] }),
    results_visibility: z
      .enum(RESULTS_VISIBILITIES)
      .meta({ description: 'When the results are public.', examples: ['after-closing'] }),
    blank_votes: blankVotes,
    ballot_record: ballotRecord,
    ...lawTerms,
    purpose,
  })
  .meta({ id: 'Law', description: 'A law put to the vote.' });
export type LawBody = z.infer<typeof lawBody>;

export const lawsBody = z.array(lawBody);

/** The counts of a law, without what follows from them. */
const lawResultBody = z
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
    blank_count: z
      .int()
      .nonnegative()
      .meta({ description: 'Blank votes, which count for neither side.', examples: [0] }),
    total_votes: z
      .int()
      .nonnegative()
      .meta({ description: 'All votes counted, blank ones included.', examples: [2191] }),
    updated_at: instant.nullable().meta({
      description: 'When a vote was last counted; null while no vote is counted.',
      examples: ['2025-10-10T17:42:08.000Z'],
    }),
  })
  .meta({ id: 'LawCounts', description: 'The votes counted so far on one law.' });
export type LawResultBody = z.infer<typeof lawResultBody>;

const percentage = z.number().nonnegative().meta({
  description:
    'Percentage of the base of the threshold (`threshold_base`) with two decimals, rounded so that it never contradicts the outcome; 0 of 0 is 0.',
});

/** An entry of `GET /api/v1/results`: the counts, and what follows from them. */
export const publicLawResultBody = lawResultBody
  .extend({
    time_zone: contestTimeZone,
    oui_percentage: percentage.meta({ examples: [54.95] }),
    non_percentage: percentage.meta({ examples: [45.05] }),
    blank_percentage: percentage.meta({
      description: 'Percentage of blank votes, if they are a part of the base of the threshold; otherwise 0.',
      examples: [0],
    }),
    leading: z
      .enum(['oui', 'non', 'tied'])
      .nullable()
      .meta({
        description:
          'The side that has more votes while voting has not closed; quorum and threshold are not considered. Null without votes, and after voting has closed.',
        examples: ['oui'],
      }),
    outcome: z
      .enum(REFERENDUM_VERDICTS)
      .nullable()
      .meta({
        description: 'The outcome by the quorum and the threshold of the law; null until voting closes.',
        examples: [null],
      }),
    ...lawTerms,
    quorum_required: z
      .int()
      .nonnegative()
      .meta({
        description: 'The votes that the quorum needs with the present roll; 0 without one.',
        examples: [1000],
      }),
    registered_voters: z
      .int()
      .nonnegative()
      .nullable()
      .meta({ description: 'Voters on the roll; null while no roll is on record.', examples: [52_310] }),
    threshold_fraction: z
      .string()
      .nullable()
      .meta({ description: 'The threshold as an exact fraction in lowest terms.', examples: ['2/3'] }),
    threshold_percentage: z
      .number()
      .nullable()
      .meta({
        description:
          'The threshold in percent, rounded up to two decimals. Compare it with `oui_percentage`.',
        examples: [66.67],
      }),
    purpose,
    provisional: z.boolean().meta({ description: 'True until the result is certified.', examples: [true] }),
  })
  .meta({ id: 'LawResult', description: 'The votes counted so far on one law, and what follows from them.' });
export type PublicLawResultBody = z.infer<typeof publicLawResultBody>;

export const lawResultsBody = z.array(publicLawResultBody);
