import type { Server } from 'node:http';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { Logger } from '../logger.ts';
import type { Service } from '../service.ts';
import { connectionsWithin, descriptorLimit } from './descriptor-limit.ts';
import { closeLongestIdle } from './idle-connections.ts';

/**
 * Creates an HTTP server for an Express app. Its requests and responses are constructed with Express's prototypes.
 *
 * Express calls `Object.setPrototypeOf` on every request and response. If an object already has the right prototype,
 * that call changes nothing, and all of Express still works. The classes extend those of Node.js, so that V8 knows how
 * many properties an object will have. It makes room for them at once, and does not turn the object into a slow
 * dictionary while they are added (docs/PERFORMANCE.md).
 */
export function createExpressServer(app: Express): Server {
  class Request extends IncomingMessage {}
  class Response extends ServerResponse {}
  app.request = adoptPrototype(Request, app.request);
  app.response = adoptPrototype(Response, app.response);
  const options = { IncomingMessage: Request, ServerResponse: Response, connectionsCheckingInterval: 5_000 };
  return createServer(options, app);
}

/**
 * Gives the prototype of a class everything that another prototype has, and inherits what that one inherits.
 *
 * @returns the prototype of the class
 */
function adoptPrototype<P extends object>(subclass: { readonly prototype: object }, prototype: P): P {
  Object.setPrototypeOf(subclass.prototype, Object.getPrototypeOf(prototype) as object);
  return Object.defineProperties(subclass.prototype, Object.getOwnPropertyDescriptors(prototype)) as P;
}

/** Where an app listens, and its limits. */
export interface HttpServiceOptions {
  readonly name: string;
  readonly app: Express;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
  /** Called once with the server, before it listens. It can handle events that an app does not receive. */
  readonly onServer?: (server: Server) => void;
  /** How long a request may take to arrive, including its body. */
  readonly requestTimeoutMs?: number;
  /** How long an idle connection is kept. It must be longer than the load balancers in front keep theirs. */
  readonly keepAliveTimeoutMs?: number;
  /** How many connections may be open. By default, as many as the descriptors of the process allow. */
  readonly maxConnections?: number | undefined;
  /** How long open requests may take to finish while the service drains. */
  readonly drainTimeoutMs?: number;
}

/** A service that listens on a port. */
export interface HttpService extends Service {
  /** The port on which it listens. If the configured port is 0, the system chooses one. */
  port(): number;
}

/**
 * If the server closes an idle connection at the moment at which a load balancer sends a request on it, the request is
 * lost, and a load balancer does not repeat a POST. So the server keeps idle connections longer than load balancers do:
 * 60 s (AWS), 75 s (nginx), up to 600 s (Google Cloud).
 */
const KEEP_ALIVE_TIMEOUT_MS = 620_000;
/** How often a draining server closes connections that have become idle. */
const IDLE_CHECK_MS = 50;
/** How often it is logged that no more connections are accepted. */
const FULL_LOG_EVERY_MS = 30_000;

/**
 * Creates a service that listens from `start` on. After `sendAway` it answers all requests, also on new connections, and
 * closes each connection with its answer. `drain` accepts no new connections, closes idle ones and waits for open
 * requests.
 */
export function httpService(options: HttpServiceOptions): HttpService {
  const server = createExpressServer(options.app);
  options.onServer?.(server);
  server.keepAliveTimeout = options.keepAliveTimeoutMs ?? KEEP_ALIVE_TIMEOUT_MS;
  server.maxConnections = options.maxConnections ?? connectionsWithin(descriptorLimit());
  let fullLoggedMs = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    if (performance.now() - fullLoggedMs < FULL_LOG_EVERY_MS) return;
    fullLoggedMs = performance.now();
    options.logger.warn('http.connections-full', { server: options.name, limit: server.maxConnections });
  });
  const closingIdle = closeLongestIdle(server, server.maxConnections, options.logger);
  server.requestTimeout = options.requestTimeoutMs ?? 30_000;
  server.headersTimeout = 10_000;
  let isSendingAway = false;
  /** A client could send one request after the other on an open connection. So each connection ends with its answer. */
  const sendAway = (): void => {
    if (isSendingAway) return;
    isSendingAway = true;
    server.prependListener('request', (_request, response: ServerResponse) => {
      response.shouldKeepAlive = false;
    });
  };
  return {
    name: options.name,
    port: () => (server.address() as AddressInfo).port,
    async start() {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ port: options.port, host: options.host, backlog: 4096 }, () => {
          server.off('error', reject);
          resolve();
        });
      });
      await closingIdle.start();
      options.logger.info('http.listening', { server: options.name, port: this.port() });
    },
    sendAway,
    async drain() {
      await closingIdle.drain();
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      sendAway();
      const endIdle = setInterval(() => {
        server.closeIdleConnections();
      }, IDLE_CHECK_MS);
      const cutOff = setTimeout(() => {
        server.closeAllConnections();
      }, options.drainTimeoutMs ?? 10_000);
      await closed;
      clearTimeout(cutOff);
      clearInterval(endIdle);
    },
    async stop() {
      await closingIdle.stop();
      server.closeAllConnections();
    },
  };
}
