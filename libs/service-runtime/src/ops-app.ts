import type { ErrorRequestHandler, Express } from 'express';
import express from 'express';
import { TransientError } from './errors.ts';
import type { Health } from './health.ts';
import type { Logger } from './logger.ts';
import type { Registry } from './metrics.ts';
import { opsRoutes } from './ops-routes.ts';
import { sendPlainProblem } from './plain-problem.ts';

/** What a service answers to those who run it, and to nobody else: `opsRoutes`, and problems as JSON. */
export function createOpsApp(health: Health, registry: Registry, logger: Logger): Express {
  return express()
    .disable('x-powered-by')
    .use(opsRoutes(health, registry))
    .use((_request, response) => {
      sendPlainProblem(response, 404);
    })
    .use(failures(logger));
}

/** Express's own handler would answer with the stack. Express knows this one by its four parameters. */
function failures(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    logger.error('http.request-failed', { method: request.method, error });
    if (response.headersSent) next(error);
    else sendPlainProblem(response, error instanceof TransientError ? 503 : 500);
  };
}
