import { z } from 'zod';
import { REJECTION_REASONS } from '@scrutin/election';
import { QUEUES } from '../messages/queues.ts';

const votes = z.int().nonnegative();

/**
 * - `balanced`: every vote received is counted, rejected or parked, and nothing is on its way.
 * - `in-flight`: votes are on their way through the queues.
 * - `missing`: votes were received and are nowhere: neither counted, rejected nor parked, and the queues hold nothing.
 * - `surplus`: of some contest more was settled than received.
 * - `unknown`: a process ended without reporting what it accepted, and nobody could be asked what consumers hold.
 */
export const LEDGER_STATES = ['balanced', 'in-flight', 'missing', 'surplus', 'unknown'] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** `GET /api/v1/ledger`: P5, for anyone to check. */
export const ledgerBody = z
  .object({
    state: z
      .enum(LEDGER_STATES)
      .meta({ description: 'The state that the numbers give.', examples: ['balanced'] }),
    received: votes.meta({ description: 'Votes that the pipeline took in.', examples: [5000] }),
    counted: votes.meta({ description: 'Votes in the results.', examples: [4890] }),
    rejected: z
      .record(z.enum(REJECTION_REASONS), votes)
      .meta({ description: 'Votes not counted, by reason.' }),
    parked: votes.meta({ description: 'Votes set aside for an operator to replay.', examples: [0] }),
    in_flight: z.int().meta({
      description:
        'received - counted - rejected - parked - explained, as a plain difference: negative when more was settled or ' +
        'parked than received. What the queues hold stands beside it, measured by the broker.',
      examples: [10],
    }),
    explained: z.int().meta({
      description: 'Votes of that difference which officials have explained, on record.',
      examples: [0],
    }),
    unknown: votes.meta({
      description:
        'Votes answered 503 because the broker did not confirm in time, and not seen since. Not received; they may arrive.',
      examples: [0],
    }),
    unreported: votes.meta({
      description: 'Votes that an API published and of which no receipt has come to the books.',
      examples: [0],
    }),
    differences: z.array(z.object({ contest: z.string(), votes: z.int() })).meta({
      description:
        'received - settled - explained of each contest where it is not 0. None makes up for another. Shown when the state is `missing` or `surplus`.',
    }),
    queues: z
      .record(
        z.enum(QUEUES),
        z.object({ messages: votes, unacknowledged: votes.nullable(), consumers: votes }),
      )
      .meta({
        description:
          'By queue: messages waiting, messages with a consumer (at most six seconds old; null when the broker could not be asked), consumers. A message holds one or more votes.',
      }),
    balanced: z.boolean().meta({
      description: 'Whether the state is `balanced` (P5). False while votes are on their way.',
      examples: [true],
    }),
  })
  .meta({ id: 'Ledger', description: 'Where every accepted vote is.' });

/** Where every accepted vote is, at about one moment (the numbers come from two services). */
export type LedgerView = z.infer<typeof ledgerBody>;
