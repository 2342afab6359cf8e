import type { Declarations } from '../declaration.ts';
import { LATENCY_BUCKETS_S } from '../declaration.ts';

const APIS = ['ingestion-api', 'admin-api'] as const;
const ROUTE = { namesOf: 'routes by their pattern, or unmatched' } as const;
const METHOD = { namesOf: 'methods of HTTP' } as const;

/** Requests to the public ports of the two APIs. */
export const HTTP_METRICS = {
  http_requests_total: {
    type: 'counter',
    unit: 'requests',
    labels: { method: METHOD, route: ROUTE, status: { namesOf: 'status codes of HTTP' } },
    help: 'Requests that were answered.',
    services: APIS,
  },
  http_request_duration_seconds: {
    type: 'histogram',
    unit: 'seconds',
    // A label for the status would multiply the buckets of every route.
    labels: { method: METHOD, route: ROUTE },
    help: 'Time from when the service receives a request until it has given the last byte of its answer to the socket.',
    services: APIS,
    buckets: LATENCY_BUCKETS_S,
  },
  http_untrusted_forwarding_total: {
    type: 'counter',
    unit: 'requests',
    labels: {},
    help: 'Requests with X-Forwarded-For or Forwarded that do not come from a trusted proxy.',
    services: APIS,
  },
} as const satisfies Declarations;
