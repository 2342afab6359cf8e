import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contestState, EFFECT_DELAY_MS, lawRollKey } from '@scrutin/election';
import { openElectionOffice } from '@scrutin/election-office';
import { createTestDatabase, eventually } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import { openVoterRoll } from '@scrutin/voter-roll';
import { BENCH_LAW, loadBenchVoters } from './bench-voters.ts';

it('the first measurement opens a law with voters, and the next one adds voters to it', async () => {
  const database = await createTestDatabase(process.env['DATABASE_URL']);
  const url = await database.urlFor('scrutin_operator');
  let now = Date.now();
  const options = { url, poolMax: 1, logger: silentLogger, applicationName: 'bench-test', clock: () => now };
  const office = openElectionOffice(options);
  const redisUrl = process.env['REDIS_URL'];
  if (redisUrl === undefined) throw new Error('REDIS_URL is not set: these tests need a real Redis.');
  const keyPrefix = `test-${randomBytes(8).toString('hex')}:`;
  const roll = openVoterRoll({ url: redisUrl, logger: silentLogger, keyPrefix });
  const folder = await mkdtemp(path.join(tmpdir(), 'scrutin-bench-'));
  try {
    await eventually('Redis answers', () => roll.check());
    const file = path.join(folder, 'voters.csv');
    for (const credentials of [20n, 40n]) {
      await loadBenchVoters({ count: 20, pepper: new Uint8Array(32), roll, office, file });
      expect(await office.rolls()).toMatchObject([{ rollKey: lawRollKey(BENCH_LAW), credentials }]);
      const law = await office.law(BENCH_LAW);
      expect(law && contestState(law.status, law.window, now + EFFECT_DELAY_MS)).toBe('open');
      expect((await readFile(file, 'utf8')).trim().split('\n')).toHaveLength(20);
      now += 60_000;
    }
    const acts = await office.acts({ limit: 100, subject: lawRollKey(BENCH_LAW) });
    const rollActs = acts.map(({ action }) => action).filter((action) => action.startsWith('roll.'));
    expect(rollActs.reverse()).toEqual(['roll.load', 'roll.record', 'roll.load', 'roll.record']);
  } finally {
    await roll.removeRoll(lawRollKey(BENCH_LAW));
    await Promise.all([office.close(), roll.close()]);
    await rm(folder, { recursive: true });
    await database.drop();
  }
});
