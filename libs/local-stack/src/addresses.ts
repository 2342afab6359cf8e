/**
 * The addresses that the state of a local stack gives, as environment variables. Like the state, this imports nothing
 * that has to be installed.
 */
import type { PortName, StackState } from './stack-state.ts';

/** `operator` may do the daily work; `auditor` may only read; `owner` may also change tables and roles. */
export type DatabaseLogin = 'operator' | 'auditor' | 'owner';

export type ServerAddresses = Partial<Record<ServerVariable, string>>;

/**
 * RABBITMQ_MANAGEMENT_URL is the management interface of the whole broker, AMQP_MANAGEMENT_URL the same one with the
 * virtual host that the services look at.
 */
type ServerVariable =
  'DATABASE_URL' | 'REDIS_URL' | 'AMQP_URL' | 'RABBITMQ_MANAGEMENT_URL' | 'AMQP_MANAGEMENT_URL';

const API = 'ingestion-api';
const API_PORT = 8_000;

type AddressedState = Pick<StackState, 'ports' | 'secrets'>;

/** The addresses of the three servers, except those whose port or password the state does not have. */
export function serverAddresses({ ports, secrets }: AddressedState, login: DatabaseLogin): ServerAddresses {
  const [user, password] =
    login === 'owner'
      ? ['scrutin_owner', secrets.postgres]
      : [`scrutin_${login}`, secrets.roles[`scrutin_${login}`]];
  const addresses: ServerAddresses = {};
  const at = (name: PortName, use: (place: string) => void): void => {
    const port = ports[name];
    if (port !== undefined) use(`127.0.0.1:${port}`);
  };
  at('postgres', (place) => {
    if (password !== undefined) addresses.DATABASE_URL = `postgresql://${user}:${password}@${place}/scrutin`;
  });
  at('redis', (place) => {
    addresses.REDIS_URL = `redis://:${secrets.redis}@${place}`;
  });
  at('amqp', (place) => {
    addresses.AMQP_URL = `amqp://scrutin:${secrets.rabbitmq}@${place}/scrutin`;
  });
  at('management', (place) => {
    addresses.RABBITMQ_MANAGEMENT_URL = `http://scrutin:${secrets.rabbitmq}@${place}`;
    addresses.AMQP_MANAGEMENT_URL = `${addresses.RABBITMQ_MANAGEMENT_URL}/scrutin`;
  });
  return addresses;
}

/** Everything that a command needs to work with the stack: the servers, the secrets, and the ingestion API. */
export function addressesOf(
  state: AddressedState & Pick<StackState, 'apps'>,
  login: DatabaseLogin,
): Readonly<Record<string, string>> {
  const { apps, secrets } = state;
  return {
    ...serverAddresses(state, login),
    CREDENTIAL_PEPPER: secrets.pepper,
    ...(secrets.messageKeys === undefined ? {} : { MESSAGE_KEYS: secrets.messageKeys }),
    SCRUTIN_API_URL: `http://127.0.0.1:${apps[API]?.ports.public ?? API_PORT}`,
  };
}
