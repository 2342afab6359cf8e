import type { RequestHandler } from 'express';
import { Counter } from 'prom-client';
import type { Logger, Registry } from '@scrutin/service-runtime';
import { RecurringLog } from '@scrutin/service-runtime';

/**
 * Notices requests that name another sender (X-Forwarded-For, Forwarded) and come from nobody whom
 * TRUSTED_PROXIES names: behind a proxy that is not named, all voters share the limit of its address.
 */
export function untrustedForwarding(logger: Logger, registry: Registry): RequestHandler {
  const recurring = new RecurringLog(logger, 600_000);
  const noticed = new Counter({
    name: 'http_untrusted_forwarding_total',
    help: 'Requests that name another sender and come from no trusted proxy.',
    registers: [registry],
  });
  return (request, _response, next) => {
    const { headers, socket, app } = request;
    if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) {
      const trusts = app.get('trust proxy fn') as (address: string, hop: number) => boolean;
      if (!trusts(socket.remoteAddress ?? '', 0)) {
        noticed.inc();
        recurring.error('http.untrusted-proxy', 'any', {
          remedy: 'TRUSTED_PROXIES, if it is a proxy of yours',
        });
      }
    }
    next();
  };
}
