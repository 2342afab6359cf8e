import { randomBytes } from 'node:crypto';
import { electionRollKey, lawRollKey, submissionPrefix } from '@scrutin/election';
import { EDITIONS, loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis, newSubmission } from './fixture/test-redis.ts';
import { bucketOf, claimBytesOf } from './roll-layout.ts';
import type { VoterRoll } from './voter-roll.ts';

const LAW = lawRollKey('L2025-001');
const ELECTION = electionRollKey('E');

describe.each(kindsOfRedis(process.env['REDIS_URL']))('on %s', (_kind, open) => {
  let redis: TestRedis;
  let roll: VoterRoll;

  beforeAll(async () => {
    redis = await open();
    roll = await redis.openRoll();
  });
  afterEach(() => redis.flush());
  afterAll(() => redis.close());

  const hashes = (count: number): Buffer[] => Array.from({ length: count }, () => randomBytes(32));
  const entries = (voters: readonly Buffer[]) => voters.map((hash) => ({ hash }));

  describe.each(EDITIONS)('claims of the edition %s', (edition) => {
    const claimBytes = claimBytesOf({ edition });

    it('are restored from what PostgreSQL counted: the same submission continues, another one is a second vote', async () => {
      const voters = hashes(3_000);
      const place = recorded(LAW, { edition, buckets: 64 });
      const counted = voters.slice(0, 2_000).map((credentialHash) => ({
        credentialHash,
        submissionId: newSubmission(),
      }));
      await loadWhole(roll, LAW, entries(voters), { edition, buckets: 64 });
      await roll.claim(counted.slice(0, 500).map((c) => ({ roll: place, ...c })));
      const [late] = counted.slice(-1);
      await roll.claim([
        { roll: place, credentialHash: late!.credentialHash, submissionId: newSubmission() },
      ]);

      const stranger = { credentialHash: randomBytes(32), submissionId: newSubmission() };
      const restored = await roll.restoreClaims(place, [...counted, stranger]);
      expect(restored).toEqual({ restored: 1_499, alreadyThere: 500, claimedByAnother: 1, notOnRoll: 1 });
      expect(await roll.restoreClaims(place, counted)).toEqual({
        restored: 0,
        alreadyThere: 2_000,
        claimedByAnother: 0,
        notOnRoll: 0,
      });
      const again = await roll.claim(counted.map((c) => ({ roll: place, ...c })));
      expect(new Set(again)).toEqual(new Set(['mine']));
      const second = counted.map((c) => ({ roll: place, ...c, submissionId: newSubmission() }));
      expect(new Set(await roll.claim(second))).toEqual(new Set(['already-voted']));
    });

    it('are restored beside the region of each voter, and of two claims for a voter the later one counts', async () => {
      const voters = hashes(9_000).map((hash, i) => ({ hash, region: i % 2 === 0 ? 'A' : 'r'.repeat(50) }));
      const place = recorded(ELECTION, { edition, buckets: 64 });
      await loadWhole(roll, ELECTION, voters, { edition, buckets: 64 });
      const counted = voters.map(({ hash }) => ({ credentialHash: hash, submissionId: newSubmission() }));
      const earlier = counted.slice(0, 10).map((each) => ({ ...each, submissionId: newSubmission() }));
      // The earlier claims are in the window of the later ones, and in another window.
      const source = [...earlier, ...counted, ...counted.slice(0, 5)];
      expect(await roll.restoreClaims(place, source)).toEqual({
        restored: 9_000,
        alreadyThere: 5,
        claimedByAnother: 10,
        notOnRoll: 0,
      });
      const found = await roll.lookUp(
        place,
        voters.map(({ hash }) => hash),
      );
      expect(found).toEqual(
        voters.map(({ region }, i) => ({
          region,
          claim: submissionPrefix(counted[i]!.submissionId, claimBytes),
        })),
      );
      const listed: string[] = [];
      for await (const page of roll.storedClaims(place)) {
        listed.push(...page.map(({ submission }) => submission));
      }
      expect(listed.sort()).toEqual(
        counted.map(({ submissionId }) => submissionPrefix(submissionId, claimBytes) as string).sort(),
      );
    });

    it('are counted by bucket, and only buckets with other claims are listed', async () => {
      const voters = hashes(3_000);
      const place = recorded(LAW, { edition, buckets: 32 });
      await loadWhole(roll, LAW, entries(voters), { edition, buckets: 32 });
      const counted = voters
        .slice(0, 2_000)
        .map((credentialHash) => ({ credentialHash, submissionId: newSubmission() }));
      const stranger = { credentialHash: randomBytes(32), submissionId: newSubmission() };
      const known = new Int32Array(32);
      await roll.restoreClaims(place, [...counted, stranger], undefined, known);
      const expected = new Int32Array(32);
      for (const { credentialHash } of counted) {
        const bucket = bucketOf(credentialHash, 32);
        expected[bucket] = (expected[bucket] ?? 0) + 1;
      }
      expect(known).toEqual(expected);
      const bucketsListed = async (): Promise<number[]> => {
        const buckets = new Set<number>();
        for await (const page of roll.storedClaims(place, known)) {
          for (const { bucket } of page) buckets.add(bucket);
        }
        return [...buckets].sort((a, b) => a - b);
      };
      expect(await bucketsListed()).toEqual([]);
      const [other, another] = [voters[2_500]!, voters[2_600]!];
      for (const credentialHash of [other, another]) {
        await roll.claim([{ roll: place, credentialHash, submissionId: newSubmission() }]);
      }
      const withOthers = new Set([bucketOf(other, 32), bucketOf(another, 32)]);
      expect(await bucketsListed()).toEqual([...withOthers].sort((a, b) => a - b));
      // A claim that is gone does not hide another one.
      const sameBucket = voters.find((hash) => bucketOf(hash, 32) === bucketOf(other, 32))!;
      await roll.markVoid(place, [sameBucket]);
      known[bucketOf(sameBucket, 32)] = -1;
      expect(await bucketsListed()).toEqual([...withOthers].sort((a, b) => a - b));
    });

    it('are restored as far as the source goes that fails', async () => {
      const voters = hashes(6_000);
      const place = recorded(LAW, { edition, buckets: 64 });
      await loadWhole(roll, LAW, entries(voters), { edition, buckets: 64 });
      const counted = voters.map((credentialHash) => ({ credentialHash, submissionId: newSubmission() }));
      const torn = (function* () {
        yield* counted.slice(0, 5_000);
        throw new Error('PostgreSQL went away');
      })();
      await expect(roll.restoreClaims(place, torn)).rejects.toThrow('PostgreSQL went away');
      // A whole window of 4,096 claims was written.
      expect(await roll.restoreClaims(place, counted)).toMatchObject({
        restored: 1_904,
        alreadyThere: 4_096,
      });
    });

    it('are all listed, and are released unless another submission has them by then', async () => {
      const voters = hashes(1_200);
      await loadWhole(
        roll,
        ELECTION,
        voters.map((hash) => ({ hash, region: 'A' })),
        { edition },
      );
      const place = recorded(ELECTION, { edition });
      const claims = voters.slice(0, 700).map((credentialHash) => ({
        roll: place,
        credentialHash,
        submissionId: newSubmission(),
        region: 'A',
      }));
      await roll.claim(claims);
      const stored = [];
      for await (const page of roll.storedClaims(place)) stored.push(...page);
      expect(stored.map(({ submission }) => submission).sort()).toEqual(
        claims.map(({ submissionId }) => submissionPrefix(submissionId, claimBytes)).sort(),
      );
      const half = stored.slice(0, 300);
      expect(await roll.releaseClaims(place, half)).toBe(300);
      expect(await roll.releaseClaims(place, half)).toBe(0);
      const released = new Set(half.map(({ submission }) => submission));
      const second = claims.map((each) => ({ ...each, submissionId: newSubmission() }));
      const decisions = await roll.claim(second);
      claims.forEach(({ submissionId }, i) => {
        const isReleased = released.has(submissionPrefix(submissionId, claimBytes));
        expect(decisions[i]).toBe(isReleased ? 'claimed' : 'already-voted');
      });
    });
  });
});
