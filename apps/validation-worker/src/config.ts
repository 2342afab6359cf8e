import { z } from 'zod';
import { CATALOGUE_MAX_AGE_MS } from '@scrutin/election';
import { setting } from '@scrutin/service-runtime';

/** The settings of a validation worker. docs/CONFIGURATION.md explains each of them. */
export const workerConfig = z.object({
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster'),
  AMQP_URL: setting.url('amqp', 'amqps'),
  /** The keys with which messages are sealed (P6). All services that send or read messages have the same ones. */
  MESSAGE_KEYS: setting.messageKeys(),
  /**
   * RabbitMQ's management API, `http://user:password@host:15672/vhost`. It shows the messages and policies of queues.
   */
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  /** How often the policies on the queues are checked. */
  QUEUE_POLICIES_CHECK_MS: setting.milliseconds(10_000, 100),
  DATABASE_POOL_MAX: setting.integer(2, 1, 100),
  /** Well below the delay with which acts take effect, because every process must know of an act by then (P9). */
  CATALOGUE_REFRESH_MS: setting.milliseconds(1_000, 50, CATALOGUE_MAX_AGE_MS),
  /** A batch is complete with this number of votes, or when its oldest vote is this old. */
  BATCH_MAX_VOTES: setting.integer(500, 1, 5_000),
  BATCH_MAX_AGE_MS: setting.milliseconds(10, 0, 10_000),
  /** How many messages (groups of votes) the broker may send before they are acknowledged. */
  PREFETCH_MESSAGES: setting.integer(64, 1, 10_000),
  BATCHES_IN_FLIGHT: setting.integer(2, 1, 64),
  /** The window in which failed guesses are counted. It must be the same as that of the ingestion API. */
  GUESS_WINDOW_MS: setting.milliseconds(900_000, 1_000),
  PUBLISH_TIMEOUT_MS: setting.milliseconds(5_000, 100),
  /** How long votes in doubt wait before they are tried again. They wait for their roll or for another submission. */
  POSTPONE_MS: setting.milliseconds(1_000, 10),
  /**
   * How far this clock may be from the clock of the database. The sum of this and the catalogue's age must stay below
   * the delay with which acts take effect (P9).
   */
  CLOCK_OFFSET_MAX_MS: setting.milliseconds(1_000, 50, 1_000),
  /**
   * After this time, a vote whose claim is in Redis and which PostgreSQL has not counted is taken as lost. It must be
   * longer than a vote takes from its claim until it is counted.
   */
  CLAIM_DOUBT_MS: setting.milliseconds(30_000, 1_000),
});

export type WorkerConfig = z.infer<typeof workerConfig>;
