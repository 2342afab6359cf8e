/**
 * The addresses of the servers, as environment variables. An address that the environment already gives is used as
 * it is and its server is left alone, each of the three on its own; one that we gave ourselves (to a test run, whose
 * tests then call these scripts) does not count as given.
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

/** Those that every client needs, and the management interface where there is one. */
export type Addresses = ServerAddresses &
  Required<Pick<ServerAddresses, 'DATABASE_URL' | 'REDIS_URL' | 'AMQP_URL'>>;

function isOnPort(address: string, port: number | undefined): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return ['127.0.0.1', 'localhost'].includes(url.hostname) && Number(url.port) === port;
}

/** The servers whose address the environment gives, and which are not our own under that address. */
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
 * Everything a client needs: DATABASE_URL (of the owner), REDIS_URL and AMQP_URL, and the addresses of the management
 * interface. Those are ours only where RabbitMQ is.
 *
 * @throws Error when a server is neither given nor has a port yet
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
