import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** Longer than any request takes to be answered, so that none is cut. */
const IDLE_AT_LEAST_MS = 10_000;
const LOOK_EVERY_MS = 1_000;
/** Above this part of the connections that may be open, those that were idle longest are closed. */
const CROWDED = 0.8;

interface Seen {
  bytes: number;
  sinceMs: number;
}

/**
 * Keeps a server open to new clients however many connections are kept idle: when it is nearly full, those on
 * which nothing came or went for longest are closed, down to four fifths. A kept connection costs nothing
 * else, so that the time for which one may be kept can outlive that of the load balancers in front.
 *
 * It looks at the bytes of each connection once a second, and only in a crowd: a request costs nothing more.
 *
 * @returns what ends it
 */
export function closeLongestIdle(
  server: Server,
  maxConnections: number,
  { idleAtLeastMs = IDLE_AT_LEAST_MS, lookEveryMs = LOOK_EVERY_MS } = {},
): () => void {
  const sockets = new Map<Socket, Seen>();
  server.on('connection', (socket: Socket) => {
    sockets.set(socket, { bytes: 0, sinceMs: performance.now() });
    socket.once('close', () => sockets.delete(socket));
  });
  const most = Math.floor(maxConnections * CROWDED);
  const timer = setInterval(() => {
    if (sockets.size <= most / 2) return;
    const nowMs = performance.now();
    const idle: [Socket, number][] = [];
    for (const [socket, seen] of sockets) {
      const bytes = socket.bytesRead + socket.bytesWritten;
      if (bytes !== seen.bytes) Object.assign(seen, { bytes, sinceMs: nowMs });
      else if (nowMs - seen.sinceMs >= idleAtLeastMs) idle.push([socket, seen.sinceMs]);
    }
    const tooMany = sockets.size - most;
    if (tooMany <= 0) return;
    idle.sort(([, a], [, b]) => a - b);
    for (const [socket] of idle.slice(0, tooMany)) socket.destroy();
  }, lookEveryMs);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
