import { openDatabase } from '@scrutin/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import { readServerCounters, readStatements, readTableCounters } from './postgres-statistics.ts';
import { readRedis, redisBetween } from './redis-statistics.ts';

test('PostgreSQL counts for the server and for each table, and says when it keeps no statistics of statements', async () => {
  const created = await createTestDatabase(process.env['DATABASE_URL']);
  const database = openDatabase({
    url: await created.urlFor('scrutin_operator'),
    poolMax: 1,
    logger: silentLogger,
    applicationName: 'statistics-test',
  });
  try {
    const counters = await readServerCounters(database);
    expect(counters['wal.wal_bytes']).toBeGreaterThan(0);
    expect(counters['bgwriter.buffers_alloc']).toBeGreaterThan(0);
    expect(counters).toHaveProperty(['database.xact_commit']);
    expect(counters).not.toHaveProperty(['database.numbackends']);
    const { vote_audit: audit } = await readTableCounters(database);
    expect(audit).toMatchObject({ inserted: 0, updated: 0, deleted: 0 });
    expect(Object.keys(audit ?? {})).toEqual(expect.arrayContaining(['heap_hit', 'index_hit']));
    await expect(readStatements(database)).rejects.toThrow('without the extension pg_stat_statements');
  } finally {
    await database.close();
    await created.drop();
  }
});

test('Redis counts its commands and the time of its processor', async () => {
  const url = process.env['REDIS_URL'];
  if (url === undefined) throw new Error('REDIS_URL is not set: these tests need a real Redis.');
  const before = await readRedis(url);
  const { commands } = redisBetween(before, await readRedis(url));
  expect(commands['info']?.calls).toBeGreaterThanOrEqual(1);
  expect(before.all_threads_s).toBeGreaterThanOrEqual(before.main_thread_s);
  expect(before.main_thread_s).toBeGreaterThan(0);
});
