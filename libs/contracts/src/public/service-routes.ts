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

/** The health of a process, which each HTTP API answers. */
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

/** The same under the address that the public API had it first. */
export const PUBLIC_HEALTH_ROUTES = routeTable({ health: { ...READINESS, path: '/api/v1/health' } });

export const INDEX_ROUTES = routeTable({
  index: {
    method: 'get',
    path: '/',
    tag: 'Service',
    summary: 'Where to find what',
    answers: {
      200: { description: 'Links, as JSON or as a page.', json: indexBody, otherMedia: ['text/html'] },
    },
    problems: ['method-not-allowed', 'internal'],
  },
});
