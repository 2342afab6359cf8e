import { z } from 'zod';
import { CATALOGUE_MAX_AGE_MS } from '@scrutin/election';
import { setting } from '@scrutin/service-runtime';

/** The environment of the ingestion API. docs/OPERATIONS.md lists what each is for. */
export const ingestionConfig = z.object({
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster'),
  AMQP_URL: setting.url('amqp', 'amqps'),
  /** What seals the messages (P6): the same keys for all who send or read them. */
  MESSAGE_KEYS: setting.messageKeys(),
  /** RabbitMQ's management API, `http://user:password@host:15672/vhost`: what the queues hold, and their policies. */
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  /** How often the policies on the queues are looked at. */
  QUEUE_POLICIES_CHECK_MS: setting.integer(10_000, 100),
  CREDENTIAL_PEPPER: setting.secret(),
  HOST: z.string().default('127.0.0.1'),
  PORT: setting.port(8000),
  /** Addresses or subnets of the proxies whose X-Forwarded-For is believed; none by default. */
  TRUSTED_PROXIES: setting.proxies(),
  /** Origins that browsers may call from; none by default (same origin only). */
  CORS_ORIGINS: setting.origins(),
  DATABASE_POOL_MAX: setting.integer(5, 1, 100),
  /** Votes that share one message at most, and how many such groups are on their way at once. */
  INTAKE_GROUP_MAX_VOTES: setting.integer(200, 1, 1_000),
  INTAKE_GROUPS_IN_FLIGHT: setting.integer(4, 1, 64),
  /** Votes waiting in this process before it says 503. */
  INTAKE_WAITING_MAX_VOTES: setting.integer(20_000, 1),
  /** Messages waiting for validation before every replica says 503; taken again below three quarters. */
  BACKLOG_MAX_MESSAGES: setting.integer(200_000, 1),
  BACKLOG_POLL_MS: setting.integer(1_000, 50),
  /** From the arrival of a vote to its answer: the broker confirms within it, or the voter is told 503. */
  PUBLISH_TIMEOUT_MS: setting.integer(5_000, 100),
  /** How long a group of votes waits for its limits; then it passes without. At most half of PUBLISH_TIMEOUT_MS. */
  ADMISSION_TIMEOUT_MS: setting.integer(1_000, 10),
  /** Submissions per address and window, so that an office behind one address can vote. A simulation needs more. */
  ADDRESS_LIMIT: setting.integer(300, 1),
  ADDRESS_WINDOW_MS: setting.integer(10_000, 1_000),
  /** Different codes that one address may try for a NAS in a window before it is slowed down. */
  GUESS_LIMIT: setting.integer(5, 1),
  /** Failed guesses for a NAS in a window, whoever made them, before all attempts for it are slowed down. */
  GUESS_NAS_LIMIT: setting.integer(500, 1),
  GUESS_WINDOW_MS: setting.integer(900_000, 1_000),
  GUESS_LONGEST_WAIT_MS: setting.integer(300_000, 1_000),
  /** Well below the delay with which acts take effect: all must have heard of one by then (P9). */
  CATALOGUE_REFRESH_MS: setting.integer(1_000, 50, CATALOGUE_MAX_AGE_MS),
  RESULTS_CACHE_MS: setting.integer(500, 0),
  /** The farthest this clock may be from the database's; with the catalogue's age it stays within the delay of acts (P9). */
  CLOCK_OFFSET_MAX_MS: setting.integer(1_000, 50, 1_000),
  /** How long an idle connection is kept: longer than the load balancers in front keep theirs. */
  KEEP_ALIVE_TIMEOUT_MS: setting.integer(620_000, 1_000, 3_600_000),
  /** Connections at a time; unless given, what the descriptors of the process allow. */
  HTTP_MAX_CONNECTIONS: setting.integer(0, 0).transform((most) => (most === 0 ? undefined : most)),
});

export type IngestionConfig = z.infer<typeof ingestionConfig>;
