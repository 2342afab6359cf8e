import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@scrutin/database';

/** Something that PostgreSQL did, which may have held votes up. */
export interface Moment {
  /** By `performance.now()`, up to a second late. */
  readonly ms: number;
  readonly what: string;
}

const LOOK_EVERY_MS = 500;

const LOOK = `
SELECT (pg_control_checkpoint()).checkpoint_time::text AS checkpoint,
       pg_walfile_name(pg_current_wal_lsn()) AS wal,
       (SELECT coalesce(string_agg(relid::regclass::text, ', ' ORDER BY 1), '') FROM pg_stat_progress_vacuum) AS vacuum`;

interface Look {
  readonly checkpoint: string;
  readonly wal: string;
  readonly vacuum: string;
}

/** Notes when a checkpoint ends, when the WAL goes on in another file, and which tables are vacuumed. */
export function watchMoments(database: Database): { end(): Promise<readonly Moment[]> } {
  const moments: Moment[] = [];
  const ending = new AbortController();
  const watching = (async (): Promise<void> => {
    let before: Look | undefined;
    while (!ending.signal.aborted) {
      const [now] = await database.query<Look>('ping', LOOK);
      const ms = performance.now();
      if (now !== undefined && before !== undefined) {
        if (now.checkpoint !== before.checkpoint) moments.push({ ms, what: 'checkpoint' });
        if (now.wal !== before.wal) moments.push({ ms, what: 'next WAL file' });
        if (now.vacuum !== before.vacuum)
          moments.push({ ms, what: now.vacuum === '' ? 'vacuum ended' : `vacuum of ${now.vacuum}` });
      }
      before = now;
      await delay(LOOK_EVERY_MS);
    }
  })();
  watching.catch(() => undefined); // `end` reports it
  return {
    async end() {
      ending.abort();
      await watching;
      return moments;
    },
  };
}
