import type { RequestHandler } from 'express';
import type { Logger, Registry } from '@scrutin/service-runtime';
import { counter, RecurringLog } from '@scrutin/service-runtime';

/**
 * Counts and logs requests that name another sender (X-Forwarded-For, Forwarded) but do not come from a proxy in
 * TRUSTED_PROXIES. Behind a proxy that is not in this list, all voters share the limit of its address.
 */
export function untrustedForwarding(logger: Logger, registry: Registry): RequestHandler {
  const recurring = new RecurringLog(logger, 600_000);
  const untrusted = counter(registry, 'http_untrusted_forwarding_total');
  return (request, _response, next) => {
    const { headers, socket, app } = request;
    if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) {
      const trusts = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
      if (!trusts(socket.remoteAddress ?? '', 0)) {
        untrusted.inc();
        recurring.error('http.untrusted-proxy', 'any', {
          remedy: 'If the sender is one of your proxies, add its address to TRUSTED_PROXIES.',
        });
      }
    }
    next();
  };
}
