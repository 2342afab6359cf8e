import { jest } from '@jest/globals';
import request from 'supertest';
import { TransientError } from '../errors.ts';
import { Health } from '../health.ts';
import type { LogEvent } from '../log-events.ts';
import type { Logger } from '../logger.ts';
import { createMetrics } from '../metrics/registry.ts';
import type { ReadinessCheck } from '../service.ts';
import { createExpressServer } from './express-server.ts';
import { createOpsApp } from './ops-app.ts';

function operations(checks: readonly ReadinessCheck[] = []) {
  const logged: LogEvent[] = [];
  const note = (event: LogEvent): void => void logged.push(event);
  const logger: Logger = { info: note, warn: note, error: note };
  const registry = createMetrics('ops-app-test');
  const app = createOpsApp(new Health(checks, logger), registry, logger);
  return { server: createExpressServer(app), registry, logged };
}

const PATHS = ['/health', '/health/ready', '/api/v1/health', '/health/live', '/metrics'];

describe('the routes for operators', () => {
  it.each(PATHS)('answer GET and HEAD of %s, and no other method', async (path) => {
    const { server } = operations();
    await request(server).get(path).expect(200);
    await request(server).head(path).expect(200);
    for (const method of ['post', 'put', 'delete'] as const) {
      const answer = await request(server)[method](path).expect(405);
      expect(answer.headers['allow']).toBe('GET, HEAD');
      expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
      expect(JSON.parse(answer.text)).toEqual({
        type: 'about:blank',
        title: 'Method Not Allowed',
        status: 405,
      });
    }
  });

  it('answer 503 with the unavailable dependency, while liveness is still 200', async () => {
    const redis = { name: 'redis', check: () => Promise.reject(new TransientError('unavailable')) };
    const { server } = operations([redis]);
    const answer = await request(server).get('/health/ready').expect(503);
    expect(answer.body).toEqual({ status: 'unavailable', dependencies: { redis: 'down' } });
    await request(server).get('/health/live').expect(200);
  });

  it('answer 404 to other paths', async () => {
    const answer = await request(operations().server).get('/nowhere').expect(404);
    expect(JSON.parse(answer.text)).toMatchObject({ status: 404 });
  });

  it.each([
    [new TransientError('the disk of /secret is slow'), 503],
    [new RangeError('/secret is odd'), 500],
  ])('log an error and do not show it in the answer: %s', async (error, status) => {
    const { server, registry, logged } = operations();
    jest.spyOn(registry, 'metrics').mockRejectedValue(error);
    const answer = await request(server).get('/metrics').expect(status);
    expect(JSON.parse(answer.text)).toMatchObject({ type: 'about:blank', status });
    expect(answer.text).not.toMatch(/secret|at /);
    expect(logged).toEqual(['http.request-failed']);
  });
});
