/**
 * Loopback ports for private servers. They are below the ephemeral range of the kernel (32768 and up on Linux). While a
 * server restarts, the kernel could give a port of that range to an outgoing connection, and the server would lose it.
 */
import { createServer } from 'node:net';
import { projectHash } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';

const LOWEST = 15_000;
const COUNT = 17_000;

/** True if nothing listens on the port, neither on loopback nor on all addresses. */
export async function isPortFree(port: number): Promise<boolean> {
  return (await canListen(port, '127.0.0.1')) && (await canListen(port, '0.0.0.0'));
}

function canListen(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => {
      resolve(false);
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}

/** A free port. Each project and name begins the search at another port, so that they seldom choose the same. */
export async function freePort(name: string, taken: readonly number[] = []): Promise<number> {
  let hash = 0;
  for (const character of `${projectHash}/${name}`) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  for (let step = 0; step < 500; step += 1) {
    const port = LOWEST + ((hash + step * 7) % COUNT);
    if (!taken.includes(port) && (await isPortFree(port))) return port;
  }
  throw new Refusal('No free port was found on 127.0.0.1.');
}

/** The wanted port if it is free, otherwise the next free one above it. */
export async function portFrom(wanted: number, taken: readonly number[] = []): Promise<number> {
  for (let port = wanted; port < wanted + 200; port += 1) {
    if (!taken.includes(port) && (await isPortFree(port))) return port;
  }
  throw new Refusal(`No free port was found from ${wanted} to ${wanted + 199}.`);
}
