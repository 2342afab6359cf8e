import type { ErrorRequestHandler, Express } from 'express';
import express from 'express';
import { TransientError } from '../errors.ts';
import type { Health } from '../health.ts';
import type { Logger } from '../logger.ts';
import type { Registry } from '../metrics/registry.ts';
import { opsRoutes } from './ops-routes.ts';
import { sendPlainProblem } from './plain-problem.ts';

/** Creates the app for operators, with `opsRoutes` and with problems as JSON. It must not be public. */
export function createOpsApp(health: Health, registry: Registry, logger: Logger): Express {
  return express()
    .disable('x-powered-by')
    .use(opsRoutes(health, registry))
    .use((_request, response) => {
      sendPlainProblem(response, 404);
    })
    .use(failures(logger));
}

/** Replaces the error handler of Express, which would answer with the stack. It needs all four parameters. */
function failures(logger: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    logger.error('http.request-failed', { method: request.method, error });
    if (response.headersSent) next(error);
    else sendPlainProblem(response, error instanceof TransientError ? 503 : 500);
  };
}
