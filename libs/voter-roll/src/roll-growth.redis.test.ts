import { createHash, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis, newSubmission } from './fixture/test-redis.ts';
import { bucketOf, bucketsFor } from './roll-layout.ts';
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

  describe('a roll that grows to ten times its size', () => {
    it.each([
      ['at once', [9_000]],
      ['in many loads', [500, 1_500, 1_000, 3_000, 3_000]],
    ] as const)('keeps its memory for a credential, its claims and its voters: %s', async (_how, loads) => {
      const first = hashes(1_000);
      const buckets = bucketsFor(first.length);
      await loadWhole(roll, LAW, entries(first), { buckets });
      const place = (generation: string) => recorded(LAW, { buckets, generation });
      const voted = first.slice(0, 300).map((credentialHash) => ({
        roll: place('g1'),
        credentialHash,
        submissionId: newSubmission(),
      }));
      expect(new Set(await roll.claim(voted))).toEqual(new Set(['claimed']));
      const all = [...first];
      let generation = 'g1';
      for (const [i, count] of loads.entries()) {
        generation = `g${i + 2}`;
        const added = hashes(count);
        all.push(...added);
        // Some of the voters who are on the roll come again.
        const source = [...added, ...all.slice(0, 100)];
        const staged = await loadWhole(roll, LAW, entries(source), { buckets, mode: 'grow', generation });
        expect(staged).toMatchObject({ credentials: all.length, added: count, crowded: false });
      }
      expect(all).toHaveLength(10_000);
      expect(await roll.status(place(generation))).toMatchObject({ credentials: 10_000, missingBuckets: 0 });
      const whole = await loadWhole(roll, LAW, entries(all), { buckets, edition: 'e2' });
      const again = await roll.beginLoad(place(generation), 'grow');
      expect(await again?.stage([])).toMatchObject({ digest: whole.digest });
      await again?.discard();
      await again?.end();
      const repeated = voted.map((each) => ({ ...each, roll: place(generation) }));
      expect(new Set(await roll.claim(repeated))).toEqual(new Set(['mine']));
      const second = repeated.map((each) => ({ ...each, submissionId: newSubmission() }));
      expect(new Set(await roll.claim(second))).toEqual(new Set(['already-voted']));
      const strangers = hashes(20).map((credentialHash) => ({
        roll: place(generation),
        credentialHash,
        submissionId: newSubmission(),
      }));
      expect(new Set(await roll.claim(strangers))).toEqual(new Set(['unknown-credential']));
      let bytes = 0;
      for (const key of await redis.keys('roll:law:L2025-001:8abcdef:*')) {
        expect(await redis.raw.objectEncoding(key)).toBe('listpack');
        bytes += (await redis.raw.memoryUsage(key, { SAMPLES: 0 })) ?? 0;
      }
      expect(bytes / all.length).toBeLessThan(30);
    });
  });

  describe('the digest of a roll', () => {
    it('depends only on the voters, not on their order, the number of loads, or who has voted', async () => {
      const region = fc.constantFrom('A', 'B', 'LONG-NAME');
      const voter = fc.record({ hash: fc.uint8Array({ minLength: 32, maxLength: 32 }), region });
      const voters = fc.uniqueArray(voter, {
        minLength: 2,
        maxLength: 40,
        selector: ({ hash }) => hash.join(),
      });
      await fc.assert(
        fc.asyncProperty(voters, fc.nat(), async (all, at) => {
          await redis.flush();
          const cut = at % all.length;
          const whole = await loadWhole(roll, ELECTION, all);
          expect(whole.digest).toBe(digestOf(all, 8));
          const turned = [...all.slice(cut), ...all.slice(0, cut)].reverse();
          await loadWhole(roll, ELECTION, turned.slice(cut), { edition: 'e2' });
          const [one] = turned.slice(cut);
          if (one !== undefined) {
            const { hash, region: where } = one;
            const place = recorded(ELECTION, { edition: 'e2' });
            await roll.claim([
              { roll: place, credentialHash: hash, region: where, submissionId: newSubmission() },
            ]);
          }
          const grown = await loadWhole(roll, ELECTION, turned.slice(0, cut), {
            edition: 'e2',
            mode: 'grow',
          });
          expect(grown.digest).toBe(whole.digest);
          const fewer = await loadWhole(roll, ELECTION, all.slice(1), { edition: 'e3' });
          expect(fewer.digest).not.toBe(whole.digest);
          const moved = all.map((each, i) => (i === 0 ? { ...each, region: `${each.region}X` } : each));
          expect((await loadWhole(roll, ELECTION, moved, { edition: 'e4' })).digest).not.toBe(whole.digest);
        }),
        { numRuns: 15 },
      );
    });
  });
});

/** The digest of a roll, computed as docs/AUDITING.md defines it. */
function digestOf(voters: readonly { hash: Uint8Array; region: string }[], buckets: number): string {
  const sum = createHash('sha256');
  for (let bucket = 0; bucket < buckets; bucket++) {
    const inBucket = voters.filter(({ hash }) => bucketOf(hash, buckets) === bucket);
    const fields = inBucket.map(({ hash, region }) => ({ field: Buffer.from(hash.slice(16)), region }));
    fields.sort((a, b) => a.field.compare(b.field));
    for (const { field, region } of fields) sum.update(field).update(`${region}\n`);
  }
  return sum.digest('hex');
}
