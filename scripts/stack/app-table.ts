/** The applications that `npm start` runs, and the environment of each. */
import type { AppPorts } from '../../libs/local-stack/src/stack-state.ts';
import type { Addresses } from '../servers/addresses.ts';
import { addressFor } from './database.ts';
import type { Profile } from './profile.ts';
import { knownState, messageKeys } from './state.ts';

export interface AppDefinition {
  readonly name: string;
  /** The folder in `apps/`. */
  readonly app: string;
  /** The login role of the application in the database. */
  readonly role: string;
  /** The public port, if it is free. Absent if the application has no HTTP interface. */
  readonly port?: number;
  /** The name of the public port in the state. */
  readonly publishedAs?: 'api' | 'admin';
  /** True if it sees credentials, so that it needs the key of their hashes. */
  readonly pepper?: boolean;
  /** True if it asks the voter roll, so that it needs the address of Redis. */
  readonly roll?: boolean;
  /** True if it needs the address of RabbitMQ and the keys of the messages. */
  readonly broker: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

const WORKER_NAME = /^validation-worker-\d+$/;

const worker = (number: number): AppDefinition => ({
  name: `validation-worker-${number}`,
  app: 'validation-worker',
  role: 'scrutin_worker',
  roll: true,
  broker: true,
});

const ALL_BUT_WORKERS: readonly AppDefinition[] = [
  {
    name: 'ingestion-api',
    app: 'ingestion-api',
    role: 'scrutin_ingestion',
    port: 8_000,
    publishedAs: 'api',
    pepper: true,
    roll: true,
    broker: true,
    // All voters of a simulation on this machine have one address.
    settings: { ADDRESS_LIMIT: '1000000' },
  },
  { name: 'aggregator', app: 'aggregator', role: 'scrutin_aggregator', broker: true },
  {
    name: 'admin-api',
    app: 'admin-api',
    role: 'scrutin_admin',
    port: 8_001,
    publishedAs: 'admin',
    roll: true,
    broker: false,
    // On loopback there is no TLS, and a browser would not send a Secure cookie back.
    settings: { COOKIE_SECURE: 'false' },
  },
];

/** The applications with this number of validation workers. */
export function appsWith(workers: number): readonly AppDefinition[] {
  return [...ALL_BUT_WORKERS, ...Array.from({ length: workers }, (_, i) => worker(i + 1))];
}

/** The number of workers of a stack that has been told nothing else. */
export const USUAL_WORKERS = 2;

/** How many of these applications are validation workers. */
export function workersAmong(names: readonly string[]): number {
  return names.filter((name) => WORKER_NAME.test(name)).length;
}

/**
 * With a young generation large enough for the requests in flight, the API needs less processor time
 * (docs/PERFORMANCE.md). The setting of the user comes last, because Node takes the last value of an option.
 */
function nodeOptions(given = ''): string {
  return `--max-semi-space-size=32 ${given}`.trim();
}

/** The environment of an application: what it needs, and no secret of another application. */
export function environmentOf(
  profile: Profile,
  definition: AppDefinition,
  addresses: Addresses,
  ports: AppPorts,
): Record<string, string> {
  return {
    NODE_ENV: 'production',
    NODE_OPTIONS: nodeOptions(process.env['NODE_OPTIONS']),
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'info',
    DATABASE_URL: addressFor(profile, addresses.DATABASE_URL, definition.role),
    ...(definition.roll === true ? { REDIS_URL: addresses.REDIS_URL } : {}),
    ...(definition.broker ? { AMQP_URL: addresses.AMQP_URL, MESSAGE_KEYS: messageKeys(profile) } : {}),
    // Every application may read the state of the queues.
    ...(addresses.AMQP_MANAGEMENT_URL === undefined
      ? {}
      : { AMQP_MANAGEMENT_URL: addresses.AMQP_MANAGEMENT_URL }),
    METRICS_PORT: String(ports.metrics),
    ...(ports.public === undefined ? {} : { PORT: String(ports.public) }),
    ...definition.settings,
    ...(definition.pepper === true ? { CREDENTIAL_PEPPER: knownState(profile).secrets.pepper } : {}),
  };
}
