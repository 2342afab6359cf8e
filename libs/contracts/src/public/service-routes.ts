import { routeTable } from '../routes/route.ts';
import { healthBody, indexBody, livenessBody } from './service-answers.ts';

const READINESS = {
  method: 'get',
  tag: 'Service',
  summary: 'Whether the service can do its work',
  answers: {
    200: { description: 'Ready.', json: healthBody },
    503: {
      description: 'A dependency is down.',
      json: healthBody,
      examples: {
        'database down': {
          value: { status: 'unavailable', dependencies: { broker: 'up', database: 'down' } },
        },
      },
    },
  },
  problems: [],
} as const;

/** The routes for the health of a process, which each HTTP API has. */
export const HEALTH_ROUTES = routeTable({
  healthOfTheProcess: { ...READINESS, path: '/health' },
  readiness: { ...READINESS, path: '/health/ready' },
  liveness: {
    method: 'get',
    path: '/health/live',
    tag: 'Service',
    summary: 'Whether the process answers',
    answers: { 200: { description: 'Alive.', json: livenessBody } },
    problems: [],
  },
});

/** The readiness at the address that it had first in the public API. */
export const PUBLIC_HEALTH_ROUTES = routeTable({ health: { ...READINESS, path: '/api/v1/health' } });

export const INDEX_ROUTES = routeTable({
  index: {
    method: 'get',
    path: '/',
    tag: 'Service',
    summary: 'The addresses of this API',
    answers: {
      200: { description: 'Links.', json: indexBody },
    },
    problems: ['method-not-allowed', 'internal'],
  },
});
