import express from 'express';
import request from 'supertest';
import type { Logger } from '@scrutin/service-runtime';
import { createMetrics } from '@scrutin/service-runtime';
import { untrustedForwarding } from './untrusted-forwarding.ts';

test.each([
  ['no proxy', false, ['http.untrusted-proxy'], 2],
  ['the proxy', 'loopback', [], 0],
])('with %s trusted, forwarded requests are counted and logged once', async (_, trusted, logged, count) => {
  const events: string[] = [];
  const note = (event: string): void => void events.push(event);
  const logger: Logger = { info: note, warn: note, error: note };
  const registry = createMetrics('test');
  const app = express().set('trust proxy', trusted);
  app.use(untrustedForwarding(logger, registry));
  await request(app).get('/').set('X-Forwarded-For', '192.0.2.1');
  await request(app).get('/').set('Forwarded', 'for=192.0.2.1');
  await request(app).get('/');
  expect(events).toEqual(logged);
  expect(await registry.metrics()).toContain(`http_untrusted_forwarding_total{service="test"} ${count}`);
});
