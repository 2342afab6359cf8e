import { z } from 'zod';
import { setting } from '@scrutin/service-runtime';

/** The environment of the admin API. docs/OPERATIONS.md lists what each is for. */
export const adminConfig = z.object({
  /** Of the role `scrutin_admin`. */
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster'),
  /** RabbitMQ's management API, `http://user:password@host:15672/vhost`: what the queues hold. */
  AMQP_MANAGEMENT_URL: setting.url('http', 'https').optional(),
  HOST: z.string().default('127.0.0.1'),
  PORT: setting.port(8001),
  /** Addresses or subnets of the proxies whose X-Forwarded-For is believed; none by default. */
  TRUSTED_PROXIES: setting.proxies(),
  DATABASE_POOL_MAX: setting.integer(5, 1, 100),
  /** How long a session lasts, whatever is done; idle ones end sooner. */
  SESSION_MAX_AGE_MS: setting.integer(28_800_000, 1_000),
  /** `false` where browsers come without TLS: on loopback only. */
  COOKIE_SECURE: z
    .enum(['true', 'false'])
    .default('true')
    .transform((word) => word === 'true'),
  /** Failed logins from one address in a window before further ones are turned away. */
  LOGIN_FAILURES_MAX: setting.integer(20, 1),
  LOGIN_WINDOW_MS: setting.integer(900_000, 1_000),
  /** Passwords looked at at a time, and logins that wait for their turn. */
  LOGINS_AT_ONCE: setting.integer(2, 1, 16),
  LOGINS_WAITING_MAX: setting.integer(20, 0, 1_000),
  /** An uploaded roll; 8 million credentials with regions have some 450 MB. */
  ROLL_MAX_BYTES: setting.integer(1_073_741_824, 1_024),
  /** How long a request may take to arrive: a roll over a slow line. */
  REQUEST_TIMEOUT_MS: setting.integer(600_000, 1_000),
  /** How long one count may take before it is ended, so that the next one has its turn. */
  COUNT_TIMEOUT_MS: setting.integer(600_000, 1_000, 86_400_000),
  /** The farthest this clock may be from the database's; with the catalogue's age it stays within the delay of acts (P9). */
  CLOCK_OFFSET_MAX_MS: setting.integer(1_000, 50, 1_000),
  /** How long an idle connection is kept: longer than the load balancers in front keep theirs. */
  KEEP_ALIVE_TIMEOUT_MS: setting.integer(620_000, 1_000, 3_600_000),
  /** Connections at a time; unless given, what the descriptors of the process allow. */
  HTTP_MAX_CONNECTIONS: setting.integer(0, 0).transform((most) => (most === 0 ? undefined : most)),
});

export type AdminConfig = z.infer<typeof adminConfig>;
