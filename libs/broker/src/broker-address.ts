import { ConfigurationError } from '@scrutin/service-runtime';

/**
 * Adds the heartbeat of a connection to an address. A `heartbeat` that is already in the address takes precedence.
 *
 * @throws ConfigurationError when the text is not the address of a broker
 */
export function addressWithHeartbeat(address: string, heartbeatSeconds: number): string {
  if (!URL.canParse(address)) throw new ConfigurationError('AMQP_URL: not a URL');
  const url = new URL(address);
  if (url.protocol !== 'amqp:' && url.protocol !== 'amqps:')
    throw new ConfigurationError('AMQP_URL: must begin with amqp:// or amqps://');
  if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(heartbeatSeconds));
  return url.href;
}
