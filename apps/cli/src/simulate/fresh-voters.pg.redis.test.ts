import { randomBytes } from 'node:crypto';
import { openBallotStore } from '@scrutin/ballot-store';
import type { BallotStore } from '@scrutin/ballot-store';
import { createCredentialHash } from '@scrutin/credentials';
import { electionRollKey, issueSubmissionId, lawRollKey } from '@scrutin/election';
import { nodeDigest } from '@scrutin/service-runtime';
import { createTestDatabase } from '@scrutin/testkit';
import type { TestDatabase } from '@scrutin/testkit';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { VoterRoll } from '@scrutin/voter-roll';
import { addVoters, freshLetters, freshLettersOf } from './fresh-voters.ts';
import type { VoterLetter } from './vote-bodies.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const pepper = new Uint8Array(32).fill(7);
const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper, digest: nodeDigest });
const LAW = 'L2025-001';
const ROLL = lawRollKey(LAW);

let database: TestDatabase;
let store: BallotStore;
let roll: VoterRoll;

beforeAll(async () => {
  const url = process.env['REDIS_URL'];
  if (url === undefined) throw new Error('REDIS_URL is not set: these tests need a real Redis.');
  database = await createTestDatabase(process.env['DATABASE_URL']);
  store = openBallotStore({
    url: await database.urlFor('scrutin_operator'),
    poolMax: 1,
    logger: silent,
    applicationName: 'cli-test',
  });
  roll = openVoterRoll({ url, logger: silent, keyPrefix: `test-${randomBytes(8).toString('hex')}:` });
  const deadline = performance.now() + 10_000;
  for (;;) {
    try {
      await roll.check();
      break;
    } catch (error) {
      if (performance.now() > deadline) throw error;
      await new Promise(setImmediate);
    }
  }
});
afterAll(async () => {
  await roll.removeRoll(ROLL);
  await Promise.all([roll.close(), store.close()]);
  await database.drop();
});

const claim = (letters: readonly VoterLetter[]) =>
  roll.claim(
    letters.map(({ nas, code }) => ({
      rollKey: ROLL,
      credentialHash: hash(nas, code, LAW),
      submissionId: issueSubmissionId(randomBytes(12), (bytes) => bytes),
    })),
  );

describe('made-up voters', () => {
  it('may vote once, and leave those who are on the roll already as they are', async () => {
    const first = freshLetters(50);
    expect(await addVoters({ rollKey: ROLL, letters: first, store, roll, pepper })).toEqual({
      credentials: 50,
    });
    expect(new Set(await claim(first))).toEqual(new Set(['claimed']));

    const second = freshLetters(30);
    expect(await addVoters({ rollKey: ROLL, letters: second, store, roll, pepper })).toEqual({
      credentials: 80,
    });
    expect(new Set(await claim(first))).toEqual(new Set(['already-voted']));
    expect(new Set(await claim(second))).toEqual(new Set(['claimed']));
    expect(new Set(await claim(freshLetters(5)))).toEqual(new Set(['unknown-credential']));
    const registered = (await store.rolls()).find((known) => known.rollKey === ROLL);
    expect(registered).toMatchObject({ rollKey: ROLL, credentials: 80n, scheme: 'hmac-sha256' });
  });

  it('of an election are on its roll by region, and it is known how many vote where', async () => {
    const rollKey = electionRollKey('PROV-2025');
    const some = freshLettersOf(['NORD', 'SUD', 'NORD']);
    await addVoters({ rollKey, letters: some, store, roll, pepper });
    await addVoters({ rollKey, letters: freshLettersOf(['SUD', 'SUD']), store, roll, pepper });
    try {
      const votes = some.map(({ nas, code }) => ({
        rollKey,
        credentialHash: hash(nas, code, 'PROV-2025'),
        submissionId: issueSubmissionId(randomBytes(12), (bytes) => bytes),
        region: 'NORD',
      }));
      expect(await roll.claim(votes)).toEqual(['claimed', 'wrong-region', 'claimed']);
      const registered = (await store.rolls()).find((known) => known.rollKey === rollKey);
      expect(registered).toMatchObject({ credentials: 5n });
      expect(Object.fromEntries(registered?.regions ?? [])).toEqual({ NORD: 2n, SUD: 3n });
    } finally {
      await roll.removeRoll(rollKey);
    }
  });

  it('do not make a roll that Redis lost look whole (P3)', async () => {
    await roll.removeRoll(ROLL);
    await expect(addVoters({ rollKey: ROLL, letters: freshLetters(1), store, roll, pepper })).rejects.toThrow(
      'does not have all of the roll',
    );
    expect(await roll.status(ROLL)).toEqual({ state: 'absent' });
  });
});
