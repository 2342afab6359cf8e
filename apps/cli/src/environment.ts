import { z } from 'zod';
import type { DatabaseLogin, Environment } from '@scrutin/local-stack';
import { mergedEnvironment } from '@scrutin/local-stack';
import { loadConfig } from '@scrutin/service-runtime';

/**
 * The environment of a command: what the process was given, and for what is absent the addresses of the
 * stack that `npm start` runs in this project. So a command typed in the project's folder needs no
 * configuration, and one in production is configured like any other service.
 *
 * Names: DATABASE_URL, REDIS_URL, AMQP_URL, AMQP_MANAGEMENT_URL, RABBITMQ_MANAGEMENT_URL, CREDENTIAL_PEPPER,
 * SCRUTIN_API_URL. SCRUTIN_PROFILE chooses the stack (`dev` by default).
 *
 * @throws ConfigurationError when the project's state is damaged or may not be read
 */
export function cliEnvironment(login: DatabaseLogin = 'operator'): Promise<Environment> {
  const given = loadConfig(z.object({}).catchall(z.string().optional()));
  return Promise.resolve(mergedEnvironment(given, login, process.cwd()));
}
