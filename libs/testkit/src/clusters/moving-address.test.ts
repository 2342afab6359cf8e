import { once } from 'node:events';
import type { AddressInfo, Server } from 'node:net';
import { connect, createServer } from 'node:net';
import { MovingAddress } from './moving-address.ts';

/** A server that sends its name to every client, and keeps the connection open. */
async function serverNamed(name: string): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined).write(name);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe('a moving address', () => {
  let first: Server;
  let second: Server;
  let address: MovingAddress;

  beforeEach(async () => {
    [first, second] = await Promise.all([serverNamed('first'), serverNamed('second')]);
    address = await MovingAddress.open(portOf(first), portOf(second));
  });
  afterEach(async () => {
    await address.close();
    first.close();
    second.close();
  });

  /** The name that a new client gets, or undefined if its connection is ended before. */
  const greeted = async (): Promise<string | undefined> => {
    const client = connect(address.port, '127.0.0.1').on('error', () => undefined);
    const name = await Promise.race([once(client, 'data'), once(client, 'close').then(() => [undefined])]);
    client.destroy();
    return (name[0] as Buffer | undefined)?.toString();
  };

  it('gives the servers new connections in turn', async () => {
    expect([await greeted(), await greeted(), await greeted()]).toEqual(['first', 'second', 'first']);
  });

  it('passes over a server that accepts no connection', async () => {
    first.close();
    expect([await greeted(), await greeted()]).toEqual(['second', 'second']);
  });

  it('ends connections to a server from which it moves, and all while there is none', async () => {
    const client = connect(address.port, '127.0.0.1').on('error', () => undefined);
    await once(client, 'data');
    const closed = once(client, 'close');
    address.moveTo(portOf(second));
    await closed;
    expect(await greeted()).toBe('second');
    address.moveTo();
    expect(await greeted()).toBeUndefined();
  });
});
