import { z } from 'zod';
import { DEFAULT_TIME_ZONE, isTimeZone, OFFICIAL_ROLES } from '@scrutin/election';
import { setting } from '@scrutin/service-runtime';

const settings = z.object({
  /** With a login that has the role `scrutin_admin`. */
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster'),
  /** RabbitMQ's management API, which says whether the queues are empty: `http://user:password@host:15672/vhost`. */
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: setting.port(8001),
  /** Addresses or subnets of the proxies whose X-Forwarded-For is believed; none by default. */
  TRUSTED_PROXIES: setting.proxies(),
  DATABASE_POOL_MAX: setting.integer(5, 1, 100),
  /** The longest time that a session lasts. A session that is idle ends sooner. */
  SESSION_MAX_AGE_MS: setting.milliseconds(28_800_000, 1_000),
  /** `false` if browsers connect without TLS, which is only for loopback. */
  COOKIE_SECURE: z
    .enum(['true', 'false'])
    .default('true')
    .transform((word) => word === 'true'),
  /** Failed logins from one address in a window. Further ones are refused until the window ends. */
  LOGIN_FAILURES_MAX: setting.integer(20, 1),
  LOGIN_WINDOW_MS: setting.milliseconds(900_000, 1_000),
  /** The keys that seal the secrets of second factors. Without them no second factor can be enrolled. */
  SECOND_FACTOR_KEYS: setting.messageKeys().optional(),
  /** The roles whose accounts must have a second factor, separated by commas. */
  SECOND_FACTOR_ROLES: setting.words(OFFICIAL_ROLES),
  /** Passwords that are checked at the same time, and logins that may wait for that. */
  LOGINS_AT_ONCE: setting.integer(2, 1, 16),
  LOGINS_WAITING_MAX: setting.integer(20, 0, 1_000),
  /** The largest roll that can be uploaded. 8 million credentials with regions take about 450 MB. */
  ROLL_MAX_BYTES: setting.integer(1_073_741_824, 1_024),
  /** How long a request may take to arrive. A roll can come over a slow line. */
  REQUEST_TIMEOUT_MS: setting.milliseconds(600_000, 1_000),
  /** The IANA time zone of contests that are created without one. */
  TIME_ZONE: z.string().default(DEFAULT_TIME_ZONE).refine(isTimeZone, 'not an IANA time zone'),
  /** A font for characters that the usual fonts of printed documents lack. */
  PRINT_FALLBACK_FONT: z.string().min(1).optional(),
  /** How long one count may take before it is ended, so that the next one can start. */
  COUNT_TIMEOUT_MS: setting.milliseconds(600_000, 1_000, 86_400_000),
  /**
   * How far this clock may be from the clock of the database. Together with the age of the catalogue it stays within
   * the delay of acts (P9).
   */
  CLOCK_OFFSET_MAX_MS: setting.milliseconds(1_000, 50, 1_000),
  /** How long an idle connection is kept: longer than load balancers keep theirs. */
  KEEP_ALIVE_TIMEOUT_MS: setting.milliseconds(620_000, 1_000, 3_600_000),
  /** The most connections at the same time. The default is as many as the process has descriptors for. */
  HTTP_MAX_CONNECTIONS: setting.integer(0, 0).transform((most) => (most === 0 ? undefined : most)),
});

/** The settings of the admin API. docs/CONFIGURATION.md explains each of them. */
export const adminConfig = settings.refine(
  ({ SECOND_FACTOR_KEYS: keys, SECOND_FACTOR_ROLES: roles }) => keys !== undefined || roles.length === 0,
  {
    path: ['SECOND_FACTOR_KEYS'],
    error:
      'is required with SECOND_FACTOR_ROLES: without it these accounts could never enrol a second factor',
  },
);

export type AdminConfig = z.infer<typeof adminConfig>;
