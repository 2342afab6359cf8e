/**
 * The addresses of the services, as environment variables. An address that the environment already gives is used as
 * it is and its service is left alone, each of the three on its own; one that we gave ourselves (to a test run, whose
 * tests then call these scripts) does not count as given.
 */
import { readState } from './state.mjs';

const VARIABLES = { postgres: 'DATABASE_URL', redis: 'REDIS_URL', rabbitmq: 'AMQP_URL' };
const PORTS = { postgres: 'postgres', redis: 'redis', rabbitmq: 'amqp' };

function isOurs(address, port) {
  try {
    const url = new URL(address);
    return ['127.0.0.1', 'localhost'].includes(url.hostname) && Number(url.port) === port;
  } catch {
    return false;
  }
}

/** Names of the services whose address the environment gives. */
export function givenServices(profile) {
  const state = readState(profile);
  return Object.entries(VARIABLES)
    .filter(([name, variable]) => {
      const address = process.env[variable];
      if (!address) return false;
      const managed = state !== null && !state.external.includes(name);
      return !(managed && isOurs(address, state.ports[PORTS[name]]));
    })
    .map(([name]) => name);
}

/**
 * Everything a client needs: DATABASE_URL (of the owner), REDIS_URL, AMQP_URL, RABBITMQ_MANAGEMENT_URL (the whole
 * broker) and AMQP_MANAGEMENT_URL (the same API, with the virtual host that the services look at).
 */
export function serviceAddresses(profile) {
  const state = readState(profile);
  const given = givenServices(profile);
  const { ports, secrets } = state;
  const own = {
    DATABASE_URL: `postgresql://scrutin_owner:${secrets.postgres}@127.0.0.1:${ports.postgres}/scrutin`,
    REDIS_URL: `redis://:${secrets.redis}@127.0.0.1:${ports.redis}`,
    AMQP_URL: `amqp://scrutin:${secrets.rabbitmq}@127.0.0.1:${ports.amqp}/scrutin`,
    RABBITMQ_MANAGEMENT_URL: `http://scrutin:${secrets.rabbitmq}@127.0.0.1:${ports.management}`,
    AMQP_MANAGEMENT_URL: `http://scrutin:${secrets.rabbitmq}@127.0.0.1:${ports.management}/scrutin`,
  };
  for (const name of given) own[VARIABLES[name]] = process.env[VARIABLES[name]];
  if (given.includes('rabbitmq')) {
    for (const name of ['RABBITMQ_MANAGEMENT_URL', 'AMQP_MANAGEMENT_URL']) {
      if (process.env[name]) own[name] = process.env[name];
      else delete own[name];
    }
  }
  return own;
}

/** The same database under another login. */
export function withLogin(address, user, password) {
  const url = new URL(address);
  url.username = user;
  url.password = password;
  return url.href;
}
