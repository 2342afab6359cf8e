import { z } from 'zod';
import { setting } from '@scrutin/service-runtime';

/** The settings of an aggregator. docs/CONFIGURATION.md explains each of them. */
export const aggregatorConfig = z.object({
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  AMQP_URL: setting.url('amqp', 'amqps'),
  /** The keys with which messages are sealed (P6). All services that send or read messages have the same ones. */
  MESSAGE_KEYS: setting.messageKeys(),
  /**
   * RabbitMQ's management API, `http://user:password@host:15672/vhost`. It shows the messages and policies of queues.
   */
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  /** How often the policies on the queues are checked. */
  QUEUE_POLICIES_CHECK_MS: setting.milliseconds(10_000, 100),
  DATABASE_POOL_MAX: setting.integer(4, 1, 100),
  /** A batch is complete with this number of votes, when its oldest vote is this old, or when no more votes arrive. */
  BATCH_MAX_VOTES: setting.integer(500, 1, 5_000),
  /** The largest batch, which grows while all transactions are busy. So batches become larger when the disk is slow. */
  BATCH_BEHIND_MAX_VOTES: setting.integer(1_000, 1, 5_000),
  BATCH_MAX_AGE_MS: setting.milliseconds(1_000, 0, 60_000),
  BATCH_MAX_IDLE_MS: setting.milliseconds(50, 1, 60_000),
  PREFETCH_MESSAGES: setting.integer(64, 1, 10_000),
  /** How many transactions may run at the same time. */
  BATCHES_IN_FLIGHT: setting.integer(2, 1, 64),
  /** How often new ballots are mixed, and the smallest number that is mixed (P6). */
  MIX_EVERY_MS: setting.milliseconds(5_000, 100),
  MIX_MIN_BALLOTS: setting.integer(1_000, 2),
  /**
   * How far this clock may be from the clock of the database. The sum of this and the catalogue's age must stay below
   * the delay with which acts take effect (P9).
   */
  CLOCK_OFFSET_MAX_MS: setting.milliseconds(1_000, 50, 1_000),
});

export type AggregatorConfig = z.infer<typeof aggregatorConfig>;
