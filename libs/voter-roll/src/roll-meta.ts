import type { RollKey } from '@scrutin/election';
import type { RedisConnection } from './redis-connection.ts';
import type { RedisOperation } from './redis-metrics.ts';
import type { RollKeys } from './roll-layout.ts';
import { isShort } from './roll-layout.ts';

/** What Redis stores about a roll beside its credentials: its editions, and the loads that left staged entries. */
export interface RollMeta {
  /** Edition -> number of buckets. */
  readonly editions: ReadonlyMap<string, number>;
  /** Those editions with short claims that the previous release has written too -> number of buckets that it wrote. */
  readonly writtenBefore: ReadonlyMap<string, number>;
  /** Load -> number of buckets. */
  readonly loads: ReadonlyMap<string, number>;
}

/** The previous release does not know the notes of editions with short claims, so it leaves them to this one. */
export const editionField = (edition: string): string =>
  isShort(edition) ? `short:${edition}` : editionFieldBefore(edition);
export const editionFieldBefore = (edition: string): string => `edition:${edition}`;
export const loadField = (load: string): string => `load:${load}`;

/** Reads which editions and staged loads of a roll Redis has. */
export async function readRollMeta(
  connection: RedisConnection,
  keys: RollKeys,
  operation: RedisOperation,
  roll: RollKey,
): Promise<RollMeta> {
  const [reply] = await connection.readBytes(operation, [['HGETALL', keys.meta(roll)]]);
  const texts = (reply as readonly Buffer[]).map(String);
  const editions = new Map<string, number>();
  const writtenBefore = new Map<string, number>();
  const loads = new Map<string, number>();
  for (let i = 0; i < texts.length; i += 2) {
    const [name = '', value] = [texts[i], texts[i + 1]];
    const buckets = Number(value);
    if (!Number.isSafeInteger(buckets) || buckets < 1) continue;
    // The form that was written before editions existed.
    if (name === 'buckets') editions.set('', buckets);
    else if (name.startsWith('short:')) editions.set(name.slice('short:'.length), buckets);
    else if (name.startsWith('edition:')) {
      const edition = name.slice('edition:'.length);
      if (isShort(edition)) writtenBefore.set(edition, buckets);
      if (!editions.has(edition)) editions.set(edition, buckets);
    } else if (name.startsWith('load:')) loads.set(name.slice('load:'.length), buckets);
  }
  return { editions, writtenBefore, loads };
}
