import { randomUUID } from 'node:crypto';
import { createTestDatabase } from '@scrutin/testkit/database';
import { hash, LAW, newSubmission, useRollServers } from '../fixture/roll-servers.ts';
import { runScrutin } from '../fixture/run-scrutin.ts';
import { rollReports } from './status.ts';
import { unloadRolls } from './unload-command.ts';

const servers = useRollServers({
  createDatabase: () => createTestDatabase(process.env['DATABASE_URL']),
  redisUrl: process.env['REDIS_URL'],
});

test('a roll that differs from the record is unloaded and loaded again, and the second count stays', async () => {
  const set = await servers.generate(50);
  await servers.load(set);
  const [[nas, code]] = (await servers.letters(set)) as [[string, string]];
  const claim = async () => ({
    roll: await servers.onRecord(LAW),
    credentialHash: hash(nas, code, 'L2025-001'),
    submissionId: newSubmission(),
  });
  const minute = { intakeId: randomUUID(), minute: 1, groups: [[1, 1]] as const, votes: { [LAW]: 2 } };
  await servers.roll.intakeCounts.save(minute.intakeId, [minute]);

  await unloadRolls(servers.roll, [LAW]);
  expect(await rollReports(servers.store, servers.roll)).toMatchObject([
    { registered: 50, redis: { state: 'absent' } },
  ]);
  // Nobody is rejected because the roll is missing (P3).
  expect(await servers.roll.claim([await claim()])).toEqual(['roll-missing']);

  await servers.loadWith({ inDraft: 'add' }, set);
  expect(await rollReports(servers.store, servers.roll)).toMatchObject([{ advice: undefined }]);
  expect(await servers.roll.claim([await claim()])).toEqual(['claimed']);
  expect(await servers.roll.intakeCounts.read()).toEqual([minute]);
});

test('it wants to know which roll', async () => {
  expect(await runScrutin('roll', 'unload')).toMatchObject({ code: 2 });
  expect((await runScrutin('roll', 'unload', 'L2025-001')).err).toContain('law:ID or election:ID');
});
