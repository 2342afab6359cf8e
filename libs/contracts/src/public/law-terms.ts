import { z } from 'zod';
import { THRESHOLD_BASES } from '@scrutin/election';

/** What a law needs to be adopted, as every view of a law shows it. */
export const lawTerms = {
  quorum_votes: z
    .int()
    .nonnegative()
    .nullable()
    .meta({
      description:
        'Votes, blank ones included, that are needed for the law to be decided; null if any number is enough.',
      examples: [1000],
    }),
  quorum_share: z
    .string()
    .nullable()
    .meta({
      description:
        'The same as a share of the registered voters. If there are two quorums, the larger one applies.',
      examples: ['40%'],
    }),
  threshold: z
    .string()
    .nullable()
    .meta({
      description:
        'The least share of oui that adopts the law: a fraction, or a percentage if that is exact. Null if more than half is enough.',
      examples: ['2/3'],
    }),
  threshold_base: z.enum(THRESHOLD_BASES).meta({
    description:
      'What the threshold is a share of: the valid votes (oui and non), or all votes cast, blank ones included.',
    examples: ['valid'],
  }),
};
