import { createClient, RESP_TYPES } from '@redis/client';

/** Suites run one after the other, and each begins and ends with an empty database. Unit tests use database 0. */
const SYSTEM_TEST_DATABASE = 9;

interface StoredValue {
  readonly key: string;
  /** All values of the key, with the names of fields. */
  readonly parts: readonly Buffer[];
}

/** A numbered database of the test Redis, for one suite at a time. */
export interface RedisDatabase {
  /** The address, for the processes under test. */
  readonly url: string;
  /** Deletes everything, as if Redis had lost its memory. */
  flush(): Promise<void>;
  /** Returns everything that is stored, byte for byte. */
  dump(): Promise<StoredValue[]>;
}

/** A cluster has no numbered databases. The suite started the cluster for itself, and removes it with its content. */
function wholeCluster(url: string): RedisDatabase {
  return {
    url,
    flush: () => Promise.resolve(),
    dump: () => Promise.reject(new Error('dump() cannot read a cluster')),
  };
}

export async function takeRedisDatabase(address: string): Promise<RedisDatabase> {
  if (address.startsWith('redis+cluster://')) return wholeCluster(address);
  const url = new URL(address);
  url.pathname = `/${SYSTEM_TEST_DATABASE}`;
  const database: RedisDatabase = {
    url: url.href,
    flush: () =>
      withClient(url.href, async (client) => {
        await client.sendCommand(['FLUSHDB']);
      }),
    dump: () =>
      withClient(url.href, async (client) => {
        const keys = (await client.sendCommand(['KEYS', '*'])) as Buffer[];
        const stored: StoredValue[] = [];
        for (const key of keys) {
          const type = String(await client.sendCommand(['TYPE', key]));
          const read = READERS[type];
          if (read === undefined) throw new Error(`dump() cannot read a Redis value of the type ${type}`);
          const parts = buffersIn(await client.sendCommand(read(key)));
          stored.push({ key: key.toString('latin1'), parts });
        }
        return stored;
      }),
  };
  await database.flush();
  return database;
}

const READERS: Readonly<Record<string, (key: Buffer) => (string | Buffer)[]>> = {
  hash: (key) => ['HGETALL', key],
  string: (key) => ['GET', key],
  set: (key) => ['SMEMBERS', key],
  zset: (key) => ['ZRANGE', key, '0', '-1'],
  list: (key) => ['LRANGE', key, '0', '-1'],
};

function buffersIn(reply: unknown): Buffer[] {
  if (Buffer.isBuffer(reply)) return [reply];
  if (Array.isArray(reply)) return reply.flatMap(buffersIn);
  if (reply instanceof Map) return [...reply.entries()].flat().flatMap(buffersIn);
  if (typeof reply === 'object' && reply !== null) {
    return Object.entries(reply).flatMap(([name, value]) => [
      Buffer.from(name, 'latin1'),
      ...buffersIn(value),
    ]);
  }
  return reply === null || reply === undefined ? [] : [Buffer.from(JSON.stringify(reply), 'latin1')];
}

interface BinaryClient {
  sendCommand(command: readonly (string | Buffer)[]): Promise<unknown>;
}

async function withClient<T>(url: string, work: (client: BinaryClient) => Promise<T>): Promise<T> {
  const client = createClient({ url, RESP: 2 });
  client.on('error', () => undefined); // the pending call is rejected too
  await client.connect();
  try {
    const binary = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
    return await work({ sendCommand: (command) => binary.sendCommand([...command]) });
  } finally {
    client.destroy();
  }
}
