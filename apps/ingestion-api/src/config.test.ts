import { loadConfig } from '@scrutin/service-runtime';
import { ingestionConfig } from './config.ts';

const common = {
  DATABASE_URL: 'postgresql://h/x',
  AMQP_URL: 'amqp://h/x',
  CREDENTIAL_PEPPER: 'ab'.repeat(32),
};
const voting = { REDIS_URL: 'redis://h', MESSAGE_KEYS: `k1:${'cd'.repeat(32)}` };

test('a process serves ballots and results unless SERVED_ROUTES says otherwise', () => {
  expect(loadConfig(ingestionConfig, { ...common, ...voting }).SERVED_ROUTES).toBe('all');
});

test('a process that only answers readers needs neither Redis nor the keys of messages', () => {
  const { REDIS_URL, MESSAGE_KEYS } = loadConfig(ingestionConfig, { ...common, SERVED_ROUTES: 'results' });
  expect([REDIS_URL, MESSAGE_KEYS]).toEqual([undefined, undefined]);
});

test.each([{}, { SERVED_ROUTES: 'ballots' }])('a process that takes votes needs both: %j', (served) => {
  const attempt = (): unknown => loadConfig(ingestionConfig, { ...served, PORT: 'x' });
  expect(attempt).toThrow(/REDIS_URL: is required unless/);
  expect(attempt).toThrow(/MESSAGE_KEYS: is required unless/);
  expect(attempt).toThrow(/PORT:/);
  expect(attempt).toThrow(/DATABASE_URL: is required/);
  expect(() => loadConfig(ingestionConfig, { ...common, ...voting, ...served })).not.toThrow();
});

test('an unknown part is refused', () => {
  expect(() => loadConfig(ingestionConfig, { ...common, ...voting, SERVED_ROUTES: 'votes' })).toThrow(
    /SERVED_ROUTES:/,
  );
});
