import { randomBytes } from 'node:crypto';
import { lawRollKey } from '@scrutin/election';
import { startRedis, startRedisCluster } from '@scrutin/testkit/clusters';
import { DEFAULT_ADMISSION_LIMITS } from './admission.ts';
import { loadWhole, recorded } from './fixture/loaded-roll.ts';
import { newSubmission, openTestRedis } from './fixture/test-redis.ts';

const LAW = lawRollKey('L2025-001');
const T0 = 1_900_000 * 900_000;

// Servers of their own: the claims of other suites that are under way would be repeated.
test.each([
  ['one Redis', startRedis],
  ['a Redis Cluster', startRedisCluster],
])(
  '%s that lost its scripts gets them again, with the same decisions',
  async (_kind, start) => {
    const server = await start();
    const redis = await openTestRedis(server.url);
    try {
      const guesses = { ...DEFAULT_ADMISSION_LIMITS.guesses, free: 3 };
      const roll = await redis.openRoll({ admission: { ...DEFAULT_ADMISSION_LIMITS, guesses } });
      const voters = Array.from({ length: 500 }, () => randomBytes(32));
      await loadWhole(
        roll,
        LAW,
        voters.map((hash) => ({ hash })),
      );
      const claims = voters.map((credentialHash) => ({
        roll: recorded(LAW),
        credentialHash,
        submissionId: newSubmission(),
      }));
      await redis.everywhere('SCRIPT', 'FLUSH');
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['claimed']));
      await redis.everywhere('SCRIPT', 'FLUSH');
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['mine']));

      await redis.everywhere('SCRIPT', 'FLUSH');
      await roll.countFailedGuesses(['nas', 'nas', 'nas'], T0);
      await redis.everywhere('SCRIPT', 'FLUSH');
      const requests = ['nas', 'other'].map((guessKey) => ({ address: `address of ${guessKey}`, guessKey }));
      expect(await roll.admit(requests, T0)).toEqual([
        { admitted: false, limit: 'guesses', retryAfterMs: 1_000 },
        { admitted: true },
      ]);
    } finally {
      await redis.close();
      await server.close();
    }
  },
  60_000,
);
