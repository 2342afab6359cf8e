import { z } from 'zod';
import { CATALOGUE_MAX_AGE_MS } from '@scrutin/election';
import { setting } from '@scrutin/service-runtime';

/** The environment of a validation worker. docs/OPERATIONS.md lists what each is for. */
export const workerConfig = z.object({
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster'),
  AMQP_URL: setting.url('amqp', 'amqps'),
  /** What seals the messages (P6): the same keys for all who send or read them. */
  MESSAGE_KEYS: setting.messageKeys(),
  /** RabbitMQ's management API, `http://user:password@host:15672/vhost`: what the queues hold, and their policies. */
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  /** How often the policies on the queues are looked at. */
  QUEUE_POLICIES_CHECK_MS: setting.integer(10_000, 100),
  DATABASE_POOL_MAX: setting.integer(2, 1, 100),
  /** Well below the delay with which acts take effect: all must have heard of one by then (P9). */
  CATALOGUE_REFRESH_MS: setting.integer(1_000, 50, CATALOGUE_MAX_AGE_MS),
  /** A batch closes at so many votes, or when its oldest vote waited so long. */
  BATCH_MAX_VOTES: setting.integer(200, 1, 5_000),
  BATCH_MAX_AGE_MS: setting.integer(5, 0, 10_000),
  /** Messages (groups of votes) that the broker may send ahead. */
  PREFETCH_MESSAGES: setting.integer(64, 1, 10_000),
  BATCHES_IN_FLIGHT: setting.integer(4, 1, 64),
  /** Failed guesses are counted by this window: the same as the ingestion API's. */
  GUESS_WINDOW_MS: setting.integer(900_000, 1_000),
  PUBLISH_TIMEOUT_MS: setting.integer(5_000, 100),
  /** How long votes that wait for their roll, or for another submission's vote, wait before they are tried again. */
  POSTPONE_MS: setting.integer(1_000, 10),
  /** The farthest this clock may be from the database's; with the catalogue's age it stays within the delay of acts (P9). */
  CLOCK_OFFSET_MAX_MS: setting.integer(1_000, 50, 1_000),
  /**
   * How long PostgreSQL may lack the vote of a credential that another submission claimed before that vote counts as
   * lost. Longer than a vote takes from its claim to being counted.
   */
  CLAIM_DOUBT_MS: setting.integer(30_000, 1_000),
});

export type WorkerConfig = z.infer<typeof workerConfig>;
