import { Router } from 'express';
import type { Registry } from './metrics.ts';
import type { Health } from './health.ts';

/** `/health/live`, `/health/ready` (and `/health`, the same answer), `/metrics`. */
export function opsRoutes(health: Health, registry: Registry): Router {
  const router = Router();
  router.get('/health/live', (_request, response) => {
    response.status(200).json({ status: 'ok' });
  });
  router.get(['/health', '/health/ready'], async (_request, response) => {
    const report = await health.report();
    response.status(report.status === 'ok' ? 200 : 503).json(report);
  });
  router.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
  return router;
}
