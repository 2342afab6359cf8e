import { setting } from '@scrutin/service-runtime';
import { z } from 'zod';

/** The environment of the admin API. docs/OPERATIONS.md lists what each is for. */
export const adminConfig = z.object({
  /** Of the role `scrutin_admin`. */
  DATABASE_URL: setting.url('postgresql', 'postgres'),
  REDIS_URL: setting.url('redis', 'rediss', 'redis+cluster', 'rediss+cluster'),
  HOST: z.string().default('127.0.0.1'),
  PORT: setting.port(8001),
  /** Addresses or subnets of the proxies whose X-Forwarded-For is believed; none by default. */
  TRUSTED_PROXIES: setting.list(),
  DATABASE_POOL_MAX: setting.integer(5, 1, 100),
});

export type AdminConfig = z.infer<typeof adminConfig>;
