import type { RequestHandler } from 'express';
import { Router } from 'express';
import type { Health } from './health.ts';
import type { Registry } from './metrics.ts';
import { sendPlainProblem } from './plain-problem.ts';

/** `/health/live`, `/health/ready` (and `/health`, `/api/v1/health`, the same answer): also for a public port. */
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

/** The health and `/metrics`: for the port of those who run the service, never for a public one. */
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

/** The other methods of a path that exists (RFC 9110, 15.5.6). */
const onlyRead: RequestHandler = (_request, response) => {
  sendPlainProblem(response.set('Allow', 'GET, HEAD'), 405);
};
