import { z } from 'zod';
import { REJECTION_REASONS } from '@scrutin/election';
import { instant } from '../public/law.ts';
import { adminRoutes, FIND, success } from './admin-route.ts';

const votes = z.int().nonnegative();

/** `GET /admin/v1/contests/{roll_key}/live`. */
const liveBody = z
  .object({
    at: instant.meta({ description: 'When the numbers were read, at most a second ago.' }),
    voters: votes
      .nullable()
      .meta({ description: 'How many may vote in this contest; null without a roll.', examples: [8200] }),
    turnout: z
      .array(
        z.object({
          contest: z.string().meta({ examples: ['election:PROV-2026:NORD'] }),
          counted: votes.meta({
            description: 'Votes that are counted; public at all times.',
            examples: [4890],
          }),
        }),
      )
      .meta({ description: 'The law, or every race that has votes.' }),
    received: votes.meta({ description: 'Votes of all contests that were accepted.', examples: [5000] }),
    counted: votes.meta({ description: 'Votes of all contests that are counted.', examples: [4890] }),
    rejected: z
      .record(z.enum(REJECTION_REASONS), votes)
      .meta({ description: 'Votes of all contests that were rejected, by reason.' }),
    waiting: z.int().meta({
      description:
        'Votes of all contests that are neither counted nor rejected: in the queues, or parked. Negative if more were settled than received.',
      examples: [10],
    }),
    silent_intakes: votes.meta({
      description: 'Processes that accept votes and have not reported for ten seconds.',
      examples: [0],
    }),
  })
  .meta({
    id: 'Live',
    description:
      'How the voting goes. What was accepted and rejected is told of all contests together, as of one contest it would show in which somebody has just voted (P6).',
  });
export type LiveBody = z.infer<typeof liveBody>;

/** The route of a contest while voting goes on. */
export const LIVE_ROUTES = adminRoutes({
  contestLive: {
    method: 'get',
    path: '/admin/v1/contests/{roll_key}/live',
    tag: 'Rolls',
    summary: 'How the voting goes',
    access: 'read',
    params: z.object({
      roll_key: z
        .string()
        .meta({ description: '`law:ID` or `election:ID`.', examples: ['election:PROV-2026'] }),
    }),
    answers: { 200: success(liveBody) },
    problems: FIND,
  },
});
