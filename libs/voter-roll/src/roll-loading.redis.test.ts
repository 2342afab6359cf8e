import { createHash, randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { ConfigurationError, TransientError } from '@scrutin/service-runtime';
import { loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis, newSubmission } from './fixture/test-redis.ts';
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
      await redis.flush('roll:law:L2025-001:e1:7');
      expect(await roll.status(recorded(LAW, { buckets: 16 }))).toMatchObject({ missingBuckets: 1 });
    });

    it('leaves no key after the roll is removed', async () => {
      await loadWhole(roll, LAW, entries(hashes(1_000)), { buckets: 16 });
      await roll.removeRoll(LAW);
      expect(await roll.status(recorded(LAW, { buckets: 16 }))).toEqual({ state: 'absent' });
      expect(await redis.keys()).toEqual([]);
      await roll.removeRoll(LAW);
    });

    it('uses listpacks and less than 30 bytes for a credential, including keys and markers', async () => {
      const voters = hashes(60_000);
      const wanted = { buckets: bucketsFor(voters.length), edition: 'abcdef', generation: 'abcdefgh' };
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
      for (const key of await redis.keys('roll:law:L2025-001:e1:*')) {
        expect(await redis.raw.objectEncoding(key)).toBe('listpack');
        bytes += (await redis.raw.memoryUsage(key, { SAMPLES: 0 })) ?? 0;
      }
      expect(bytes / all.length).toBeLessThan(30);
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
      await redis.flush('roll:law:L2025-001:e1:3');
      await expect(load.adopt('g1')).rejects.toThrow('lost entries of 1 buckets');
      await load.end();
      const lost = voters.filter((hash) => bucketOf(hash, 8) === 3);
      expect(new Set(await claim(lost))).toEqual(new Set(['roll-missing']));
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

  describe('claims', () => {
    it('are restored from what PostgreSQL counted: the same submission continues, another one is a second vote', async () => {
      const voters = hashes(3_000);
      const place = recorded(LAW, { buckets: 64 });
      const counted = voters.slice(0, 2_000).map((credentialHash) => ({
        credentialHash,
        submissionId: newSubmission(),
      }));
      await loadWhole(roll, LAW, entries(voters), { buckets: 64 });
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
      const place = recorded(ELECTION, { buckets: 64 });
      await loadWhole(roll, ELECTION, voters, { buckets: 64 });
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
        voters.map(({ region }, i) => ({ region, claim: counted[i]?.submissionId ?? '' })),
      );
      const listed: string[] = [];
      const buckets: number[] = [];
      for await (const page of roll.storedClaims(place)) {
        buckets.push(...new Set(page.map(({ bucket }) => bucket)));
        listed.push(...page.map(({ submissionId }) => submissionId));
      }
      expect(listed.sort()).toEqual(counted.map(({ submissionId }) => submissionId as string).sort());
      expect(new Set(buckets).size).toBe(buckets.length); // all claims of a bucket come together
    });

    it('are restored as far as the source goes that fails', async () => {
      const voters = hashes(6_000);
      const place = recorded(LAW, { buckets: 64 });
      await loadWhole(roll, LAW, entries(voters), { buckets: 64 });
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
      );
      const place = recorded(ELECTION);
      const claims = voters.slice(0, 700).map((credentialHash) => ({
        roll: place,
        credentialHash,
        submissionId: newSubmission(),
        region: 'A',
      }));
      await roll.claim(claims);
      const stored = [];
      for await (const page of roll.storedClaims(place)) stored.push(...page);
      expect(stored.map(({ submissionId }) => submissionId).sort()).toEqual(
        claims.map(({ submissionId }) => submissionId).sort(),
      );
      const half = stored.slice(0, 300);
      expect(await roll.releaseClaims(place, half)).toBe(300);
      expect(await roll.releaseClaims(place, half)).toBe(0);
      const released = new Set(half.map(({ submissionId }) => submissionId));
      const second = claims.map((each) => ({ ...each, submissionId: newSubmission() }));
      const decisions = await roll.claim(second);
      claims.forEach(({ submissionId }, i) => {
        expect(decisions[i]).toBe(released.has(submissionId) ? 'claimed' : 'already-voted');
      });
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
