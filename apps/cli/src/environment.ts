import { z } from 'zod';
import type { DatabaseLogin, Environment } from '@scrutin/local-stack';
import { mergedEnvironment } from '@scrutin/local-stack';
import { loadConfig } from '@scrutin/service-runtime';

/**
 * The environment of a command: the environment of the process and, for variables that are absent, the addresses of the
 * stack that `npm start` runs in this project. A command in the folder of the project therefore needs no
 * configuration. In production it is configured like any other service.
 *
 * Names: DATABASE_URL, REDIS_URL, AMQP_URL, AMQP_MANAGEMENT_URL, RABBITMQ_MANAGEMENT_URL, CREDENTIAL_PEPPER,
 * SCRUTIN_API_URL. SCRUTIN_PROFILE chooses the stack (`dev` by default).
 *
 * @throws ConfigurationError if the state of the stack is damaged or may not be read
 */
export function cliEnvironment(login: DatabaseLogin = 'operator'): Promise<Environment> {
  const given = loadConfig(z.object({}).catchall(z.string().optional()));
  return Promise.resolve(mergedEnvironment(given, login, process.cwd()));
}
