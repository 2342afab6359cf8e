import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { ConfigurationError } from '@scrutin/service-runtime';
import { kindsOfRedis, newSubmission } from './fixture/test-redis.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { bucketsFor } from './roll-layout.ts';
import type { VoterRoll } from './voter-roll.ts';

const LAW = lawRollKey('L2025-001');

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

  describe('loading a roll', () => {
    it('streams, counts and completes', async () => {
      const voters = hashes(10_000);
      expect(await roll.status(LAW)).toEqual({ state: 'absent' });
      const seen: number[] = [];
      const loaded = await roll.loadRoll(LAW, Readable.from(entries(voters)), {
        buckets: bucketsFor(voters.length),
        onProgress: (n) => seen.push(n),
      });
      expect(loaded).toEqual({
        buckets: 256,
        credentials: 10_000,
        added: 10_000,
        alreadyThere: 0,
        crowded: false,
        regions: new Map(),
      });
      expect(seen.at(-1)).toBe(10_000);
      expect(await roll.status(LAW)).toEqual({
        state: 'complete',
        credentials: 10_000,
        buckets: 256,
        missingBuckets: 0,
      });
    });

    it('adds to a roll that is there, in its buckets, without touching regions or claims', async () => {
      const rollKey = electionRollKey('E');
      const voters = hashes(100);
      await roll.loadRoll(
        rollKey,
        voters.map((hash) => ({ hash, region: 'A' })),
        { buckets: 4 },
      );
      const claim = {
        rollKey,
        credentialHash: voters[0] as Buffer,
        submissionId: newSubmission(),
        region: 'A',
      };
      expect(await roll.claim([claim])).toEqual(['claimed']);
      const more = [...voters, ...hashes(50)];
      const loaded = await roll.loadRoll(
        rollKey,
        more.map((hash) => ({ hash, region: 'B' })),
        { buckets: 64 },
      );
      expect(loaded).toEqual({
        ...{ buckets: 4, credentials: 150, added: 50, alreadyThere: 100, crowded: false },
        regions: new Map(Object.entries({ A: 100, B: 50 })),
      });
      expect(await roll.claim([claim, { ...claim, submissionId: newSubmission() }])).toEqual([
        'mine',
        'already-voted',
      ]);
    });

    it('counts an election’s roll by region, whole, whoever has voted, and whatever a region is called', async () => {
      const rollKey = electionRollKey('E');
      const names = ['8', 'SHERBROOKE', 'r'.repeat(50)]; // 8: as the markers of eight buckets read
      const voters = hashes(3_000).map((hash, i) => ({ hash, region: names[i % 3]! }));
      const expected = new Map(names.map((name) => [name, 1_000]));
      expect((await roll.loadRoll(rollKey, voters, { buckets: 8 })).regions).toEqual(expected);
      const claims = voters.slice(0, 1_500).map(({ hash, region }) => ({
        ...{ rollKey, credentialHash: hash, region },
        submissionId: newSubmission(),
      }));
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['claimed']));
      const more = hashes(30).map((hash) => ({ hash, region: 'MONTREAL-NORD' }));
      const loaded = await roll.loadRoll(rollKey, more, { buckets: 8 });
      expect(loaded.regions).toEqual(new Map([...expected, ['MONTREAL-NORD', 30]]));
      expect(loaded.credentials).toBe(3_030);
    });

    it.each([
      ['no region', electionRollKey('E'), {}],
      ['an empty region', electionRollKey('E'), { region: '' }],
      ['a region', LAW, { region: 'A' }],
    ])('refuses an entry with %s on the roll %s', async (_what, rollKey, region) => {
      const entry = { hash: randomBytes(32), ...region };
      await expect(roll.loadRoll(rollKey, [entry], { buckets: 1 })).rejects.toThrow(ConfigurationError);
      expect(await roll.status(rollKey)).toEqual({ state: 'loading', buckets: 1 });
    });

    it('cut short is mended by another load', async () => {
      const voters = hashes(5_000);
      const torn = (function* () {
        for (const hash of voters.slice(0, 4_500)) yield { hash };
        throw new Error('the file is torn');
      })();
      await expect(roll.loadRoll(LAW, torn, { buckets: 64 })).rejects.toThrow('the file is torn');
      expect(await roll.status(LAW)).toEqual({ state: 'loading', buckets: 64 });
      const loaded = await roll.loadRoll(LAW, entries(voters), { buckets: 64 });
      expect(loaded).toMatchObject({ credentials: 5_000, added: 1_000, alreadyThere: 4_000 });
    });

    it('says when a roll has outgrown its buckets', async () => {
      expect(await roll.loadRoll(LAW, entries(hashes(300)), { buckets: 1 })).toMatchObject({ crowded: true });
    });

    it('sees buckets that were lost', async () => {
      await roll.loadRoll(LAW, entries(hashes(1_000)), { buckets: 16 });
      await redis.flush('roll:law:L2025-001:7');
      expect(await roll.status(LAW)).toMatchObject({ state: 'complete', buckets: 16, missingBuckets: 1 });
    });

    it('can be removed, and leaves no key', async () => {
      await roll.loadRoll(LAW, entries(hashes(1_000)), { buckets: 16 });
      await roll.removeRoll(LAW);
      expect(await roll.status(LAW)).toEqual({ state: 'absent' });
      expect(await redis.keys()).toEqual([]);
      await roll.removeRoll(LAW);
    });

    it('stays a listpack and under 30 bytes a credential, keys and markers included', async () => {
      const voters = hashes(60_000);
      await roll.loadRoll(LAW, entries(voters), { buckets: bucketsFor(voters.length) });
      const keys = await redis.keys('roll:*');
      let bytes = 0;
      for (const key of keys.slice(0, 100)) {
        expect(await redis.raw.objectEncoding(key)).toBe('listpack');
        bytes += (await redis.raw.memoryUsage(key, { SAMPLES: 0 })) ?? 0;
      }
      expect((bytes / 100) * (keys.length / voters.length)).toBeLessThan(30);
    });
  });

  describe('putting claims back', () => {
    it('restores what PostgreSQL counted: the same submission goes on, another is a second vote', async () => {
      const voters = hashes(3_000);
      const counted = voters.slice(0, 2_000).map((credentialHash) => ({
        credentialHash,
        submissionId: newSubmission(),
      }));
      await roll.loadRoll(LAW, entries(voters), { buckets: 64 });
      await roll.claim(counted.slice(0, 500).map((c) => ({ rollKey: LAW, ...c })));
      const [late] = counted.slice(-1);
      await roll.claim([
        { rollKey: LAW, credentialHash: late!.credentialHash, submissionId: newSubmission() },
      ]);

      const stranger = { credentialHash: randomBytes(32), submissionId: newSubmission() };
      const restored = await roll.restoreClaims(LAW, [...counted, stranger]);
      expect(restored).toEqual({ restored: 1_499, alreadyThere: 500, claimedByAnother: 1, notOnRoll: 1 });
      expect(await roll.restoreClaims(LAW, counted)).toEqual({
        restored: 0,
        alreadyThere: 1_999,
        claimedByAnother: 1,
        notOnRoll: 0,
      });

      const again = await roll.claim(counted.slice(0, -1).map((c) => ({ rollKey: LAW, ...c })));
      expect(new Set(again)).toEqual(new Set(['mine']));
      const second = counted.map((c) => ({ rollKey: LAW, ...c, submissionId: newSubmission() }));
      expect(new Set(await roll.claim(second))).toEqual(new Set(['already-voted']));
    });

    it('asks for the roll first', async () => {
      await expect(roll.restoreClaims(LAW, [])).rejects.toThrow(ConfigurationError);
    });
  });
});
