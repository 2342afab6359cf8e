import { z } from 'zod';
import { setting } from '@scrutin/service-runtime';

/** The environment of an aggregator. docs/OPERATIONS.md lists what each is for. */
export const aggregatorConfig = z.object({
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  AMQP_URL: setting.url('amqp', 'amqps'),
  /** What seals the messages (P6): the same keys for all who send or read them. */
  MESSAGE_KEYS: setting.messageKeys(),
  /** RabbitMQ's management API, `http://user:password@host:15672/vhost`: what the queues hold, and their policies. */
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  /** How often the policies on the queues are looked at. */
  QUEUE_POLICIES_CHECK_MS: setting.integer(10_000, 100),
  DATABASE_POOL_MAX: setting.integer(4, 1, 100),
  /** A batch closes at so many votes, when its oldest vote waited so long, or when nothing more comes. */
  BATCH_MAX_VOTES: setting.integer(100, 1, 5_000),
  /** While every transaction is busy the next batch may grow to so many: the slower the disk, the larger. */
  BATCH_BEHIND_MAX_VOTES: setting.integer(1_000, 1, 5_000),
  BATCH_MAX_AGE_MS: setting.integer(1_000, 0, 60_000),
  BATCH_MAX_IDLE_MS: setting.integer(50, 1, 60_000),
  PREFETCH_MESSAGES: setting.integer(64, 1, 10_000),
  /** Transactions at the same time. */
  BATCHES_IN_FLIGHT: setting.integer(2, 1, 64),
  /** How often ballots that arrived are mixed, and how few are never mixed alone (P6). */
  MIX_EVERY_MS: setting.integer(5_000, 100),
  MIX_MIN_BALLOTS: setting.integer(1_000, 2),
  /** The farthest this clock may be from the database's; with the catalogue's age it stays within the delay of acts (P9). */
  CLOCK_OFFSET_MAX_MS: setting.integer(1_000, 50, 1_000),
});

export type AggregatorConfig = z.infer<typeof aggregatorConfig>;
