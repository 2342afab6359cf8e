import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import express from 'express';
import { z } from 'zod';
import { freePort } from '@scrutin/testkit/without-services';
import { ConfigurationError } from '../errors.ts';
import type { HttpService } from './express-server.ts';
import { httpService } from './express-server.ts';
import { runService } from './run.ts';

const DRAIN_DELAY_MS = 4_000;
const ENDS = ['SIGTERM', 'SIGINT', 'uncaughtException', 'unhandledRejection'] as const;
const before = { ...process.env };
const exits: unknown[] = [];

async function status(port: number, path: string): Promise<number | 'refused'> {
  return fetch(`http://127.0.0.1:${port}${path}`, { headers: { connection: 'close' } }).then(
    async (answer) => {
      await answer.text();
      return answer.status;
    },
    () => 'refused' as const,
  );
}

async function until<T>(ask: () => Promise<T>, wanted: T): Promise<void> {
  const deadline = performance.now() + 10_000;
  while ((await ask()) !== wanted) {
    if (performance.now() > deadline) throw new Error(`not ${String(wanted)} within its time`);
    await pause(20);
  }
}

beforeEach(() => {
  // The service calls process.exit, which must not end the tests.
  jest.spyOn(process, 'exit').mockImplementation((code) => {
    exits.push(code);
    return undefined as never;
  });
});
afterEach(() => {
  for (const event of ENDS) process.removeAllListeners(event);
  process.env = before;
  process.exitCode = undefined;
});

test('after SIGTERM, the service is not ready and still answers requests until the delay is over', async () => {
  const opsPort = await freePort();
  process.env = {
    LOG_LEVEL: 'error',
    METRICS_PORT: String(opsPort),
    DRAIN_DELAY_MS: String(DRAIN_DELAY_MS),
    SHUTDOWN_TIMEOUT_MS: '3600000',
  };
  const services: HttpService[] = [];
  await runService({
    name: 'test',
    config: z.object({}),
    compose: (_config, { logger }) => {
      const app = express();
      app.get('/vote', (_request, response) => {
        response.sendStatus(202);
      });
      services.push(httpService({ name: 'api', app, port: 0, host: '127.0.0.1', logger }));
      return { services, readiness: [] };
    },
  });
  const port = services[0]?.port() ?? 0;
  expect(await status(opsPort, '/health/ready')).toBe(200);
  expect(await status(port, '/vote')).toBe(202);

  const signalledAt = performance.now();
  process.emit('SIGTERM', 'SIGTERM');
  await until(() => status(opsPort, '/health/ready'), 503);
  expect(await status(port, '/vote')).toBe(202);
  // A client that would keep its connection is told to open another one, which its load balancer opens elsewhere.
  const kept = await fetch(`http://127.0.0.1:${port}/vote`);
  expect([kept.status, kept.headers.get('connection')]).toEqual([202, 'close']);
  expect(await status(opsPort, '/health/live')).toBe(200);
  expect(exits).toEqual([]);

  await until(() => Promise.resolve(exits.length), 1);
  expect(exits).toEqual([0]);
  expect(performance.now() - signalledAt).toBeGreaterThanOrEqual(DRAIN_DELAY_MS - 5);
  expect(await status(port, '/vote')).toBe('refused');
});

test.each([
  ['cannot use a setting', new ConfigurationError('A_FONT is no font.'), 78],
  ['fails otherwise', new Error('the port is taken'), 1],
])('a service that %s while it starts ends with the code for it', async (_what, error, code) => {
  exits.length = 0;
  process.env = { LOG_LEVEL: 'error', SHUTDOWN_TIMEOUT_MS: '2000' };
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await runService({
    name: 'test',
    config: z.object({}),
    compose: () => {
      throw error;
    },
  });
  await until(() => Promise.resolve(exits.length), 1);
  expect(exits).toEqual([code]);
  // Nothing waits for the end of a service that has ended.
  await pause(2_500);
  expect(exits).toEqual([code]);
});

test('a delay that is not shorter than the whole end is refused', async () => {
  exits.length = 0;
  process.env = { DRAIN_DELAY_MS: '25000', SHUTDOWN_TIMEOUT_MS: '25000' };
  const written = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  await runService({
    name: 'test',
    config: z.object({}),
    compose: () => {
      throw new Error('it must not be composed');
    },
  });
  expect(process.exitCode).toBe(78);
  expect(written.mock.calls.join('')).toMatch(/DRAIN_DELAY_MS: must be shorter than SHUTDOWN_TIMEOUT_MS/);
});
