import { randomBytes } from 'node:crypto';
import { lawRollKey } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { eventually } from './fixture/eventually.ts';
import { loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { newSubmission, openTestRedis } from './fixture/test-redis.ts';
import type { VoterRoll } from './voter-roll.ts';

const LAW = lawRollKey('L2025-001');

let redis: TestRedis;
const user = `refused-${randomBytes(4).toString('hex')}`;

const acl = (...rules: string[]): Promise<unknown> => redis.everywhere('ACL', 'SETUSER', user, ...rules);

function addressOf(password: string): string {
  const url = new URL(redis.url);
  url.username = user;
  url.password = password;
  return url.href;
}

const claimOf = (roll: VoterRoll): Promise<unknown> =>
  roll.claim([{ roll: recorded(LAW), credentialHash: randomBytes(32), submissionId: newSubmission() }]);

beforeAll(async () => {
  redis = await openTestRedis(process.env['REDIS_URL']);
});
afterEach(async () => {
  await redis.everywhere('ACL', 'DELUSER', user);
  redis.events.length = 0;
});
afterAll(() => redis.close());

test('a revoked right causes a TransientError and an error in the log, until it is granted again', async () => {
  await acl('reset', 'on', '>first', '~*', '&*', '+@all');
  const roll = await redis.openRoll({ url: addressOf('first') });
  await loadWhole(roll, LAW, [{ hash: randomBytes(32) }]);
  await claimOf(roll);
  await roll.checkClaims();
  await acl('-evalsha', '-eval');
  await expect(claimOf(roll)).rejects.toThrow(TransientError);
  await expect(roll.countFailedGuesses(['g'], 0)).rejects.toThrow(TransientError);
  await expect(roll.admit([{ address: 'a', guessKey: 'g' }], 0)).rejects.toThrow(/NOPERM/);
  expect(redis.events).toContain('redis.refused');
  // Redis still answers PING, so readiness must not depend on PING alone.
  await roll.check();
  await expect(roll.checkClaims()).rejects.toThrow(/NOPERM/);
  await acl('+evalsha', '+eval');
  await roll.checkClaims();
  await claimOf(roll);
});

test('readiness notices that scripts may not write', async () => {
  await acl('reset', 'on', '>first', '~*', '&*', '+@all', '-hset');
  const roll = await redis.openRoll({ url: addressOf('first') });
  await expect(roll.checkClaims()).rejects.toThrow(/NOPERM/);
});

test('a changed password causes an error in the log at once and TransientErrors, until it is corrected', async () => {
  await acl('reset', 'on', '>first', '~*', '&*', '+@all');
  const roll = await redis.openRoll({ url: addressOf('first') });
  await acl('<first', '>second');
  await redis.killConnections();
  await eventually(() => {
    expect(redis.events).toContain('redis.refused');
    return Promise.resolve();
  });
  await expect(roll.check()).rejects.toThrow(TransientError);
  await acl('>first');
  await eventually(() => roll.checkClaims());
});
