/**
 * Loopback ports for private services. They are taken below the kernel's ephemeral range (32768 and up on Linux):
 * a port inside that range can become the source port of any outgoing connection in the second in which its
 * server is restarted, and the server then cannot have it back.
 */
import { createServer } from 'node:net';
import { projectHash } from '../bootstrap/project.mjs';
import { Refusal } from '../bootstrap/refusal.mjs';

const LOWEST = 15_000;
const COUNT = 17_000;

/** True when nothing listens on the port, neither on loopback nor on every address. */
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

/** A free port; each project and name starts its search elsewhere, so that two of them seldom meet. */
export async function freePort(name: string, taken: readonly number[] = []): Promise<number> {
  let hash = 0;
  for (const character of `${projectHash}/${name}`) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  for (let step = 0; step < 500; step += 1) {
    const port = LOWEST + ((hash + step * 7) % COUNT);
    if (!taken.includes(port) && (await isPortFree(port))) return port;
  }
  throw new Refusal('No free port was found on 127.0.0.1.');
}

/** The wanted port, or the next free one above it. */
export async function portFrom(wanted: number, taken: readonly number[] = []): Promise<number> {
  for (let port = wanted; port < wanted + 200; port += 1) {
    if (!taken.includes(port) && (await isPortFree(port))) return port;
  }
  throw new Refusal(`No free port was found from ${wanted} to ${wanted + 199}.`);
}
