import type pg from 'pg';
import type { Logger } from '@scrutin/service-runtime';
import { TransientError } from '@scrutin/service-runtime';
import { SessionGuard } from './database-session.ts';
import { EXPECTED_INSTANTS } from './sql/known-instants.sql.ts';

const GOOD = {
  pid: 7,
  instants: EXPECTED_INSTANTS,
  zone: 'UTC',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  track_commit_timestamp: 'off',
};

/** A connection whose session reports these settings. The process of PostgreSQL has the number 7. */
function session(changes: Partial<typeof GOOD> = {}): pg.ClientBase {
  const query = (): Promise<unknown> => Promise.resolve([{ rows: [] }, { rows: [{ ...GOOD, ...changes }] }]);
  return { processID: 7, query } as unknown as pg.ClientBase;
}

function guarded(): { guard: SessionGuard; events: string[] } {
  const events: string[] = [];
  const note = (event: string): void => void events.push(event);
  const logger: Logger = { info: note, warn: note, error: note };
  return { guard: new SessionGuard(logger, { setUnsafe: () => undefined }), events };
}

test('statements are prepared by name once a session is known to be PostgreSQL’s own', async () => {
  const { guard, events } = guarded();
  expect(guard.mayName).toBe(false);
  await guard.prepare(session());
  expect({ mayName: guard.mayName, events }).toEqual({ mayName: true, events: [] });
});

test('behind a pooler they are not, from the first such connection on, which is logged once', async () => {
  const { guard, events } = guarded();
  await guard.prepare(session());
  await guard.prepare(session({ pid: 8 }));
  await guard.prepare(session({ pid: 9 }));
  await guard.prepare(session());
  expect({ mayName: guard.mayName, events }).toEqual({ mayName: false, events: ['database.pooler'] });
});

test('a session whose times would be read wrongly is refused, with the name of its time zone', async () => {
  const { guard, events } = guarded();
  const wrong = session({ zone: 'America/Toronto', instants: EXPECTED_INSTANTS.replace('12', '07') });
  await expect(guard.prepare(wrong)).rejects.toThrow(TransientError);
  await expect(guard.prepare(wrong)).rejects.toThrow(/America\/Toronto/);
  expect(events).toEqual(['database.unsafe-setting']);
});

test('each setting on which durability depends is reported', async () => {
  const { guard, events } = guarded();
  await guard.prepare(session({ fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }));
  expect(events).toEqual(Array.from({ length: 3 }, () => 'database.unsafe-setting'));
});

test('P6: a server that keeps the times of commits is reported, with what to do', async () => {
  const lines: unknown[] = [];
  const unsafe = new Map<string, boolean>();
  const note = (event: string, fields?: object): void => void lines.push({ event, ...fields });
  const guard = new SessionGuard(
    { info: note, warn: note, error: note },
    { setUnsafe: (setting, isUnsafe) => void unsafe.set(setting, isUnsafe) },
  );
  await guard.prepare(session({ track_commit_timestamp: 'on' }));
  expect(lines).toEqual([
    {
      event: 'database.unsafe-setting',
      setting: 'track_commit_timestamp',
      value: 'on',
      needed: 'off',
      remedy: 'ALTER SYSTEM SET track_commit_timestamp = off; then restart PostgreSQL',
    },
  ]);
  expect(unsafe.get('track_commit_timestamp')).toBe(true);
});
