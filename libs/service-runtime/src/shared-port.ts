import type { Server as HttpServer } from 'node:http';
import type { Server, Socket } from 'node:net';
import { createServer } from 'node:net';

/** Where a server listens. */
export interface SharedPortOptions {
  readonly port: number;
  readonly host: string;
  /** How many sockets listen on the port. */
  readonly listeners: number;
  /** How many connections may be open on all of them together. */
  readonly maxConnections: number;
}

/** A port on which several sockets of one process listen. */
export interface SharedPort {
  /**
   * Listens until {@link SharedPort.close}.
   *
   * @throws Error with the code EADDRINUSE when anything else listens on the port
   */
  listen(): Promise<void>;
  /** Accepts no more connections, and waits until those that are open have ended. */
  close(): Promise<void>;
}

/** The connections that may wait until they are accepted, for each socket that listens. */
const BACKLOG = 4_096;
/** The settings of sockets with which HTTP servers of Node.js listen. */
const AS_HTTP = { allowHalfOpen: true, noDelay: true };

/**
 * Lets an HTTP server accept the connections of several sockets that listen on one port.
 *
 * Node.js accepts one connection in each turn of its event loop for each socket that listens. Under load a turn takes
 * milliseconds. So with a single socket a process accepts a few hundred connections a second, and voters who come all at
 * once wait for seconds (docs/PERFORMANCE.md, "New connections"). The system distributes new connections among the
 * sockets (SO_REUSEPORT); where it cannot, which is outside Linux, there is one.
 *
 * Two processes of one user could share a port in this way without noticing. Therefore the port is first opened without
 * sharing, which fails if it is in use.
 */
export function sharedPort(server: HttpServer, options: SharedPortOptions): SharedPort {
  const { host, maxConnections } = options;
  const isShared = options.listeners > 1 && process.platform === 'linux';
  const further = Array.from({ length: isShared ? options.listeners - 1 : 0 }, () => createServer(AS_HTTP));
  /** Connections that the further sockets accepted. The server itself counts only its own. */
  let openElsewhere = 0;
  let open = 0;
  const limitTheServer = (): void => {
    server.maxConnections = Math.max(0, maxConnections - openElsewhere);
  };
  limitTheServer();
  server.on('connection', (socket: Socket) => {
    open += 1;
    socket.once('close', () => (open -= 1));
  });
  for (const listener of further) {
    listener.on('connection', (socket: Socket) => {
      if (open >= maxConnections) {
        socket.destroy();
        server.emit('drop');
        return;
      }
      openElsewhere += 1;
      limitTheServer();
      socket.once('close', () => {
        openElsewhere -= 1;
        limitTheServer();
      });
      server.emit('connection', socket);
    });
  }
  return {
    async listen() {
      if (!isShared) {
        await listening(server, { port: options.port, host, backlog: BACKLOG });
        return;
      }
      if (options.port !== 0) await expectFree(options.port, host);
      const shared = { host, backlog: BACKLOG, reusePort: true };
      await listening(server, { ...shared, port: options.port });
      const port = portOf(server);
      await Promise.all(further.map((listener) => listening(listener, { ...shared, port })));
    },
    async close() {
      await Promise.all([server, ...further].filter(({ listening: is }) => is).map(closed));
    },
  };
}

/** The port on which a server listens. */
export function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The server does not listen on a port.');
  return address.port;
}

function listening(
  server: Server,
  options: { port: number; host: string; backlog: number; reusePort?: boolean },
): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

async function expectFree(port: number, host: string): Promise<void> {
  const probe = createServer();
  await listening(probe, { port, host, backlog: 1 });
  await closed(probe);
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
