import { z } from 'zod';
import { CONTEST_PURPOSES, CONTEST_STATES } from '@scrutin/election';
import { instant, localizedText } from '../public/law.ts';
import { adminRoutes, success } from './admin-route.ts';
import { proposalBody } from './proposals.ts';
import { shownTimeZone } from './values.ts';

const whole = z.int().nonnegative();

const contestToDo = z
  .object({
    contest: z.string().meta({ description: 'law:ID or election:ID.', examples: ['election:PROV-2026'] }),
    name: localizedText,
    purpose: z.enum(CONTEST_PURPOSES),
    state: z.enum(CONTEST_STATES),
    opens_at: instant,
    closes_at: instant,
    time_zone: shownTimeZone,
    blocks: z.array(localizedText).meta({ description: 'What keeps a draft from being published.' }),
    counts: z
      .object({
        races: whole.meta({ description: 'The races of an election; 1 for a law.', examples: [125] }),
        counted: whole.meta({ examples: [124] }),
        awaiting_lot: whole.meta({
          description: 'Races whose newest count ends in a tie that needs a lot.',
          examples: [1],
        }),
        published: whole.meta({ examples: [120] }),
      })
      .nullable()
      .meta({
        description:
          'How many races are counted, wait for a lot, or are published. Null unless the contest is closed and not yet certified.',
      }),
    notice: localizedText.nullable().meta({
      description: 'The latest notice to voters, while the contest is published and not over.',
    }),
  })
  .meta({ id: 'ContestToDo' });

/** `GET /admin/v1/overview`. */
const overviewBody = z
  .object({
    at: instant.meta({ description: 'When it was read.' }),
    contests: z.array(contestToDo).meta({ description: 'In the order in which they open.' }),
    approvals: z
      .array(proposalBody)
      .nullable()
      .meta({ description: 'What awaits a second person; null for accounts that approve nothing.' }),
    ledger: z
      .object({
        received: whole.meta({ examples: [5000] }),
        counted: whole.meta({ examples: [4890] }),
        rejected: whole.meta({ examples: [100] }),
        waiting: z.int().meta({
          description:
            'Neither counted nor rejected: in the queues, or parked. Negative if more were settled than received.',
          examples: [10],
        }),
        silent_intakes: whole.meta({ examples: [0] }),
      })
      .nullable()
      .meta({ description: 'The votes of all contests together; null if it cannot be read now.' }),
    parked: whole.nullable().meta({
      description: 'Messages that were set aside for an operator; null if the broker cannot be asked.',
      examples: [0],
    }),
    health: z
      .object({
        status: z.enum(['ok', 'unavailable']),
        down: z
          .array(z.string())
          .nullable()
          .meta({ description: 'What does not answer; null for accounts that do not operate the system.' }),
      })
      .meta({ description: 'Whether everything that this service needs answers.' }),
  })
  .meta({ id: 'Overview', description: 'What needs the reader now.' });
export type OverviewBody = z.infer<typeof overviewBody>;

/** The route of the first page of the office. */
export const OVERVIEW_ROUTES = adminRoutes({
  overview: {
    method: 'get',
    path: '/admin/v1/overview',
    tag: 'Contests',
    summary: 'What needs the reader now',
    description:
      'Every contest with what its next step needs, what awaits a second person, and how the system is. It holds only what the account may see.',
    access: 'read',
    answers: { 200: success(overviewBody) },
    problems: [],
  },
});
