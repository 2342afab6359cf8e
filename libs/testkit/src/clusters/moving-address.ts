import type { AddressInfo, Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/**
 * One TCP address on loopback before several servers, like a Service of Kubernetes: a new connection goes to one of the
 * servers that accept connections, each time to the next one. A test moves the address to other servers, as the
 * Service `-rw` of CloudNativePG moves to the new primary.
 */
export class MovingAddress {
  readonly port: number;
  readonly #server: Server;
  readonly #pairs = new Map<Socket, number>();
  #targets: readonly number[];
  #next = 0;

  private constructor(server: Server, targets: readonly number[]) {
    this.#server = server;
    this.#targets = targets;
    this.port = (server.address() as AddressInfo).port;
    server.on('connection', (near: Socket) => {
      this.#join(near, this.#inTurn());
    });
  }

  /** @param targets the ports of the servers */
  static async open(...targets: readonly number[]): Promise<MovingAddress> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new MovingAddress(server, targets);
  }

  /** From now on connections go to these ports. Connections to other ports are ended. */
  moveTo(...targets: readonly number[]): void {
    this.#targets = targets;
    for (const [near, port] of this.#pairs) if (!targets.includes(port)) near.destroy();
  }

  async close(): Promise<void> {
    this.moveTo();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #inTurn(): number[] {
    const first = this.#next++ % Math.max(1, this.#targets.length);
    return [...this.#targets.slice(first), ...this.#targets.slice(0, first)];
  }

  /** Joins a client to the first of the servers that accepts a connection. */
  #join(near: Socket, [target, ...others]: readonly number[]): void {
    near.removeAllListeners('error').on('error', () => near.destroy()); // the other side learns of it by the close
    if (target === undefined) {
      near.destroy();
      return;
    }
    const far = connect(target, '127.0.0.1');
    const onRefused = (): void => {
      this.#join(near, others);
    };
    far.once('error', onRefused);
    far.once('connect', () => {
      far.off('error', onRefused).on('error', () => far.destroy());
      this.#pairs.set(near, target);
      near.setNoDelay().pipe(far.setNoDelay()).pipe(near);
      near.once('close', () => {
        this.#pairs.delete(near);
        far.destroy();
      });
      far.once('close', () => near.destroy());
      if (near.destroyed) far.destroy();
    });
  }
}
