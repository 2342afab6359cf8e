import { CATALOGUE_MAX_AGE_MS } from '@scrutin/election';
import { ConfigurationError, loadConfig } from '@scrutin/service-runtime';
import { workerConfig } from './config.ts';

const ENVIRONMENT = {
  DATABASE_URL: 'postgresql://scrutin_worker@127.0.0.1/scrutin',
  REDIS_URL: 'redis://127.0.0.1',
  AMQP_URL: 'amqp://127.0.0.1',
  MESSAGE_KEYS: `k1:${'0'.repeat(64)}`,
};

test('a worker may not keep a catalogue for as long as an act takes to become effective (P9)', () => {
  const refreshing = (ms: number) =>
    loadConfig(workerConfig, { ...ENVIRONMENT, CATALOGUE_REFRESH_MS: String(ms) });
  expect(refreshing(1_000).CATALOGUE_REFRESH_MS).toBe(1_000);
  expect(() => refreshing(CATALOGUE_MAX_AGE_MS + 1)).toThrow(ConfigurationError);
});
