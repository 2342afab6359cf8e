import type { Server } from 'node:http';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { connectionsWithin, descriptorLimit } from './descriptor-limit.ts';
import { closeLongestIdle } from './idle-connections.ts';
import type { Logger } from './logger.ts';
import type { Service } from './service.ts';

/**
 * An HTTP server for an Express app whose requests and responses are born with Express's prototypes.
 *
 * Express 5 calls `Object.setPrototypeOf` on every request and response, which makes V8 throw away
 * what it knew of the objects: measured, it costs more than half of the throughput (docs/PERFORMANCE.md).
 * When the prototype is already the right one that call changes nothing, and all of Express still works.
 */
export function createExpressServer(app: Express): Server {
  const { request, response } = app;
  const Request = function (this: object, ...args: unknown[]): void {
    Reflect.apply(IncomingMessage as unknown as () => void, this, args);
  } as unknown as typeof IncomingMessage;
  const Response = function (this: object, ...args: unknown[]): void {
    Reflect.apply(ServerResponse as unknown as () => void, this, args);
  } as unknown as typeof ServerResponse;
  Object.defineProperty(Request, 'prototype', { value: request });
  Object.defineProperty(Response, 'prototype', { value: response });
  const options = { IncomingMessage: Request, ServerResponse: Response, connectionsCheckingInterval: 5_000 };
  return createServer(options, app);
}

export interface HttpServiceOptions {
  readonly name: string;
  readonly app: Express;
  readonly port: number;
  readonly host: string;
  readonly logger: Logger;
  /** Called once with the server, before it listens: for what an app does not see. */
  readonly onServer?: (server: Server) => void;
  /** How long a request may take to arrive, body and all. */
  readonly requestTimeoutMs?: number;
  /** How long an idle connection is kept. Longer than the load balancers in front keep theirs. */
  readonly keepAliveTimeoutMs?: number;
  /** Connections at a time; what the descriptors of the process allow unless given. */
  readonly maxConnections?: number | undefined;
  /** How long open requests get to finish while draining. */
  readonly drainTimeoutMs?: number;
}

export interface HttpService extends Service {
  /** The port that listens; differs from the configured one when that was 0. */
  port(): number;
}

/**
 * Who closes an idle connection first may cut a request that the other one just sent, which no balancer repeats for a
 * POST. Balancers keep theirs for 60 s (AWS), 75 s (nginx) and up to 600 s (Google Cloud): ours outlives them.
 */
const KEEP_ALIVE_TIMEOUT_MS = 620_000;
/** How often a draining server looks for connections that became idle. */
const IDLE_CHECK_MS = 50;

/** Listens at `start`; at `drain` takes no new connection, ends idle ones and waits for open requests. */
export function httpService(options: HttpServiceOptions): HttpService {
  const server = createExpressServer(options.app);
  options.onServer?.(server);
  server.keepAliveTimeout = options.keepAliveTimeoutMs ?? KEEP_ALIVE_TIMEOUT_MS;
  server.maxConnections = options.maxConnections ?? connectionsWithin(descriptorLimit());
  let fullSaidMs = Number.NEGATIVE_INFINITY;
  server.on('drop', () => {
    if (performance.now() - fullSaidMs < 30_000) return;
    fullSaidMs = performance.now();
    options.logger.warn('http.connections-full', { server: options.name, limit: server.maxConnections });
  });
  const stopClosingIdle = closeLongestIdle(server, server.maxConnections);
  server.requestTimeout = options.requestTimeoutMs ?? 30_000;
  server.headersTimeout = 10_000;
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
      options.logger.info('http.listening', { server: options.name, port: this.port() });
    },
    async drain() {
      if (!server.listening) return;
      const closed = new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
      // A kept connection would bring one request after the other until the cut: each gets its answer, and is the last.
      server.prependListener('request', (_request, response: ServerResponse) => {
        response.shouldKeepAlive = false;
      });
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
    stop() {
      stopClosingIdle();
      server.closeAllConnections();
      return Promise.resolve();
    },
  };
}
