import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCredentialHash } from '@scrutin/credentials';
import type { ApprovableOutcome, RecordedRoll, RollKey } from '@scrutin/election';
import { electionRollKey, issueSubmissionId, lawRollKey, SIMPLE_MAJORITY } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { openElectionOffice } from '@scrutin/election-office';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import { adoptingBy } from '@scrutin/testkit/election-office';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { VoterRoll } from '@scrutin/voter-roll';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { Voter } from '@scrutin/voting-load';
import { generatedVoters, generatedVotersOf } from '@scrutin/voting-load';
import { addVoters } from './fresh-voters.ts';
import type { GeneratedRolls } from './generated-rolls.ts';
import { generatedRollsIn } from './generated-rolls.ts';

const pepper = new Uint8Array(32).fill(7);
const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper, digest: nodeDigest });
const LAW = 'L2025-001';
const ROLL = lawRollKey(LAW);

let database: TestDatabase;
let office: ElectionOffice;
let generated: GeneratedRolls;
let folder: string;
let roll: VoterRoll;

beforeAll(async () => {
  const url = process.env['REDIS_URL'];
  if (url === undefined) throw new Error('REDIS_URL is not set: these tests need a real Redis.');
  database = await createTestDatabase(process.env['DATABASE_URL']);
  office = openElectionOffice({
    url: await database.urlFor('scrutin_operator'),
    poolMax: 1,
    logger: silentLogger,
    applicationName: 'cli-test',
    clock: () => nowMs,
  });
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-made-up-'));
  generated = generatedRollsIn(folder);
  await contests();
  roll = openVoterRoll({ url, logger: silentLogger, keyPrefix: `test-${randomBytes(8).toString('hex')}:` });
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
  await Promise.all([roll.close(), office.close()]);
  await rm(folder, { recursive: true });
  await database.drop();
});

const ACTOR = { name: 'command line: a test, simulate' };
const DAY_MS = 86_400_000;
let nowMs = Date.now();

async function done<T>(outcome: Promise<ApprovableOutcome<T>>): Promise<T> {
  const given = await outcome;
  if (!given.ok) throw new Error(given.detail);
  return given.value;
}

/** A law and an election with two races, as drafts. */
async function contests(): Promise<void> {
  const text = { fr: 'Texte', en: 'Text' };
  const common = {
    status: 'draft',
    timeZone: 'UTC',
    resultsVisibility: 'live',
    blankVotes: 'not-allowed',
    approval: 'single-official',
    purpose: 'rehearsal',
    ballotRecord: 'published',
    window: { opensAtMs: nowMs - DAY_MS, closesAtMs: nowMs + DAY_MS },
  } as const;
  await done(
    office.createLaw(ACTOR, {
      kind: 'law',
      ...common,
      id: LAW,
      title: text,
      summary: text,
      ...SIMPLE_MAJORITY,
    }),
  );
  await done(
    office.createElection(ACTOR, {
      ...common,
      kind: 'election',
      id: 'PROV-2025',
      name: text,
      type: 'provincial',
    }),
  );
}

const common = (rollKey: RollKey, letters: readonly Voter[]) =>
  ({ rollKey, letters, office, roll, pepper, generated, actor: ACTOR }) as const;
const add = (rollKey: RollKey, letters: readonly Voter[]) => addVoters(common(rollKey, letters));

async function onRecord(rollKey: RollKey) {
  const found = (await office.rolls()).find((known) => known.rollKey === rollKey);
  if (found === undefined) throw new Error(`no roll ${rollKey} is on record`);
  return found;
}

async function claim(letters: readonly Voter[]) {
  const place: RecordedRoll = await onRecord(ROLL);
  return roll.claim(
    letters.map(({ nas, code }) => ({
      roll: place,
      credentialHash: hash(nas, code, LAW),
      submissionId: issueSubmissionId(randomBytes(12), (bytes) => bytes),
    })),
  );
}

