import { createClient, RESP_TYPES } from '@redis/client';

/** A hash in Redis: its key, and its fields and values in base64, sorted. */
export interface StoredHash {
  readonly key: string;
  readonly fields: readonly (readonly [field: string, value: string])[];
}

/** Direct access to the hashes under a prefix. Keys are given without the prefix. */
export interface HashAccess {
  read(): Promise<readonly StoredHash[]>;
  write(hashes: readonly StoredHash[]): Promise<void>;
  /** Removes what is under the prefix. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the Redis at an address. @throws Error if something under the prefix is no hash */
export async function openHashes(url: string, prefix: string): Promise<HashAccess> {
  const client = createClient({ url, RESP: 2 });
  await client.connect();
  const binary = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
  const keys = (): Promise<string[]> => client.keys(`${prefix}*`);
  return {
    async read() {
      const hashes: StoredHash[] = [];
      for (const key of (await keys()).sort()) {
        const parts = (await binary.sendCommand(['HGETALL', key])) as unknown as Buffer[];
        const words = parts.map((part) => part.toString('base64'));
        const fields = words.flatMap((word, i) => (i % 2 === 0 ? [[word, words[i + 1] ?? ''] as const] : []));
        hashes.push({ key: key.slice(prefix.length), fields: fields.sort(([a], [b]) => (a < b ? -1 : 1)) });
      }
      return hashes;
    },
    async write(hashes) {
      for (const { key, fields } of hashes) {
        const parts = fields.flat().map((word) => Buffer.from(word, 'base64'));
        await client.sendCommand(['HSET', `${prefix}${key}`, ...parts]);
      }
    },
    async clear() {
      for (const key of await keys()) await client.del(key);
    },
    close: () => client.close(),
  };
}
