/**
 * The addresses of the servers, as environment variables. If the environment gives the address of a server, the scripts
 * use that server and neither start nor stop it; this is decided for each of the three servers separately. An address
 * that the scripts themselves gave to a test run does not count as given when the tests call the scripts.
 */
import type { ServerAddresses } from '../../libs/local-stack/src/addresses.ts';
import { serverAddresses } from '../../libs/local-stack/src/addresses.ts';
import type { PortName, ServerName, StackState } from '../../libs/local-stack/src/stack-state.ts';
import type { Profile } from '../stack/profile.ts';
import { knownState, readState } from '../stack/state.ts';

export const SERVER_NAMES = ['postgres', 'redis', 'rabbitmq'] as const satisfies readonly ServerName[];

const VARIABLES = { postgres: 'DATABASE_URL', redis: 'REDIS_URL', rabbitmq: 'AMQP_URL' } as const;
const PORTS: Readonly<Record<ServerName, PortName>> = {
  postgres: 'postgres',
  redis: 'redis',
  rabbitmq: 'amqp',
};
const MANAGEMENT = ['RABBITMQ_MANAGEMENT_URL', 'AMQP_MANAGEMENT_URL'] as const;

/** The addresses that every client needs, and that of the management interface if it is known. */
export type Addresses = ServerAddresses &
  Required<Pick<ServerAddresses, 'DATABASE_URL' | 'REDIS_URL' | 'AMQP_URL'>>;

function isOnPort(address: string, port: number | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return ['127.0.0.1', 'localhost'].includes(url.hostname) && Number(url.port) === port;
}

/** The servers whose addresses the environment gives, except servers that these scripts started. */
export function givenIn(environment: NodeJS.ProcessEnv, state: StackState | null): ServerName[] {
  return SERVER_NAMES.filter((name) => {
    const address = environment[VARIABLES[name]];
    if (address === undefined || address === '') return false;
    const managed = state !== null && !state.external.includes(name);
    return !(managed && isOnPort(address, state.ports[PORTS[name]]));
  });
}

export function givenServers(profile: Profile): ServerName[] {
  return givenIn(process.env, readState(profile));
}

/**
 * All addresses that a client needs: DATABASE_URL (of the owner), REDIS_URL and AMQP_URL, and the addresses of the
 * management interface. The latter are those of our RabbitMQ only if the environment gives no other RabbitMQ.
 *
 * @throws Error if a server is not given and has no port yet
 */
export function addressesIn(environment: NodeJS.ProcessEnv, state: StackState): Addresses {
  const given = givenIn(environment, state);
  const addresses = serverAddresses(state, 'owner');
  for (const name of given) {
    const variable = VARIABLES[name];
    addresses[variable] = environment[variable] ?? '';
  }
  if (given.includes('rabbitmq')) {
    for (const variable of MANAGEMENT) {
      const address = environment[variable];
      if (address === undefined || address === '') Reflect.deleteProperty(addresses, variable);
      else addresses[variable] = address;
    }
  }
  const { DATABASE_URL, REDIS_URL, AMQP_URL } = addresses;
  if (DATABASE_URL === undefined || REDIS_URL === undefined || AMQP_URL === undefined)
    throw new Error('The addresses of the servers are not known before the servers were started.');
  return { ...addresses, DATABASE_URL, REDIS_URL, AMQP_URL };
}

/** The addresses of a profile whose servers were started. */
export function serverAddressesOf(profile: Profile): Addresses {
  return addressesIn(process.env, knownState(profile));
}

/** The same database under another login. */
export function withLogin(address: string, user: string, password: string): string {
  const url = new URL(address);
  url.username = user;
  url.password = password;
  return url.href;
}
