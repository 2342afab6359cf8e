import { z } from 'zod';
import { REJECTION_REASONS } from '@scrutin/election';
import { QUEUES } from '../messages/queues.ts';

const votes = z.int().nonnegative();

/**
 * - `balanced`: every vote received is counted, rejected or parked, and none is in flight.
 * - `in-flight`: votes are still in the queues.
 * - `missing`: votes were received that are neither counted, rejected nor parked, and no queue and no consumer has them.
 * - `surplus`: in some contest more votes were settled than received.
 * - `unknown`: votes are in no queue, or a process ended without reporting what it accepted, and the broker could not be
 *   asked which messages consumers have.
 */
export const LEDGER_STATES = ['balanced', 'in-flight', 'missing', 'surplus', 'unknown'] as const;
export type LedgerState = (typeof LEDGER_STATES)[number];

/** `GET /api/v1/ledger`, with which anyone can check P5. */
export const ledgerBody = z
  .object({
    state: z
      .enum(LEDGER_STATES)
      .meta({ description: 'The state that follows from the numbers.', examples: ['balanced'] }),
    received: votes.meta({ description: 'Votes received.', examples: [5000] }),
    counted: votes.meta({ description: 'Votes in the results.', examples: [4890] }),
    rejected: z
      .record(z.enum(REJECTION_REASONS), votes)
      .meta({ description: 'Votes that were not counted, by reason.' }),
    parked: votes.meta({ description: 'Votes put aside until an operator looks at them.', examples: [0] }),
    in_flight: z.int().meta({
      description:
        'received - counted - rejected - parked - explained. Negative if more votes were settled or parked than ' +
        'received. The messages in the queues, which the broker counts, are given in `queues`.',
      examples: [10],
    }),
    explained: z.int().meta({
      description: 'Votes of that difference for which an official put an explanation on record.',
      examples: [0],
    }),
    unknown: votes.meta({
      description:
        'Votes that were answered 503 because the broker did not confirm in time, and that have not arrived since. They do not count as received; they may still arrive.',
      examples: [0],
    }),
    unreported: votes.meta({
      description: 'Votes that an API process published and whose receipt is not on record yet.',
      examples: [0],
    }),
    differences: z.array(z.object({ contest: z.string(), votes: z.int() })).meta({
      description:
        'received - settled - explained for each contest where it is not 0. The differences of two contests do not cancel out. Shown if the state is `missing` or `surplus`.',
    }),
    queues: z
      .record(
        z.enum(QUEUES),
        z.object({ messages: votes, unacknowledged: votes.nullable(), consumers: votes }),
      )
      .meta({
        description:
          'For each queue: the messages that wait, the messages that a consumer has (a figure at most six seconds old; null if the broker could not be asked), and the consumers. A message has one or more votes.',
      }),
    balanced: z.boolean().meta({
      description: 'True if the state is `balanced` (P5). False while votes are in flight.',
      examples: [true],
    }),
  })
  .meta({ id: 'Ledger', description: 'Where every accepted vote is.' });

/** Where every accepted vote is. The numbers come from two services, so they are of nearly the same moment. */
export type LedgerView = z.infer<typeof ledgerBody>;
