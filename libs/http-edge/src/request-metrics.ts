import type { RequestHandler, Response } from 'express';
import type { Registry } from '@scrutin/service-runtime';
import { counter, histogram } from '@scrutin/service-runtime';

/**
 * Registers `http_requests_total` by method, route and status, and `http_request_duration_seconds` by method and route.
 * The label of the route is its pattern and never the URL, or `unmatched` without a route. The duration is the time from when the app
 * receives the request until the last byte is given to the socket.
 */
export function requestMetrics(registry: Registry): RequestHandler {
  const total = counter(registry, 'http_requests_total');
  const duration = histogram(registry, 'http_request_duration_seconds');
  // prom-client finds a child by its labels in every call. A lookup in this map is cheaper.
  const children = new Map<string, { count: () => void; observe: (seconds: number) => void }>();
  const childOf = (method: string, route: string, status: number) => {
    const key = `${method} ${route} ${status}`;
    let child = children.get(key);
    if (child === undefined) {
      const requests = total.labels({ method, route, status: String(status) });
      const durations = duration.labels({ method, route });
      child = {
        count: () => {
          requests.inc();
        },
        observe: (seconds) => {
          durations.observe(seconds);
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
