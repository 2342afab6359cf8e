import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A TCP proxy before the real Redis. Redis can seem to hang or to be away, and other suites notice nothing. */
export interface RedisProxy {
  readonly url: string;
  /** Stops all bytes in both directions and keeps the sockets open, as if Redis hung. */
  freeze(): void;
  thaw(): void;
  /**
   * Ends every connection, present and future, as if Redis had stopped.
   *
   * @param afterBytes how many further bytes Redis still receives before that
   */
  cut(afterBytes?: number): void;
  /** Allows connections again after `cut`. */
  restore(): void;
  close(): Promise<void>;
}

export async function openRedisProxy(redisUrl: string): Promise<RedisProxy> {
  const target = new URL(redisUrl);
  const sockets = new Set<Socket>();
  let bytesUntilCut = Number.POSITIVE_INFINITY;
  const isCut = (): boolean => bytesUntilCut <= 0;
  const endAll = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((near) => {
    if (isCut()) {
      near.destroy();
      return;
    }
    const far = connect(Number(target.port || 6379), target.hostname);
    near.on('data', (bytes) => {
      bytesUntilCut -= bytes.length;
      if (isCut()) endAll();
    });
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      // An error event needs a listener. The other side learns of the error by the close.
      socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    freeze() {
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      for (const socket of sockets) socket.resume();
    },
    cut(afterBytes = 0) {
      bytesUntilCut = afterBytes;
      if (isCut()) endAll();
    },
    restore() {
      bytesUntilCut = Number.POSITIVE_INFINITY;
    },
    close: () =>
      new Promise((resolve) => {
        endAll();
        server.close(() => {
          resolve();
        });
      }),
  };
}
