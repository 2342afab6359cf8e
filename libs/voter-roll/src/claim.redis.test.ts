import { randomBytes } from 'node:crypto';
import type { RecordedRoll, RollKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import type { Claim } from './claim.ts';
import { EDITIONS, loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis, newSubmission } from './fixture/test-redis.ts';
import { bucketOf } from './roll-layout.ts';
import type { VoterRoll } from './voter-roll.ts';

const LAW = lawRollKey('L2025-001');
const ELECTION = electionRollKey('PROV-2025');

describe.each(kindsOfRedis(process.env['REDIS_URL']))('on %s', (_kind, open) => {
  let redis: TestRedis;
  let roll: VoterRoll;

  beforeAll(async () => {
    redis = await open();
    roll = await redis.openRoll();
  });
  afterEach(() => redis.flush());
  afterAll(() => redis.close());

  function hashes(count: number): Buffer[] {
    return Array.from({ length: count }, () => randomBytes(32));
  }

  function claimOf(
    rollKey: RollKey,
    credentialHash: Buffer,
    region?: string,
    onRecord: Partial<RecordedRoll> = {},
  ): Claim {
    return {
      roll: recorded(rollKey, onRecord),
      credentialHash,
      submissionId: newSubmission(),
      ...(region === undefined ? {} : { region }),
    };
  }

  async function load(
    rollKey: RollKey,
    voters: readonly Buffer[],
    region?: string,
    buckets = 8,
  ): Promise<void> {
    const entries = voters.map((hash) => (region === undefined ? { hash } : { hash, region }));
    await loadWhole(roll, rollKey, entries, { buckets });
  }

  describe('claim', () => {
    it('decides many claims of several rolls, editions and regions at once, each as if it were alone', async () => {
      const [known, strangers, inNorth, inSouth] = [hashes(300), hashes(40), hashes(150), hashes(90)];
      const before = { edition: EDITIONS[1], buckets: 8 };
      await load(LAW, known);
      await loadWhole(
        roll,
        ELECTION,
        [
          ...inNorth.map((hash) => ({ hash, region: 'NORTH' })),
          ...inSouth.map((hash) => ({ hash, region: 'A-REGION-WITH-A-LONG-NAME' })),
        ],
        before,
      );
      const kinds = [
        ...known.map((hash) => [claimOf(LAW, hash), 'claimed'] as const),
        ...strangers.map((hash) => [claimOf(LAW, hash), 'unknown-credential'] as const),
        ...strangers.map(
          (hash) => [claimOf(LAW, hash, undefined, { generation: 'another1' }), 'roll-missing'] as const,
        ),
        ...inNorth.map((hash) => [claimOf(ELECTION, hash, 'NORTH', before), 'claimed'] as const),
        ...inSouth.map((hash) => [claimOf(ELECTION, hash, 'NORTH', before), 'wrong-region'] as const),
        ...inSouth.map(
          (hash) => [claimOf(ELECTION, hash, 'A-REGION-WITH-A-LONG-NAME', before), 'claimed'] as const,
        ),
      ];
      const mixed = kinds.map((_, i) => kinds[(i * 277) % kinds.length] ?? kinds[0]);
      expect(new Set(mixed).size).toBe(kinds.length);
      const claims = mixed.flatMap((kind) => (kind === undefined ? [] : [kind[0]]));
      expect(await roll.claim(claims)).toEqual(mixed.map((kind) => kind?.[1]));
      const again = mixed.map((kind) => (kind?.[1] === 'claimed' ? 'mine' : kind?.[1]));
      expect(await roll.claim(claims)).toEqual(again);
      // One submission twice in a call, and two submissions of one credential.
      const [first] = hashes(1);
      if (first === undefined) throw new Error('no hash');
      await load(LAW, [...known, first]);
      const claim = claimOf(LAW, first);
      expect(await roll.claim([claim, claim, claimOf(LAW, first)])).toEqual([
        'claimed',
        'mine',
        'already-voted',
      ]);
    });

    it('is `claimed` the first time, `mine` the second (P2), and `already-voted` for another submission', async () => {
      const voters = hashes(100);
      await load(LAW, voters);
      const claims = voters.map((hash) => claimOf(LAW, hash));
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['claimed']));
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['mine']));
      const others = voters.map((hash) => claimOf(LAW, hash));
      expect(new Set(await roll.claim(others))).toEqual(new Set(['already-voted']));
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['mine']));
    });

    it('decides the claims of a batch in order', async () => {
      const [voter] = hashes(1) as [Buffer];
      await load(LAW, [voter]);
      const first = claimOf(LAW, voter);
      const decisions = await roll.claim([first, claimOf(LAW, voter), first, claimOf(LAW, randomBytes(32))]);
      expect(decisions).toEqual(['claimed', 'already-voted', 'mine', 'unknown-credential']);
    });

    it('refuses a ballot for another region before and after the vote, without making a claim', async () => {
      const [voter] = hashes(1) as [Buffer];
      await load(ELECTION, [voter], 'SHERBROOKE');
      const wrong = claimOf(ELECTION, voter, 'MONTREAL-NORD');
      const right = claimOf(ELECTION, voter, 'SHERBROOKE');
      expect(await roll.claim([wrong, right, right, wrong])).toEqual([
        'wrong-region',
        'claimed',
        'mine',
        'wrong-region',
      ]);
      expect(await roll.claim([claimOf(ELECTION, voter)])).toEqual(['wrong-region']);
    });

    it('works for region names of every length that an identifier may have', async () => {
      const voters = hashes(50);
      const region = (i: number): string => 'R'.repeat(i + 1);
      await loadWhole(
        roll,
        ELECTION,
        voters.map((hash, i) => ({ hash, region: region(i) })),
      );
      const claims = voters.map((hash, i) => claimOf(ELECTION, hash, region(i)));
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['claimed']));
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['mine']));
    });

    it('keeps the rolls of different contests separate', async () => {
      const [voter] = hashes(1) as [Buffer];
      await load(LAW, [voter]);
      await load(lawRollKey('L2025-002'), [voter]);
      const decisions = await roll.claim([claimOf(LAW, voter), claimOf(lawRollKey('L2025-002'), voter)]);
      expect(decisions).toEqual(['claimed', 'claimed']);
    });

    it('gives exactly 40 claims to 40 voters who each send 16 times in parallel', async () => {
      const voters = hashes(40);
      await load(LAW, voters);
      const workers = await Promise.all([redis.openRoll(), redis.openRoll()]);
      const rounds = Array.from({ length: 16 }, () => voters.map((hash) => claimOf(LAW, hash)));
      const decisions = await Promise.all(
        rounds.map((claims, i) => (workers[i % 2] as VoterRoll).claim(claims)),
      );
      const all = decisions.flat();
      expect(all.filter((d) => d === 'claimed')).toHaveLength(40);
      expect(all.filter((d) => d === 'already-voted')).toHaveLength(40 * 15);
    });
  });

  describe('a Redis that lost the roll rejects nobody (P3)', () => {
    it('answers roll-missing for a roll that it never had', async () => {
      expect(await roll.claim([claimOf(lawRollKey('NEVER'), randomBytes(32))])).toEqual(['roll-missing']);
    });

    it('answers roll-missing to everybody after a flush during the vote', async () => {
      const voters = hashes(200);
      await load(LAW, voters);
      await roll.claim(voters.slice(0, 100).map((hash) => claimOf(LAW, hash)));
      await redis.flush();
      const claims = [...voters, randomBytes(32)].map((hash) => claimOf(LAW, hash));
      expect(new Set(await roll.claim(claims))).toEqual(new Set(['roll-missing']));
    });

    it('answers roll-missing only for the bucket that was lost', async () => {
      const voters = hashes(400);
      await load(LAW, voters);
      await redis.flush('roll:law:L2025-001:8abcdef:s3');
      const decisions = await roll.claim(voters.map((hash) => claimOf(LAW, hash)));
      voters.forEach((hash, i) => {
        expect(decisions[i]).toBe(bucketOf(hash, 8) === 3 ? 'roll-missing' : 'claimed');
      });
    });

    it('answers roll-missing, not unknown-credential, while the roll is being loaded', async () => {
      const voters = hashes(3);
      let decisions: unknown;
      await loadWhole(
        roll,
        LAW,
        (async function* () {
          yield { hash: voters[0] as Buffer };
          decisions = await roll.claim([claimOf(LAW, voters[1] as Buffer)]);
          yield { hash: voters[1] as Buffer };
        })(),
      );
      expect(decisions).toEqual(['roll-missing']);
      expect(
        await roll.claim([claimOf(LAW, voters[1] as Buffer), claimOf(LAW, voters[2] as Buffer)]),
      ).toEqual(['claimed', 'unknown-credential']);
    });

    it('finds credentials in a generation other than the recorded one, and calls nobody unknown by it', async () => {
      const [voter, another] = hashes(2) as [Buffer, Buffer];
      await load(LAW, [voter]);
      for (const generation of ['g0', 'g2', '']) {
        const stranger = claimOf(LAW, another, undefined, { generation });
        expect(await roll.claim([stranger])).toEqual(['roll-missing']);
      }
      expect(await roll.claim([claimOf(LAW, voter, undefined, { generation: 'g2' })])).toEqual(['claimed']);
      expect(await roll.claim([claimOf(LAW, another)])).toEqual(['unknown-credential']);
    });

    it('finds nobody in another edition, so that a replaced roll lets nobody vote', async () => {
      const [voter] = hashes(1) as [Buffer];
      await load(LAW, [voter]);
      expect(await roll.claim([claimOf(LAW, voter, undefined, { edition: 'e2' })])).toEqual(['roll-missing']);
    });

    it('accepts the number of buckets as the marker of a roll that is older than generations', async () => {
      const [voter, stranger] = hashes(2) as [Buffer, Buffer];
      const before = { edition: '', generation: '' };
      await loadWhole(roll, LAW, [{ hash: voter }], before);
      expect(await redis.keys('roll:*')).toContain(`${redis.prefix}roll:law:L2025-001:7`);
      const claims = [voter, stranger].map((hash) => claimOf(LAW, hash, undefined, before));
      expect(await roll.claim(claims)).toEqual(['claimed', 'unknown-credential']);
      const grown = claimOf(LAW, stranger, undefined, { edition: '', generation: 'g1' });
      expect(await roll.claim([grown])).toEqual(['roll-missing']);
    });
  });
});
