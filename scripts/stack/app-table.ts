/** What runs under `npm start`: the processes of Scrutin itself, and the environment of each. */
import type { AppPorts } from '../../libs/local-stack/src/stack-state.ts';
import type { Addresses } from '../servers/addresses.ts';
import { addressFor } from './database.ts';
import type { Profile } from './profile.ts';
import { knownState, messageKeys } from './state.ts';

export interface AppDefinition {
  readonly name: string;
  /** The folder in `apps/`. */
  readonly app: string;
  /** Its role in the database. */
  readonly role: string;
  /** Where the public finds it, unless that port is taken; absent when it has no HTTP interface. */
  readonly port?: number;
  /** The name of that port in the state. */
  readonly publishedAs?: 'api' | 'admin';
  /** It sees credentials, so it gets the key of their hashes. */
  readonly pepper?: boolean;
  /** It asks the voter roll, so it gets the address of Redis. */
  readonly roll?: boolean;
  /** It gets the address of RabbitMQ and the keys of the messages. */
  readonly broker: boolean;
  readonly settings?: Readonly<Record<string, string>>;
}

export const APPS: readonly AppDefinition[] = [
  {
    name: 'ingestion-api',
    app: 'ingestion-api',
    role: 'scrutin_ingestion',
    port: 8_000,
    publishedAs: 'api',
    pepper: true,
    roll: true,
    broker: true,
    // A simulation on this machine has one address for all its voters.
    settings: { ADDRESS_LIMIT: '1000000' },
  },
  {
    name: 'validation-worker-1',
    app: 'validation-worker',
    role: 'scrutin_worker',
    roll: true,
    broker: true,
  },
  {
    name: 'validation-worker-2',
    app: 'validation-worker',
    role: 'scrutin_worker',
    roll: true,
    broker: true,
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
    // Loopback without TLS: a browser would not send a Secure cookie back.
    settings: { COOKIE_SECURE: 'false' },
  },
];

/**
 * A young generation that holds the requests in flight spares the API processor time (docs/PERFORMANCE.md).
 * Of an option that is there twice Node takes the last: what the user has set wins.
 */
function nodeOptions(given = ''): string {
  return `--max-semi-space-size=32 ${given}`.trim();
}

/** The environment of an application: what it needs, and no secret of another one. */
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
    // Everybody may look at the queues.
    ...(addresses.AMQP_MANAGEMENT_URL === undefined
      ? {}
      : { AMQP_MANAGEMENT_URL: addresses.AMQP_MANAGEMENT_URL }),
    METRICS_PORT: String(ports.metrics),
    ...(ports.public === undefined ? {} : { PORT: String(ports.public) }),
    ...definition.settings,
    ...(definition.pepper === true ? { CREDENTIAL_PEPPER: knownState(profile).secrets.pepper } : {}),
  };
}
