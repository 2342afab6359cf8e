import { z } from 'zod';
import { SERVICE_ROLES } from '@scrutin/database';
import type { DatabaseLogin, Environment } from '@scrutin/local-stack';
import { mergedEnvironment } from '@scrutin/local-stack';
import { loadConfig, withSettingFiles } from '@scrutin/service-runtime';

/** The settings of commands that a file can give. */
const IN_FILES = [
  'DATABASE_URL',
  'REDIS_URL',
  'AMQP_URL',
  'AMQP_MANAGEMENT_URL',
  'RABBITMQ_MANAGEMENT_URL',
  'CREDENTIAL_PEPPER',
  'MESSAGE_KEYS',
  ...SERVICE_ROLES.map((role) => `SCRUTIN_DB_PASSWORD_${role.toUpperCase()}`),
];

/**
 * The environment of a command: the environment of the process and, for variables that are absent, the addresses of the
 * stack that `npm start` runs in this project. A command in the folder of the project therefore needs no
 * configuration. In production it is configured like any other service.
 *
 * Names: DATABASE_URL, REDIS_URL, AMQP_URL, AMQP_MANAGEMENT_URL, RABBITMQ_MANAGEMENT_URL, CREDENTIAL_PEPPER,
 * SCRUTIN_API_URL. SCRUTIN_PROFILE chooses the stack (`dev` by default). As for a service, the path of a file with the
 * value can be given instead, in DATABASE_URL_FILE and so on.
 *
 * @throws ConfigurationError if the state of the stack is damaged or may not be read, or if a file cannot be read
 */
export function cliEnvironment(login: DatabaseLogin = 'operator'): Promise<Environment> {
  const given = withSettingFiles(IN_FILES, loadConfig(z.object({}).catchall(z.string().optional())));
  return Promise.resolve(mergedEnvironment(given, login, process.cwd()));
}
