import { openBallotStore } from '@scrutin/ballot-store';
import { Health, httpService, opsRoutes, resource } from '@scrutin/service-runtime';
import type { Composition, RuntimeContext } from '@scrutin/service-runtime';
import { openVoterRoll } from '@scrutin/voter-roll';
import { createApp } from './app.ts';
import type { AdminConfig } from './config.ts';

export function compose(config: AdminConfig, { logger, registry }: RuntimeContext): Composition {
  const store = openBallotStore({
    url: config.DATABASE_URL,
    poolMax: config.DATABASE_POOL_MAX,
    applicationName: 'admin-api',
    logger,
    registry,
  });
  const roll = openVoterRoll({ url: config.REDIS_URL, connectionName: 'admin-api', logger, registry });
  const readiness = [
    { name: 'database', check: () => store.check() },
    { name: 'redis', check: () => roll.check() },
  ];
  const app = createApp({
    logger,
    registry,
    trustedProxies: config.TRUSTED_PROXIES,
    ops: opsRoutes(new Health(readiness, logger), registry),
  });
  return {
    services: [
      resource('ballot-store', () => store.close()),
      resource('voter-roll', () => roll.close()),
      httpService({ name: 'admin', app, port: config.PORT, host: config.HOST, logger }),
    ],
    readiness,
  };
}
