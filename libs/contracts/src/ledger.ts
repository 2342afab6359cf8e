import { REJECTION_REASONS } from '@scrutin/election';
import { z } from 'zod';
import { QUEUES } from './queues.ts';

const votes = z.int().nonnegative();

/** `GET /api/v1/ledger`: P5, for anyone to check. */
export const ledgerBody = z
  .object({
    received: votes.meta({ description: 'Votes answered with 202.', examples: [5000] }),
    counted: votes.meta({ description: 'Votes in the results.', examples: [4890] }),
    rejected: z
      .record(z.enum(REJECTION_REASONS), votes)
      .meta({ description: 'Votes not counted, by reason.' }),
    parked: votes.meta({ description: 'Votes set aside for an operator to replay.', examples: [0] }),
    in_flight: z.int().meta({
      description:
        'Votes received that are neither counted, rejected nor parked: on their way through the queues.',
      examples: [10],
    }),
    queues: z
      .record(z.enum(QUEUES), z.object({ messages: votes, consumers: votes }))
      .meta({ description: 'Messages waiting, each with one or more votes, and consumers, by queue.' }),
    balanced: z.boolean().meta({
      description:
        'Whether every vote received is counted, rejected or parked (P5): nothing is in flight. False while votes are on their way; if it stays false with empty queues, votes are missing.',
      examples: [true],
    }),
  })
  .meta({ id: 'Ledger', description: 'Where every accepted vote is.' });

/** Where every accepted vote is, at about one moment (the numbers come from two services). */
export type LedgerView = z.infer<typeof ledgerBody>;
