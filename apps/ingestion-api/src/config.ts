import { z } from 'zod';
import { MOST_VOTES_IN_BATCH } from '@scrutin/contracts/public';
import { CATALOGUE_MAX_AGE_MS } from '@scrutin/election';
import { DEFAULT_ISSUER } from '@scrutin/exports';
import { setting } from '@scrutin/service-runtime';

const settings = z.object({
  /**
   * What the process serves. Ballots and results can be processes of their own, so that many readers cannot slow the
   * voters down, and so that a process for readers alone has neither Redis nor the keys of messages.
   */
  SERVED_ROUTES: z.enum(['all', 'ballots', 'results']).default('all'),
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster').optional(),
  AMQP_URL: setting.url('amqp', 'amqps'),
  /** The keys with which messages are sealed (P6). All services that send or read messages have the same ones. */
  MESSAGE_KEYS: setting.messageKeys().optional(),
  /**
   * RabbitMQ's management API, `http://user:password@host:15672/vhost`. It shows the messages and policies of queues.
   */
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  /** How often the policies on the queues are checked. */
  QUEUE_POLICIES_CHECK_MS: setting.milliseconds(10_000, 100),
  CREDENTIAL_PEPPER: setting.secret(),
  HOST: z.string().default('127.0.0.1'),
  PORT: setting.port(8000),
  /** Addresses or subnets of the proxies whose X-Forwarded-For is trusted. By default, none is. */
  TRUSTED_PROXIES: setting.proxies(),
  /** Other origins from which browsers may call the API. By default, there are none. */
  CORS_ORIGINS: setting.origins(),
  DATABASE_POOL_MAX: setting.integer(5, 1, 100),
  /**
   * How many votes may share one message, and how many such groups may be on their way at the same time. With fewer
   * groups on their way, more votes share a message (docs/PERFORMANCE.md, "Levers"). The votes of a request of a gateway
   * fit into one message.
   */
  INTAKE_GROUP_MAX_VOTES: setting.integer(MOST_VOTES_IN_BATCH, 1, 1_000),
  INTAKE_GROUPS_IN_FLIGHT: setting.integer(2, 1, 64),
  /** How many votes may wait for their answer in this process. Above that number it answers 503. */
  INTAKE_WAITING_MAX_VOTES: setting.integer(10_000, 1),
  /** How many messages may wait for validation. Above it all replicas answer 503, until three quarters are left. */
  BACKLOG_MAX_MESSAGES: setting.integer(200_000, 1),
  BACKLOG_POLL_MS: setting.milliseconds(1_000, 50),
  /**
   * The time from the arrival of a vote to its answer. If the broker does not confirm in this time, the voter gets 503.
   */
  PUBLISH_TIMEOUT_MS: setting.milliseconds(5_000, 100),
  /**
   * How long a group waits for the check of its limits before it passes without. At most half of PUBLISH_TIMEOUT_MS.
   */
  ADMISSION_TIMEOUT_MS: setting.milliseconds(1_000, 10),
  /** Submissions from one address in a window. An office behind one address can vote; a simulation needs more. */
  ADDRESS_LIMIT: setting.integer(300, 1),
  ADDRESS_WINDOW_MS: setting.milliseconds(10_000, 1_000),
  /** How many different codes one address may try for a NAS in a window before it has to wait. */
  GUESS_LIMIT: setting.integer(5, 1),
  /** How many guesses for a NAS may fail in a window, from all addresses together, before every attempt has to wait. */
  GUESS_NAS_LIMIT: setting.integer(500, 1),
  GUESS_WINDOW_MS: setting.milliseconds(900_000, 1_000),
  GUESS_LONGEST_WAIT_MS: setting.milliseconds(300_000, 1_000),
  /** Well below the delay with which acts take effect, because every process must know of an act by then (P9). */
  CATALOGUE_REFRESH_MS: setting.milliseconds(1_000, 50, CATALOGUE_MAX_AGE_MS),
  RESULTS_CACHE_MS: setting.milliseconds(500, 0),
  /** In whose name results are exported (NIST SP 1500-100), and its abbreviation. */
  RESULTS_ISSUER: z.string().min(1).default(DEFAULT_ISSUER.name),
  RESULTS_ISSUER_ABBREVIATION: z.string().min(1).default(DEFAULT_ISSUER.abbreviation),
  /** A font for printed results in scripts that the usual fonts lack, such as Chinese. */
  PRINT_FALLBACK_FONT: z.string().min(1).optional(),
  /**
   * How far this clock may be from the clock of the database. The sum of this and the catalogue's age must stay below
   * the delay with which acts take effect (P9).
   */
  CLOCK_OFFSET_MAX_MS: setting.milliseconds(1_000, 50, 1_000),
  /** How long an idle connection is kept. It must be longer than the load balancers in front of the API keep theirs. */
  KEEP_ALIVE_TIMEOUT_MS: setting.milliseconds(620_000, 1_000, 3_600_000),
  /**
   * How many connections may be open at a time. 0, the default, takes as many as the descriptors of the process allow.
   */
  HTTP_MAX_CONNECTIONS: setting.integer(0, 0).transform((limit) => (limit === 0 ? undefined : limit)),
});

/** Checks that a process has a setting that only voting needs, also when other settings are wrong. */
const neededToVote = (name: 'REDIS_URL' | 'MESSAGE_KEYS') => ({
  path: [name],
  error: 'is required unless SERVED_ROUTES is `results`',
  when: () => true,
});

/** The settings of the ingestion API. docs/CONFIGURATION.md explains each of them. */
export const ingestionConfig = settings
  .refine(
    (given) => given.SERVED_ROUTES === 'results' || given.REDIS_URL !== undefined,
    neededToVote('REDIS_URL'),
  )
  .refine(
    (given) => given.SERVED_ROUTES === 'results' || given.MESSAGE_KEYS !== undefined,
    neededToVote('MESSAGE_KEYS'),
  );

export type IngestionConfig = z.infer<typeof ingestionConfig>;
