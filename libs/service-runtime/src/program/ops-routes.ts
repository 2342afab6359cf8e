import type { RequestHandler } from 'express';
import { Router } from 'express';
import type { Health } from '../health.ts';
import type { Registry } from '../metrics/registry.ts';
import { sendPlainProblem } from './plain-problem.ts';

/**
 * The routes `/health/live` and `/health/ready`. `/health` and `/api/v1/health` answer the same as `/health/ready`.
 * They may be on a public port.
 */
export function healthRoutes(health: Health): Router {
  const router = Router();
  const readiness: RequestHandler = async (_request, response) => {
    const report = await health.report();
    response.status(report.status === 'ok' ? 200 : 503).json(report);
  };
  router
    .route('/health/live')
    .get((_request, response) => {
      response.status(200).json({ status: 'ok' });
    })
    .all(onlyRead);
  for (const path of ['/health', '/health/ready', '/api/v1/health']) {
    router.route(path).get(readiness).all(onlyRead);
  }
  return router;
}

/** The routes of health and `/metrics`. They are for the port of operators and must not be on a public port. */
export function opsRoutes(health: Health, registry: Registry): Router {
  const router = healthRoutes(health);
  router
    .route('/metrics')
    .get(async (_request, response) => {
      response.type(registry.contentType).send(await registry.metrics());
    })
    .all(onlyRead);
  return router;
}

/** Answers the other methods of a path (RFC 9110, 15.5.6). */
const onlyRead: RequestHandler = (_request, response) => {
  sendPlainProblem(response.set('Allow', 'GET, HEAD'), 405);
};
