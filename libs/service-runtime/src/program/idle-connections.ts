import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import type { Logger } from '../logger.ts';
import { periodic } from '../periodic.ts';
import type { Service } from '../service.ts';

/** Longer than any request takes to be answered, so that no request is cut off. */
const IDLE_AT_LEAST_MS = 10_000;
const LOOK_EVERY_MS = 1_000;
/** The part of the allowed connections above which idle ones are closed. */
const CROWDED = 0.8;

interface Activity {
  bytes: number;
  sinceMs: number;
}

/**
 * Makes room for new clients on a server with many idle connections. If more than four fifths of the allowed
 * connections are open, those that were idle longest are closed until four fifths are left. So idle connections may be
 * kept for longer than the load balancers in front keep theirs.
 *
 * Once a second it compares the number of bytes of each connection with the number before, and only if more than two
 * fifths of the allowed connections are open. Requests are not slowed down.
 *
 * @returns a service that does this from its start on
 */
export function closeLongestIdle(
  server: Server,
  maxConnections: number,
  logger: Logger,
  { idleAtLeastMs = IDLE_AT_LEAST_MS, lookEveryMs = LOOK_EVERY_MS } = {},
): Service {
  const sockets = new Map<Socket, Activity>();
  server.on('connection', (socket: Socket) => {
    sockets.set(socket, { bytes: 0, sinceMs: performance.now() });
    socket.once('close', () => sockets.delete(socket));
  });
  const limit = Math.floor(maxConnections * CROWDED);
  const closeIdle = (): void => {
    if (sockets.size <= limit / 2) return;
    const nowMs = performance.now();
    const idle: [Socket, number][] = [];
    for (const [socket, activity] of sockets) {
      const bytes = socket.bytesRead + socket.bytesWritten;
      if (bytes !== activity.bytes) Object.assign(activity, { bytes, sinceMs: nowMs });
      else if (nowMs - activity.sinceMs >= idleAtLeastMs) idle.push([socket, activity.sinceMs]);
    }
    const tooMany = sockets.size - limit;
    if (tooMany <= 0) return;
    idle.sort(([, a], [, b]) => a - b);
    for (const [socket] of idle.slice(0, tooMany)) socket.destroy();
  };
  return periodic({
    name: 'idle-connections',
    everyMs: lookEveryMs,
    task: () => {
      closeIdle();
      return Promise.resolve();
    },
    onError: (error) => {
      logger.error('background.failed', { work: 'idle-connections', error });
    },
  });
}
