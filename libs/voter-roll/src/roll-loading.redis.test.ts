import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis, newSubmission } from './fixture/test-redis.ts';
import { MAX_PENDING_COMMANDS } from './redis-connection.ts';
import { bucketOf, bucketsFor } from './roll-layout.ts';
import type { RollLoad } from './roll-load.ts';
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
  const begin = async (...given: Parameters<VoterRoll['beginLoad']>): Promise<RollLoad> => {
    const load = await roll.beginLoad(...given);
    if (load === undefined) throw new Error('another load is under way');
    return load;
  };
  const claim = (voters: readonly Buffer[], generation = 'g1') =>
    roll.claim(
      voters.map((credentialHash) => ({
        roll: recorded(LAW, { generation }),
        credentialHash,
        submissionId: newSubmission(),
      })),
    );

  describe('loading a roll', () => {
    it('streams the entries, counts them and completes the roll', async () => {
      const voters = hashes(10_000);
      const place = recorded(LAW, { buckets: bucketsFor(voters.length) });
      expect(await roll.status(place)).toEqual({ state: 'absent' });
      const seen: number[] = [];
      const load = await begin(place, 'new');
      const staged = await load.stage(Readable.from(entries(voters)), (n) => seen.push(n));
      expect(staged).toMatchObject({
        credentials: 10_000,
        added: 10_000,
        alreadyThere: 0,
        crowded: false,
        regions: new Map(),
        otherRegion: { entries: 0, first: [] },
      });
      expect(seen.at(-1)).toBe(10_000);
      expect(await roll.status(place)).toEqual({
        state: 'present',
        credentials: 10_000,
        missingBuckets: 256,
      });
      await load.adopt('g1');
      await load.end();
      expect(await roll.status(place)).toEqual({ state: 'present', credentials: 10_000, missingBuckets: 0 });
    });

    it('adds to an existing roll without changing regions or claims, and reports entries with another region', async () => {
      const voters = hashes(100);
      await loadWhole(
        roll,
        ELECTION,
        voters.map((hash) => ({ hash, region: 'A' })),
      );
      const mine = {
        roll: recorded(ELECTION),
        credentialHash: voters[0] as Buffer,
        submissionId: newSubmission(),
        region: 'A',
      };
      expect(await roll.claim([mine])).toEqual(['claimed']);
      const more = [...voters, ...hashes(50)].map((hash) => ({ hash, region: 'B' }));
      const staged = await loadWhole(roll, ELECTION, more, { mode: 'grow', generation: 'g2' });
      expect(staged).toMatchObject({
        credentials: 150,
        added: 50,
        alreadyThere: 100,
        crowded: false,
        regions: new Map(Object.entries({ A: 100, B: 50 })),
        otherRegion: { entries: 100, first: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] },
      });
      expect(await roll.claim([mine, { ...mine, submissionId: newSubmission() }])).toEqual([
        'mine',
        'already-voted',
      ]);
    });

    it('counts the whole roll of an election by region, whoever has voted and whatever the names of regions', async () => {
      const names = ['8', 'SHERBROOKE', 'r'.repeat(50)];
      const voters = hashes(3_000).map((hash, i) => ({ hash, region: names[i % 3]! }));
      const expected = new Map(names.map((name) => [name, 1_000]));
      expect((await loadWhole(roll, ELECTION, voters)).regions).toEqual(expected);
      const claims = voters.slice(0, 1_500).map(({ hash, region }) => ({
        roll: recorded(ELECTION),
        credentialHash: hash,
        region,
        submissionId: newSubmission(),
      }));
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['claimed']));
      const more = hashes(30).map((hash) => ({ hash, region: 'MONTREAL-NORD' }));
      const loaded = await loadWhole(roll, ELECTION, more, { mode: 'grow', generation: 'g2' });
      expect(loaded.regions).toEqual(new Map([...expected, ['MONTREAL-NORD', 30]]));
      expect(loaded.credentials).toBe(3_030);
    });

    it.each([
      ['no region', ELECTION, {}],
      ['an empty region', ELECTION, { region: '' }],
      ['a region', LAW, { region: 'A' }],
    ])('refuses an entry with %s on the roll %s', async (_what, rollKey, region) => {
      const load = await begin(recorded(rollKey), 'new');
      const entry = { hash: randomBytes(32), ...region };
      await expect(load.stage([entry])).rejects.toThrow(ConfigurationError);
      await load.end();
      expect(await roll.status(recorded(rollKey))).toEqual({ state: 'absent' });
    });

    it('repairs a roll that Redis lost, and says meanwhile that it is loading', async () => {
      // All at once, the entries would be more commands than a client may have under way.
      const voters = hashes(310_000);
      expect(voters.length).toBeGreaterThan(MAX_PENDING_COMMANDS);
      const place = recorded(LAW, { buckets: 6_144 });
      const load = await begin(place, 'repair');
      await load.stage(entries(voters));
      expect(await roll.isLoading(LAW)).toBe(true);
      await load.adopt('g1');
      await load.end();
      expect(await roll.isLoading(LAW)).toBe(false);
      expect(await roll.status(place)).toMatchObject({ credentials: 310_000, missingBuckets: 0 });
    }, 120_000);

    it('keeps the claims of a roll of which Redis has lost only the markers', async () => {
      const voters = hashes(500);
      const place = recorded(LAW);
      await loadWhole(roll, LAW, entries(voters));
      expect(new Set(await claim(voters.slice(0, 100)))).toEqual(new Set(['claimed']));
      const added = await loadWhole(roll, LAW, entries([...voters, ...hashes(500)]), {
        mode: 'repair',
        generation: 'g2',
      });
      expect(added).toMatchObject({ credentials: 1_000, alreadyThere: 500 });
      expect(new Set(await claim(voters.slice(0, 100), 'g2'))).toEqual(new Set(['already-voted']));
      expect(new Set(await claim(voters.slice(100), 'g2'))).toEqual(new Set(['claimed']));
      expect(await roll.status({ ...place, generation: 'g2' })).toMatchObject({ credentials: 1_000 });
    });

    it.each([0, 1, 4_095, 4_096, 4_097, 8_192, 8_999])(
      'can be interrupted after %i entries, and is repaired by another load',
      async (read) => {
        const voters = hashes(9_000);
        const torn = (function* () {
          for (const hash of voters.slice(0, read)) yield { hash };
          throw new Error('the file is incomplete');
        })();
        const load = await begin(recorded(LAW, { buckets: 64 }), 'new');
        await expect(load.stage(torn)).rejects.toThrow('the file is incomplete');
        await load.end();
        const loaded = await loadWhole(roll, LAW, entries(voters), { buckets: 64, mode: 'repair' });
        // Whole windows of 4,096 entries were written.
        const written = read - (read % 4_096);
        expect(loaded).toMatchObject({
          credentials: 9_000,
          added: 9_000 - written,
          alreadyThere: written,
        });
      },
    );

    it('reports entries that come twice, in the same window and in another one, and their first region counts', async () => {
      const voters = hashes(6_000).map((hash, i) => ({ hash, region: i % 2 === 0 ? 'A' : 'B' }));
      const [first, second] = [voters[0]!, voters[5_000]!];
      const source = [
        ...voters, // positions 1 to 6,000
        { ...second, region: 'C' }, // in the window of the first one
        { ...first, region: 'B' }, // in a later window
        { ...first, region: 'C' },
        first,
        { hash: randomBytes(32), region: 'C' },
      ];
      const load = await begin(recorded(ELECTION, { buckets: 64 }), 'new');
      expect(await load.stage(source)).toMatchObject({
        credentials: 6_001,
        added: 6_001,
        alreadyThere: 4,
        regions: new Map(Object.entries({ A: 3_000, B: 3_000, C: 1 })),
        otherRegion: { entries: 3, first: [6_001, 6_002, 6_003] },
      });
      await load.end();
    });

    it('writes thousands of entries into one bucket', async () => {
      for (const [rollKey, region] of [
        [LAW, {}],
        [ELECTION, { region: 'SHERBROOKE' }],
      ] as const) {
        const voters = hashes(3_500).map((hash) => ({ hash, ...region }));
        const staged = await loadWhole(roll, rollKey, voters, { buckets: 1 });
        expect(staged).toMatchObject({ credentials: 3_500, added: 3_500, alreadyThere: 0, crowded: true });
      }
    });

    it('reports that a roll has outgrown its buckets', async () => {
      expect(await loadWhole(roll, LAW, entries(hashes(641)), { buckets: 1 })).toMatchObject({
        crowded: true,
      });
    });

    it('reports lost buckets', async () => {
      await loadWhole(roll, LAW, entries(hashes(1_000)), { buckets: 16 });
      await redis.flush('roll:law:L2025-001:8abcdef:s7');
      expect(await roll.status(recorded(LAW, { buckets: 16 }))).toMatchObject({ missingBuckets: 1 });
    });

    it('leaves no key after the roll is removed', async () => {
      await loadWhole(roll, LAW, entries(hashes(1_000)), { buckets: 16 });
      // After going back, the previous release has loaded the same edition under names of its own.
      for (const bucket of [0, 3, 15]) {
        await redis.raw.hSet(`${redis.prefix}roll:law:L2025-001:8abcdef:${bucket}`, 'field', '');
      }
      await redis.raw.hSet(`${redis.prefix}rollmeta:law:L2025-001`, 'edition:8abcdef', '16');
      await roll.removeRoll(LAW);
      expect(await roll.status(recorded(LAW, { buckets: 16 }))).toEqual({ state: 'absent' });
      expect(await redis.keys()).toEqual([]);
      await roll.removeRoll(LAW);
    });

    it('keeps of a kept edition only what this release reads', async () => {
      const place = recorded(LAW, { buckets: 16 });
      await loadWhole(roll, LAW, entries(hashes(1_000)), { buckets: 16 });
      const kept = await redis.keys();
      await redis.raw.hSet(`${redis.prefix}roll:law:L2025-001:8abcdef:3`, 'field', '');
      await redis.raw.hSet(`${redis.prefix}rollmeta:law:L2025-001`, 'edition:8abcdef', '16');
      await roll.removeRoll(LAW, place.edition);
      expect((await redis.keys()).sort()).toEqual(kept.sort());
      expect(await roll.status(place)).toMatchObject({ credentials: 1_000, missingBuckets: 0 });
    });

    it('uses listpacks and less than 30 bytes for a credential, including keys and markers', async () => {
      const voters = hashes(60_000);
      const wanted = { buckets: bucketsFor(voters.length), edition: '8abcdef', generation: 'abcdefgh' };
      await loadWhole(roll, LAW, entries(voters), wanted);
      const keys = await redis.keys('roll:*');
      let bytes = 0;
      for (const key of keys.slice(0, 100)) {
        expect(await redis.raw.objectEncoding(key)).toBe('listpack');
        bytes += (await redis.raw.memoryUsage(key, { SAMPLES: 0 })) ?? 0;
      }
      expect((bytes / 100) * (keys.length / voters.length)).toBeLessThan(30);
    });
  });

  describe('a load that is not on record', () => {
    it('lets nobody vote, neither the voters that it adds to a roll nor those of a new edition', async () => {
      const [old, added] = [hashes(20), hashes(20)];
      await loadWhole(roll, LAW, entries(old));
      for (const mode of ['grow', 'repair'] as const) {
        const load = await begin(recorded(LAW), mode);
        await load.stage(entries(added));
        expect(new Set(await claim(added))).toEqual(new Set(['unknown-credential']));
        expect(new Set(await claim(added, 'g2'))).toEqual(new Set(['roll-missing']));
        await load.end();
      }
      const replacing = await begin(recorded(LAW, { edition: 'e2' }), 'new');
      await replacing.stage(entries(added));
      expect(new Set(await claim(added))).toEqual(new Set(['unknown-credential']));
      await replacing.end();
    });

    it('can be discarded, which leaves the roll and its claims unchanged, and no key', async () => {
      const voters = hashes(200);
      await loadWhole(roll, LAW, entries(voters));
      await claim(voters.slice(0, 50));
      const before = (await redis.keys('*')).sort();
      for (const [place, mode] of [
        [recorded(LAW), 'grow'],
        [recorded(LAW), 'repair'],
        [recorded(LAW, { edition: 'e2' }), 'new'],
      ] as const) {
        const load = await begin(place, mode);
        await load.stage(entries([...voters.slice(0, 10), ...hashes(90)]));
        await load.discard();
        await load.end();
      }
      expect((await redis.keys('*')).sort()).toEqual(before);
      expect(await roll.status(recorded(LAW))).toEqual({
        state: 'present',
        credentials: 200,
        missingBuckets: 0,
      });
      expect(new Set(await claim(voters.slice(0, 50)))).toEqual(new Set(['already-voted']));
    });

    it('keeps the first part of a roll, so that the load of the second part completes it', async () => {
      const [first, second] = [hashes(20), hashes(20)];
      const whole = await loadWhole(roll, LAW, entries([...first, ...second]));
      await redis.flush('roll:*');
      const one = await begin(recorded(LAW), 'repair');
      expect(await one.stage(entries(first))).toMatchObject({ credentials: 20, added: 20 });
      await one.end();
      expect(new Set(await claim([...first, ...second]))).toEqual(new Set(['roll-missing']));
      const both = await begin(recorded(LAW), 'repair');
      expect(await both.stage(entries(second))).toMatchObject({ credentials: 40, digest: whole.digest });
      await both.adopt('g1');
      await both.end();
      expect(new Set(await claim([...first, ...second]))).toEqual(new Set(['claimed']));
      expect(await claim(hashes(1))).toEqual(['unknown-credential']);
    });

    it('is removed by the next load that grows the roll, if it was abandoned', async () => {
      await loadWhole(roll, LAW, entries(hashes(20)));
      const left = await begin(recorded(LAW), 'grow');
      await left.stage(entries(hashes(30)));
      await left.end();
      const staged = await loadWhole(roll, LAW, entries(hashes(1)), { mode: 'grow', generation: 'g2' });
      expect(staged.credentials).toBe(21);
      expect(await redis.keys('rollnew:*')).toEqual([]);
    });

    it('is the only one of its roll: a second load must wait, and a load that was delayed too long loses its lease', async () => {
      const first = await begin(recorded(LAW), 'new');
      expect(await roll.beginLoad(recorded(LAW), 'new')).toBeUndefined();
      expect(await roll.beginLoad(recorded(ELECTION), 'new')).toBeDefined();
      await first.stage(entries(hashes(10)));
      await redis.flush('rollload:law:*'); // as if the lease had expired
      const second = await begin(recorded(LAW), 'repair');
      await expect(first.adopt('g1')).rejects.toThrow(TransientError);
      await first.end();
      expect(await roll.beginLoad(recorded(LAW), 'new')).toBeUndefined();
      await second.end();
    });

    it('writes no marker for a bucket of which Redis lost entries in the meantime', async () => {
      const voters = hashes(200);
      const load = await begin(recorded(LAW), 'new');
      await load.stage(entries(voters));
      await redis.flush('roll:law:L2025-001:8abcdef:s3');
      await expect(load.adopt('g1')).rejects.toThrow('lost entries of 1 buckets');
      await load.end();
      const lost = voters.filter((hash) => bucketOf(hash, 8) === 3);
      expect(new Set(await claim(lost))).toEqual(new Set(['roll-missing']));
    });
  });
});