describe('generated voters', () => {
  it('may vote once, do not change the voters already on the roll, and are recorded as generated', async () => {
    const first = generatedVoters(50);
    expect(await add(ROLL, first)).toEqual({ credentials: 50 });
    expect(new Set(await claim(first))).toEqual(new Set(['claimed']));

    await done(office.step(ACTOR, ROLL, { step: 'open', reason: 'All is ready' }));
    const second = generatedVoters(30);
    expect(await add(ROLL, second)).toEqual({ credentials: 80 });
    expect(new Set(await claim(first))).toEqual(new Set(['already-voted']));
    expect(new Set(await claim(second))).toEqual(new Set(['claimed']));
    expect(new Set(await claim(generatedVoters(5)))).toEqual(new Set(['unknown-credential']));
    expect(await onRecord(ROLL)).toMatchObject({ credentials: 80n, scheme: 'hmac-sha256' });
    const acts = await office.acts({ limit: 10, subject: ROLL });
    expect(acts.filter(({ action }) => action === 'roll.record')).toMatchObject([
      { actor: ACTOR.name, after: { credentials: '80', source: { kind: 'made-up', credentials: 30 } } },
      { after: { credentials: '50', source: { kind: 'made-up', credentials: 50 } } },
    ]);
    expect(await generated.read(ROLL)).toHaveLength(80);
  });

  it('of an election are on its roll with their region, and the record counts them by region', async () => {
    const rollKey = electionRollKey('PROV-2025');
    const some = generatedVotersOf(['NORD', 'SUD', 'NORD']);
    await add(rollKey, some);
    await add(rollKey, generatedVotersOf(['SUD', 'SUD']));
    try {
      const place = await onRecord(rollKey);
      const votes = some.map(({ nas, code }) => ({
        roll: place,
        credentialHash: hash(nas, code, 'PROV-2025'),
        region: 'NORD',
        submissionId: issueSubmissionId(randomBytes(12), (bytes) => bytes),
      }));
      expect(await roll.claim(votes)).toEqual(['claimed', 'wrong-region', 'claimed']);
      expect(place).toMatchObject({ credentials: 5n });
      expect(Object.fromEntries(place.regions)).toEqual({ NORD: 2n, SUD: 3n });
    } finally {
      await roll.removeRoll(rollKey);
    }
  });

  it('wait for others that are on record and not yet in Redis, and are forgotten if they are refused', async () => {
    const onRecordNow = Promise.withResolvers<undefined>();
    const held = Promise.withResolvers<undefined>();
    const slow = adoptingBy(roll, async (goOn) => {
      onRecordNow.resolve(undefined);
      await held.promise;
      await goOn();
    });
    const kept = (await generated.read(ROLL)).length;
    const before = Number((await onRecord(ROLL)).credentials);
    const first = addVoters({ ...common(ROLL, generatedVoters(2)), roll: slow });
    await onRecordNow.promise;
    const second = add(ROLL, generatedVoters(3));
    held.resolve(undefined);
    expect(await first).toEqual({ credentials: before + 2 });
    expect(await second).toEqual({ credentials: before + 5 });
    expect(await generated.read(ROLL)).toHaveLength(kept + 5);

    const other = await roll.beginLoad(await onRecord(ROLL), 'grow');
    await expect(add(ROLL, generatedVoters(1))).rejects.toThrow('Another load of this roll');
    await other?.discard();
    await other?.end();
    expect(await generated.read(ROLL)).toHaveLength(kept + 5);
  });

  it('are not added to a roll that Redis has lost, which would make it look complete (P3)', async () => {
    await roll.removeRoll(ROLL);
    await expect(add(ROLL, generatedVoters(1))).rejects.toThrow('does not have all of the roll');
    expect(await roll.status(await onRecord(ROLL))).toEqual({ state: 'absent' });
  });

  it('are refused once the contest has closed, and are then neither in Redis nor on record', async () => {
    nowMs += 3 * DAY_MS;
    const election = electionRollKey('PROV-2025');
    await expect(add(election, generatedVotersOf(['NORD']))).rejects.toThrow(ConfigurationError);
    expect(await onRecord(election)).toMatchObject({ credentials: 5n });
  });
});
