import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { TransientError } from '@scrutin/service-runtime';
import { eventually, useDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { Database, DatabaseOptions } from './database.ts';
import { openDatabase } from './database.ts';

const suite = useDatabase({ migrated: false });

// A statement that was given up is still at the server, which notices at its end that nobody waits for it.
suite.closeBefore(() =>
  eventually('nothing is left at the server', async () => {
    const left = `SELECT count(*)::int AS n FROM pg_stat_activity
                   WHERE application_name = 'deadline-test' AND datname = current_database()`;
    expect((await suite.owner.query<{ n: number }>(left)).rows).toEqual([{ n: 0 }]);
  }),
);

/** A pool of one connection, so that a connection that is not given back is missed at once. */
function open(options: Partial<DatabaseOptions>): Database {
  const opened = openDatabase({
    url: suite.database.url,
    poolMax: 1,
    logger: silentLogger,
    applicationName: 'deadline-test',
    ...options,
  });
  suite.closeBefore(() => opened.close());
  return opened;
}

/** An address of the database whose connections can be made silent, as if its machine had lost its power. */
async function throughSilence(): Promise<{ readonly url: string; readonly fallSilent: () => void }> {
  const target = new URL(suite.database.url);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  suite.closeBefore(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    fallSilent: () => {
      for (const socket of sockets) socket.unpipe();
    },
  };
}

const SLOW = 'SELECT pg_sleep(3)';
const READY = [{ one: 1 }];
const ready = (database: Database): Promise<unknown> => database.send('ping', 'SELECT 1 AS one');

describe('a statement that takes longer than its deadline', () => {
  it.each<[name: string, act: (database: Database) => Promise<unknown>]>([
    ['sent through pg', (database) => database.send('ping', SLOW)],
    ['sent through Prisma', (database) => database.query('ping', SLOW)],
    ['of Prisma’s client', (database) => database.run('ping', (client) => client.$executeRawUnsafe(SLOW))],
    ['read in pages', (database) => database.pages('audit', SLOW).next()],
  ])('and is %s fails as if PostgreSQL were away, and its connection is replaced', async (_name, act) => {
    const database = open({ deadlineMs: 300 });
    expect(await ready(database)).toEqual(READY);
    await expect(act(database)).rejects.toThrow(TransientError);
    expect(await ready(database)).toEqual(READY);
  });

  it('may take longer if it is not a frequent one', async () => {
    const database = open({ deadlineMs: 300, longDeadlineMs: 20_000 });
    const some = 'SELECT pg_sleep(1)::text AS slept';
    await expect(database.send('ping', some)).rejects.toThrow(TransientError);
    expect(await database.query('ping', some)).toEqual([{ slept: '' }]);
  });

  it('has no limit unless one is given', async () => {
    expect(await open({}).send('ping', 'SELECT pg_sleep(1)::text AS slept')).toEqual([{ slept: '' }]);
  });
});

describe('a server that vanishes from the network', () => {
  it('is noticed at the deadline, and the next statement has a new connection', async () => {
    const { url, fallSilent } = await throughSilence();
    const database = open({ url, deadlineMs: 500 });
    expect(await ready(database)).toEqual(READY);
    fallSilent();
    await expect(ready(database)).rejects.toThrow(TransientError);
    expect(await ready(database)).toEqual(READY);
  });
});
