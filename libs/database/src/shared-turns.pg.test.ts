import { TransientError } from '@scrutin/service-runtime';
import { eventually, useDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { SharedTurns } from './shared-turns.ts';
import { openSharedTurns } from './shared-turns.ts';

const suite = useDatabase({ migrated: false });

/** The turns of one process. */
function openTurns(waitMs = 5_000): SharedTurns {
  const { database, closeBefore } = suite;
  const turns = openSharedTurns({
    url: () => database.url,
    logger: silentLogger,
    applicationName: 'turns-test',
    waitMs,
  });
  closeBefore(() => turns.close());
  return turns;
}

/** Work that lasts until it is told to end. */
function longWork() {
  let end: () => void = () => undefined;
  let begun = false;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const work = async (): Promise<string> => {
    begun = true;
    await ended;
    return 'done';
  };
  const hasBegun = () =>
    eventually('the work has begun', () => {
      expect(begun).toBe(true);
    });
  return { work, end, hasBegun, isRunning: () => begun };
}

test('of one name, one piece of work runs at a time over two processes', async () => {
  const [one, other] = [openTurns(), openTurns()];
  let running = 0;
  let most = 0;
  const work = async (): Promise<number> => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return running;
  };
  const all = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? one : other).take('count law:L1', work));
  expect(await Promise.all(all)).toEqual(Array.from({ length: 20 }, () => 0));
  expect(most).toBe(1);
});

test('work of another name does not wait', async () => {
  const [one, other] = [openTurns(), openTurns()];
  const long = longWork();
  const first = one.take('roll law:L1', long.work);
  await long.hasBegun();
  expect(await other.take('roll law:L2', () => Promise.resolve('at once'))).toBe('at once');
  long.end();
  expect(await first).toBe('done');
});

test('work that waits too long does not run', async () => {
  const [one, other] = [openTurns(), openTurns(50)];
  const long = longWork();
  const first = one.take('roll law:L1', long.work);
  await long.hasBegun();
  const late = longWork();
  expect(await other.take('roll law:L1', late.work)).toBeUndefined();
  expect(late.isRunning()).toBe(false);
  long.end();
  expect(await first).toBe('done');
});

test('a failure of the work is for its caller, and the turn is free again', async () => {
  const turns = openTurns();
  await expect(turns.take('count', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await turns.take('count', () => Promise.resolve(1))).toBe(1);
});

test('the turn of a process that is cut off is free, and its work ends in order', async () => {
  const [one, other] = [openTurns(), openTurns()];
  const long = longWork();
  const first = one.take('count', long.work);
  await long.hasBegun();
  await suite.owner.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'turns-test' AND state = 'idle in transaction' AND datname = current_database()`,
  );
  expect(await other.take('count', () => Promise.resolve('next'))).toBe('next');
  long.end();
  expect(await first).toBe('done');
});

test('without a database, the work does not run', async () => {
  const turns = openSharedTurns({
    url: 'postgresql://nobody@127.0.0.1:1/none',
    logger: silentLogger,
    applicationName: 'turns-test',
    waitMs: 100,
  });
  await expect(turns.take('count', () => Promise.resolve(1))).rejects.toThrow(TransientError);
  await turns.close();
});
