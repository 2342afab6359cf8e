import { ConfigurationError } from '@scrutin/service-runtime';

/**
 * The address with the heartbeat that a connection is to have. A `heartbeat` in the address itself wins.
 *
 * @throws ConfigurationError when it cannot be the address of a broker
 */
export function addressWithHeartbeat(address: string, heartbeatSeconds: number): string {
  if (!URL.canParse(address)) throw new ConfigurationError('AMQP_URL: not a URL');
  const url = new URL(address);
  if (url.protocol !== 'amqp:' && url.protocol !== 'amqps:')
    throw new ConfigurationError('AMQP_URL: must begin with amqp:// or amqps://');
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(heartbeatSeconds));
  return url.href;
}
