import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ConfigurationError, loadConfig } from '@scrutin/service-runtime';
import { z } from 'zod';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `operator` may do what the CLI does every day; `owner` may change tables and roles (`scrutin db`). */
export type DatabaseLogin = 'operator' | 'owner';

/** What the scripts keep about the stack of a profile, as far as the CLI needs it. */
const stateSchema = z.object({
  ports: z.record(z.string(), z.number()),
  apps: z.record(z.string(), z.object({ ports: z.object({ public: z.number().optional() }) })).default({}),
  secrets: z.object({
    postgres: z.string(),
    redis: z.string(),
    rabbitmq: z.string(),
    pepper: z.string(),
    /** A state that is older than the sealing of messages has none. */
    messageKeys: z.string().optional(),
    roles: z.record(z.string(), z.string()),
  }),
});

export type StackState = z.infer<typeof stateSchema>;

const OPERATOR = 'scrutin_operator';
const API = 'ingestion-api';
const API_PORT = 8_000;

/**
 * The environment of a command: what the process was given, and for what is absent the addresses of the
 * stack that `npm start` runs in this project. So a command typed in the project's folder needs no
 * configuration, and one in production is configured like any other service.
 *
 * Names: DATABASE_URL, REDIS_URL, AMQP_URL, AMQP_MANAGEMENT_URL, RABBITMQ_MANAGEMENT_URL, CREDENTIAL_PEPPER,
 * SCRUTIN_API_URL. SCRUTIN_PROFILE chooses the stack (`dev` unless told).
 *
 * @throws ConfigurationError when the project's state is damaged or may not be read
 */
export function cliEnvironment(login: DatabaseLogin = 'operator'): Promise<Environment> {
  const given = loadConfig(z.object({}).catchall(z.string().optional()));
  return Promise.resolve(mergedEnvironment(given, login, process.cwd()));
}

/** What is given goes before what is found; a variable that is empty is not given. */
export function mergedEnvironment(given: Environment, login: DatabaseLogin, folder: string): Environment {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  return { ...localStack(set, login, folder), ...set };
}

/** The addresses of the local stack, nothing when there is none. */
export function localStack(given: Environment, login: DatabaseLogin, folder: string): Environment {
  const project = projectFolder(folder);
  if (project === undefined) return {};
  const state = readState(path.join(project, '.scrutin', given['SCRUTIN_PROFILE'] ?? 'dev', 'state.json'));
  return state === undefined ? {} : addressesOf(state, login);
}

/** Where `.scrutin` lies: the nearest folder upwards whose package is named `scrutin`. */
export function projectFolder(from: string): string | undefined {
  let folder = path.resolve(from);
  for (;;) {
    if (packageName(folder) === 'scrutin') return folder;
    const parent = path.dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

export function addressesOf({ ports, apps, secrets }: StackState, login: DatabaseLogin): Environment {
  const at = (port: string): string => `127.0.0.1:${ports[port] ?? 0}`;
  const [user, password] =
    login === 'owner' ? ['scrutin_owner', secrets.postgres] : [OPERATOR, secrets.roles[OPERATOR]];
  return {
    ...(ports['postgres'] === undefined || password === undefined
      ? {}
      : { DATABASE_URL: `postgresql://${user}:${password}@${at('postgres')}/scrutin` }),
    ...(ports['redis'] === undefined ? {} : { REDIS_URL: `redis://:${secrets.redis}@${at('redis')}` }),
    ...(ports['amqp'] === undefined
      ? {}
      : { AMQP_URL: `amqp://scrutin:${secrets.rabbitmq}@${at('amqp')}/scrutin` }),
    ...(ports['management'] === undefined
      ? {}
      : {
          RABBITMQ_MANAGEMENT_URL: `http://scrutin:${secrets.rabbitmq}@${at('management')}`,
          AMQP_MANAGEMENT_URL: `http://scrutin:${secrets.rabbitmq}@${at('management')}/scrutin`,
        }),
    CREDENTIAL_PEPPER: secrets.pepper,
    ...(secrets.messageKeys === undefined ? {} : { MESSAGE_KEYS: secrets.messageKeys }),
    SCRUTIN_API_URL: `http://127.0.0.1:${apps[API]?.ports.public ?? API_PORT}`,
  };
}

function packageName(folder: string): string | undefined {
  const text = readIfThere(path.join(folder, 'package.json'));
  if (text === undefined) return undefined;
  const parsed = z.object({ name: z.string() }).safeParse(parseJson(text));
  return parsed.success ? parsed.data.name : undefined;
}

function readState(file: string): StackState | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const parsed = stateSchema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new ConfigurationError(
    `${file} is damaged: run \`npm run stop\`, remove it, and \`npm start\` again.`,
  );
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // the caller says what it makes of it
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new ConfigurationError(`${file} cannot be read: run the command as the user who owns it.`, {
      cause: error,
    });
  }
}
