import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

const chosen = new Set<number>();

/**
 * A free port for a server that starts later. It is below the ports that the system gives to clients, or a client could
 * take it before the server listens. No port is given twice in a process.
 *
 * @param offset if not 0: the port at this distance is free too
 */
export async function serverPort(offset = 0): Promise<number> {
  for (;;) {
    const port = randomInt(11_000, 22_000);
    if (chosen.has(port)) continue;
    chosen.add(port);
    if ((await isFree(port)) && (await isFree(port + offset))) return port;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen(port, '127.0.0.1', () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
