import type { RequestHandler, Response } from 'express';
import { Counter, Histogram } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';
import { LATENCY_BUCKETS_S } from '@scrutin/service-runtime';

/**
 * Registers `http_requests_total` and `http_request_duration_seconds` by method, route and status. The label of the
 * route is its pattern and never the URL, or `unmatched` without a route. The duration is the time from when the app
 * receives the request until the last byte is given to the socket.
 */
export function requestMetrics(registry: Registry): RequestHandler {
  const labelNames = ['method', 'route', 'status'] as const;
  const total = new Counter({
    name: 'http_requests_total',
    help: 'Requests that were answered.',
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
  // prom-client finds a child by its labels in every call. A lookup in this map is cheaper.
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
  // All responses share this function, and `locals` has the start. A closure with `once` costs three times as much.
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
