import type { RequestHandler, Response } from 'express';
import { Counter, Histogram } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';
import { LATENCY_BUCKETS_S } from '@scrutin/service-runtime';

/**
 * `http_requests_total` and `http_request_duration_seconds` by method, route and status. The label is the
 * pattern of the route, never the URL; what matched no route is `unmatched`. Measured from the first
 * line of the app to the last byte handed to the socket.
 */
export function requestMetrics(registry: Registry): RequestHandler {
  const labelNames = ['method', 'route', 'status'] as const;
  const total = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered.',
    labelNames,
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer a request.',
    labelNames,
    buckets: LATENCY_BUCKETS_S,
    registers: [registry],
  });
  // prom-client looks a child up by its labels on every call; kept here it costs a Map lookup.
  const children = new Map<string, { count: () => void; observe: (seconds: number) => void }>();
  const childOf = (method: string, route: string, status: number) => {
    const key = `${method} ${route} ${status}`;
    let child = children.get(key);
    if (child === undefined) {
      const labels = { method, route, status: String(status) };
      const counter = total.labels(labels);
      const histogram = duration.labels(labels);
      child = {
        count: () => {
          counter.inc();
        },
        observe: (seconds) => {
          histogram.observe(seconds);
        },
      };
      children.set(key, child);
    }
    return child;
  };
  // One function for all responses, and the start in `locals`: a closure with `once` costs three times as much.
  function finished(this: Response): void {
    const route = (this.req.route as { path?: unknown } | undefined)?.path;
    const child = childOf(this.req.method, typeof route === 'string' ? route : 'unmatched', this.statusCode);
    child.count();
    child.observe((performance.now() - (this.locals[STARTED] as number)) / 1000);
  }
  return (_request, response, next) => {
    response.locals[STARTED] = performance.now();
    response.on('finish', finished);
    next();
  };
}

const STARTED = 'startedAtMs';
