import { randomBytes } from 'node:crypto';
import { electionRollKey, submissionPrefix } from '@scrutin/election';
import { EDITIONS, loadWhole, recorded } from './fixture/loaded-roll.ts';
import type { TestRedis } from './fixture/test-redis.ts';
import { kindsOfRedis, newSubmission } from './fixture/test-redis.ts';
import type { StoredClaim } from './roll-claims.ts';
import { claimBytesOf, fieldOf } from './roll-layout.ts';
import type { VoterRoll } from './voter-roll.ts';

const ELECTION = electionRollKey('PROV-2025');
const KINDS = kindsOfRedis(process.env['REDIS_URL']).flatMap(([kind, open]) =>
  EDITIONS.map((edition) => [kind, edition, open] as const),
);

describe.each(KINDS)('void credentials on %s, of the edition %s', (_kind, edition, open) => {
  const PLACE = recorded(ELECTION, { edition });
  let redis: TestRedis;
  let roll: VoterRoll;
  const voters = Array.from({ length: 40 }, () => randomBytes(32));
  const [claimed, free] = [voters.slice(0, 20), voters.slice(20)];

  beforeAll(async () => {
    redis = await open();
    roll = await redis.openRoll();
  });
  beforeEach(async () => {
    await loadWhole(
      roll,
      ELECTION,
      voters.map((hash) => ({ hash, region: 'NORD' })),
      { edition },
    );
  });
  afterEach(() => redis.flush());
  afterAll(() => redis.close());

  function claimAll(hashes: readonly Buffer[], region = 'NORD') {
    const claims = hashes.map((credentialHash) => ({
      roll: PLACE,
      credentialHash,
      region,
      submissionId: newSubmission(),
    }));
    return { claims, decisions: roll.claim(claims) };
  }

  async function storedClaims(): Promise<{ readonly void: StoredClaim[]; readonly others: StoredClaim[] }> {
    const claims: StoredClaim[] = [];
    for await (const page of roll.storedClaims(PLACE)) claims.push(...page);
    return { void: claims.filter(({ isVoid }) => isVoid), others: claims.filter(({ isVoid }) => !isVoid) };
  }

  it('take no vote, whoever had claimed them; all others stay as they are', async () => {
    const first = claimAll(claimed);
    await first.decisions;
    const voided = [...claimed.slice(0, 10), ...free.slice(0, 10)];
    expect(await roll.markVoid(PLACE, [...voided, randomBytes(32)])).toBe(20);
    expect(await roll.markVoid(PLACE, voided)).toBe(20);
    expect(new Set(await claimAll(voided).decisions)).toEqual(new Set(['void-credential']));
    expect(new Set(await claimAll(voided, 'SUD').decisions)).toEqual(new Set(['wrong-region']));
    const again = await roll.claim(first.claims);
    expect(new Set(again.slice(0, 10))).toEqual(new Set(['void-credential']));
    expect(new Set(again.slice(10))).toEqual(new Set(['mine']));
    expect(new Set(await claimAll(free.slice(10)).decisions)).toEqual(new Set(['claimed']));
  });

  it('can vote again once their marks are released, and nobody else', async () => {
    await claimAll(claimed).decisions;
    await roll.markVoid(PLACE, [...claimed.slice(0, 5), ...free.slice(0, 5)]);
    const { void: marks } = await storedClaims();
    const released = marks.filter(({ field }) =>
      claimed.slice(0, 5).some((hash) => fieldOf(hash).equals(field)),
    );
    expect(await roll.releaseClaims(PLACE, released)).toBe(5);
    expect(await roll.releaseClaims(PLACE, released)).toBe(0);
    expect(new Set(await claimAll(claimed.slice(0, 5)).decisions)).toEqual(new Set(['claimed']));
    expect(new Set(await claimAll(free.slice(0, 5)).decisions)).toEqual(new Set(['void-credential']));
    expect(new Set(await claimAll(claimed.slice(5)).decisions)).toEqual(new Set(['already-voted']));
  });

  it('stay on the roll, whose number and digest do not change, and have no claim', async () => {
    const { claims, decisions } = claimAll(claimed);
    await decisions;
    await roll.markVoid(PLACE, claimed.slice(0, 5));
    expect(await roll.status(PLACE)).toEqual({ state: 'present', credentials: 40, missingBuckets: 0 });
    const stored = await storedClaims();
    expect([stored.others.length, stored.void.length]).toEqual([15, 5]);
    const found = await roll.lookUp(PLACE, [claimed[0]!, claimed[5]!, free[0]!, randomBytes(32)]);
    expect(found).toEqual([
      { region: 'NORD' },
      { region: 'NORD', claim: submissionPrefix(claims[5]!.submissionId, claimBytesOf(PLACE)) },
      { region: 'NORD' },
      undefined,
    ]);
  });

  it('take votes again only until they are marked, if Redis loses the roll', async () => {
    await roll.markVoid(PLACE, free);
    await redis.flush();
    expect(await roll.markVoid(PLACE, free)).toBe(0);
    await loadWhole(
      roll,
      ELECTION,
      voters.map((hash) => ({ hash, region: 'NORD' })),
      { edition },
    );
    expect(new Set(await claimAll(free.slice(0, 5)).decisions)).toEqual(new Set(['claimed']));
    expect(await roll.markVoid(PLACE, free)).toBe(20);
    expect(new Set(await claimAll(free).decisions)).toEqual(new Set(['void-credential']));
  });
});
