import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBallotStore, openElectionOffice } from '@scrutin/ballot-store';
import type { BallotStore, ElectionOffice } from '@scrutin/ballot-store';
import type { EligibleVote } from '@scrutin/contracts';
import { createCredentialHash, pepperCheck } from '@scrutin/credentials';
import { electionRollKey, issueSubmissionId, lawRollKey, lawSelection } from '@scrutin/election';
import type { ContestKey, RecordedRoll, RollKey } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import { createTestDatabase } from '@scrutin/testkit';
import type { TestDatabase } from '@scrutin/testkit';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { VoterRoll } from '@scrutin/voter-roll';
import { generateCredentials } from '../credentials/generate.ts';
import { loadRoll } from './load.ts';
import type { LoadOptions } from './load.ts';
import { rebuildClaims } from './rebuild.ts';
import { openRollSource } from './roll-source.ts';
import { rollReports } from './status.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
const pepper = new Uint8Array(32).fill(9);
const LAW = lawRollKey('L2025-001');
const PROVINCIAL = electionRollKey('PROV-2025');
const hash = createCredentialHash({ scheme: 'hmac-sha256', pepper, digest: nodeDigest });

let database: TestDatabase;
let store: BallotStore;
let office: ElectionOffice;
let counting: BallotStore;
let roll: VoterRoll;
let folder: string;

beforeEach(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  const common = { poolMax: 2, logger: silent, applicationName: 'roll-test' };
  const url = await database.urlFor('scrutin_operator');
  store = openBallotStore({ ...common, url });
  office = openElectionOffice({ ...common, url, clock: Date.now });
  await drafts();
  counting = openBallotStore({ ...common, url: database.url });
  roll = openRoll();
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-roll-'));
  await connected(roll);
});
afterEach(async () => {
  await forget(roll);
  await Promise.all([store.close(), office.close(), counting.close(), roll.close()]);
  await database.drop();
  await rm(folder, { recursive: true });
});

/** A law, and an election with races in SHERBROOKE and QUEBEC-NORD: what the rolls of these tests are of. */
async function drafts(): Promise<void> {
  const actor = { name: 'a test' };
  const text = { fr: 'Texte', en: 'Text' };
  const common = {
    window: { opensAtMs: 0, closesAtMs: 4_000_000_000_000 },
    status: 'draft',
    resultsVisibility: 'live',
  } as const;
  const acts = [
    await office.createLaw(actor, {
      ...common,
      id: 'L2025-001',
      title: text,
      summary: text,
      quorumVotes: undefined,
      thresholdBasisPoints: undefined,
    }),
    await office.createRegion(actor, { id: 'SHERBROOKE', name: text }),
    await office.createElection(actor, { ...common, id: 'PROV-2025', name: text, type: 'provincial' }),
    await office.createRegion(actor, { id: 'QUEBEC-NORD', name: text }),
    ...(await Promise.all(
      ['SHERBROOKE', 'QUEBEC-NORD'].map((regionId) =>
        office.putRace(actor, {
          ...{ electionId: 'PROV-2025', regionId, method: 'single_choice', seats: 1, maxRanks: 1 },
          ruleSet: 'plurality',
        }),
      ),
    )),
  ];
  expect(acts.filter(({ ok }) => !ok)).toEqual([]);
}

/** Its own keys, under a prefix that no other test has. */
function openRoll(): VoterRoll {
  const url = process.env['REDIS_URL'];
  if (url === undefined) throw new Error('REDIS_URL is not set: these tests need a real Redis.');
  return openVoterRoll({ url, logger: silent, keyPrefix: `test-${randomBytes(8).toString('hex')}:` });
}

async function forget(opened: VoterRoll): Promise<void> {
  for (const rollKey of [LAW, PROVINCIAL]) await opened.removeRoll(rollKey);
}

async function connected(opened: VoterRoll): Promise<void> {
  const deadline = Date.now() + 5_000;
  for (;;) {
    try {
      await opened.check();
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }
}

async function generate(
  count: number,
  rollKey: RollKey = LAW,
  regions: readonly string[] = [],
): Promise<string> {
  const output = path.join(folder, 'set');
  const request = { count, rollKey, regions, scheme: 'hmac-sha256', pepper, output } as const;
  await generateCredentials(
    { ...request, shardSize: 400, workers: 0, replace: true },
    new AbortController().signal,
    () => undefined,
  );
  return output;
}

async function letters(set: string): Promise<[string, string][]> {
  const text = await readFile(path.join(set, 'letters', 'letters-00001.csv'), 'utf8');
  return text
    .split('\n')
    .slice(1, -1)
    .map((line) => line.split(',') as [string, string]);
}

const loadWith = async (change: Partial<LoadOptions>, ...paths: string[]) =>
  loadRoll(await openRollSource(paths), office, roll, {
    ...{ replace: false, pepperCheck: undefined, onProgress: () => undefined },
    ...change,
  });
const load = (...paths: string[]) => loadWith({}, ...paths);

/** As the worker has it from the record. */
async function onRecord(rollKey: RollKey): Promise<RecordedRoll> {
  const found = (await store.rolls()).find((each) => each.rollKey === rollKey);
  if (found === undefined) throw new Error(`no roll ${rollKey} is on record`);
  return found;
}
const newSubmission = () => issueSubmissionId(randomBytes(12), () => randomBytes(4));

describe('roll load', () => {
  it('puts the voters on the roll, registers it, and can be done again', async () => {
    const set = await generate(1_000);
    expect(await load(set)).toMatchObject({ roll: LAW, added: 1_000, alreadyThere: 0, credentials: 1_000 });
    expect(await store.rolls()).toMatchObject([
      { rollKey: LAW, credentials: 1_000n, buckets: 16, scheme: 'hmac-sha256' },
    ]);
    const [[nas, code]] = (await letters(set)) as [[string, string]];
    const claim = {
      roll: await onRecord(LAW),
      credentialHash: hash(nas, code, 'L2025-001'),
      submissionId: newSubmission(),
    };
    expect(await roll.claim([claim])).toEqual(['claimed']);
    expect(await load(path.join(set, 'roll'))).toMatchObject({ added: 0, alreadyThere: 1_000 });
    expect(await load(path.join(set, 'roll', 'manifest.json'))).toMatchObject({ credentials: 1_000 });
    expect(await roll.claim([claim])).toEqual(['mine']);
  });

  it('knows the region of each voter of an election', async () => {
    const rollKey = PROVINCIAL;
    const set = await generate(10, rollKey, ['SHERBROOKE']);
    await load(set);
    const [[nas, code]] = (await letters(set)) as [[string, string]];
    const claim = {
      ...{ roll: await onRecord(rollKey), credentialHash: hash(nas, code, 'PROV-2025') },
      submissionId: newSubmission(),
    };
    expect(
      await roll.claim([
        { ...claim, region: 'MONTREAL-NORD' },
        { ...claim, region: 'SHERBROOKE' },
      ]),
    ).toEqual(['wrong-region', 'claimed']);
  });

  it('puts on record how many vote in each region', async () => {
    const set = await generate(11, PROVINCIAL, ['SHERBROOKE', 'QUEBEC-NORD']);
    const report = await load(set);
    expect(report.remarks).toEqual([]);
    const [registered] = await store.rolls();
    expect([...(registered?.regions ?? [])]).toEqual([
      ['QUEBEC-NORD', 5n],
      ['SHERBROOKE', 6n],
    ]);
    expect(await rollReports(store, roll)).toMatchObject([
      { roll: PROVINCIAL, registered: 11, regions: { 'QUEBEC-NORD': 5, SHERBROOKE: 6 }, advice: undefined },
    ]);
  });

  it('loads nothing when a line has a region without a race, and names those that there are', async () => {
    const set = await generate(11, PROVINCIAL, ['SHERBROOKE', 'MONTREAL-NORD']);
    await expect(load(set)).rejects.toThrow(
      /roll-00001\.txt, line \d+, column 45: The election has no race in this region\..* are: QUEBEC-NORD, SHERBROOKE\. \(unknown-region\) Nothing was loaded\./,
    );
    expect(await store.rolls()).toEqual([]);
  });

  it('takes no roll of a law or an election that is not there, before it reads the voters', async () => {
    for (const rollKey of [lawRollKey('NONE'), electionRollKey('NONE')]) {
      await expect(load(await generate(1, rollKey))).rejects.toThrow('create it first');
      expect(await store.rolls()).toEqual([]);
    }
  });

  it('leaves the record as it is when Redis has fewer than voters were told of', async () => {
    await load(await generate(20));
    expect(await office.step({ name: 'a test' }, LAW, { step: 'open' })).toMatchObject({ ok: true });
    await forget(roll);
    await expect(load(await generate(10))).rejects.toThrow('Redis has lost some of the 20 credentials');
    expect(await store.rolls()).toMatchObject([{ credentials: 20n }]);
  });

  it('adds to the roll of a draft, or takes its place when told to; once voters were told it only adds', async () => {
    const first = await generate(20);
    await load(first);
    const added = await load(await generate(10));
    expect(added).toMatchObject({ added: 10, credentials: 30 });
    const replaced = await loadWith({ replace: true }, await generate(7));
    expect(replaced).toMatchObject({ added: 7, credentials: 7 });
    expect(replaced.remarks.join()).toContain('which had 30 credentials');
    expect(await rollReports(store, roll)).toMatchObject([{ registered: 7, advice: undefined }]);
    expect(await office.step({ name: 'a test' }, LAW, { step: 'open' })).toMatchObject({ ok: true });
    await expect(loadWith({ replace: true }, await generate(3))).rejects.toThrow('only grows');
    expect(await load(await generate(3))).toMatchObject({ credentials: 10 });
    expect(await rollReports(store, roll)).toMatchObject([{ registered: 10, advice: undefined }]);
  });

  it('refuses a set that was hashed with another pepper than the services have', async () => {
    const set = await generate(5);
    const other = pepperCheck(new Uint8Array(32).fill(8), nodeDigest);
    await expect(loadWith({ pepperCheck: other }, set)).rejects.toThrow('another pepper');
    expect(await store.rolls()).toEqual([]);
    const own = pepperCheck(pepper, nodeDigest);
    await loadWith({ pepperCheck: own }, set);
    expect(await onRecord(LAW)).toMatchObject({ pepperCheck: own });
  });

  it('loads nothing of a roll with one damaged file', async () => {
    const set = await generate(1_000);
    await appendFile(path.join(set, 'roll', 'roll-00003.txt'), 'x\n');
    await expect(load(set)).rejects.toThrow('roll-00003.txt is not the file that the manifest describes');
    await rm(path.join(set, 'roll', 'roll-00003.txt'));
    await expect(load(set)).rejects.toThrow('roll-00003.txt cannot be read');
    expect(await store.rolls()).toEqual([]);
  });

  it('says what is wrong with what it was given', async () => {
    await expect(load(path.join(folder, 'nothing'))).rejects.toThrow('does not exist');
    await expect(load(folder)).rejects.toThrow('holds no manifest.json');
    const text = path.join(folder, 'roll.txt');
    await writeFile(text, '');
    await expect(load(text)).rejects.toThrow('neither a roll folder');
    await writeFile(path.join(folder, 'manifest.json'), '{}');
    await expect(load(folder)).rejects.toThrow('no manifest of a roll');
  });

  it('refuses a second scheme for a roll', async () => {
    const set = await generate(10);
    await office.recordRoll({ name: 'a test' }, LAW, { credentials: 1, buckets: 1, scheme: 'sha256' });
    await expect(load(set)).rejects.toThrow(ConfigurationError);
    expect(await store.rolls()).toMatchObject([{ credentials: 1n, scheme: 'sha256' }]);
  });
});

describe('roll load of the older system’s files', () => {
  function legacy(nas: string, code: string, lawId = 'L2025-001'): Record<string, string> {
    const sum = createHash('sha256').update(`${nas}|${code}|${lawId}`).digest('hex');
    return { nas, code, law_id: lawId, hash: sum, vote: 'oui' };
  }
  async function write(name: string, content: unknown): Promise<string> {
    const file = path.join(folder, name);
    await writeFile(file, JSON.stringify(content, undefined, 2));
    return file;
  }

  it('takes several files, and says how many of their codes nobody can type (fault 14)', async () => {
    await write('hashes_1.json', [legacy('100000001', 'ABC001'), legacy('100000002', 'ABC002')]);
    await write('hashes_2.json', [legacy('100000003', 'ABC100000')]);
    const report = await load(folder);
    expect(report).toMatchObject({ roll: LAW, scheme: 'sha256', added: 3 });
    expect(report.remarks.join('\n')).toContain('1 of them have a NAS or code that no voter can type');
    const plain = createCredentialHash({ scheme: 'sha256', digest: nodeDigest });
    const credentialHash = plain('100000002', 'ABC002', 'L2025-001');
    const claim = { roll: await onRecord(LAW), credentialHash, submissionId: newSubmission() };
    expect(await roll.claim([claim])).toEqual(['claimed']);
  });

  it('names file and entry of what is wrong, never the credential (P6)', async () => {
    const wrong = await write('wrong.json', [
      legacy('100000001', 'ABC001'),
      { ...legacy('100000002', 'ABC002'), code: 'ABC003' },
    ]);
    const failure: unknown = await load(wrong).catch((error: unknown) => error);
    expect(String(failure)).toContain('wrong.json, entry 2 is not usable');
    expect(String(failure)).not.toMatch(/100000002|ABC00/);
    expect(await store.rolls()).toEqual([]);
  });

  it('takes one law at a time, whole files, and at least one credential', async () => {
    const two = await write('two.json', [legacy('100000001', 'A00001'), legacy('100000001', 'A00001', 'L2')]);
    await expect(load(two)).rejects.toThrow('load one law at a time');
    const torn = path.join(folder, 'torn.json');
    await writeFile(torn, JSON.stringify([legacy('100000001', 'A00001')]).slice(0, -1));
    await expect(load(torn)).rejects.toThrow('cut short');
    await expect(load(await write('empty.json', []))).rejects.toThrow('No credential');
  });
});

describe('roll status and rebuild', () => {
  it('sees that Redis lost the roll, and puts the votes back after it was loaded again', async () => {
    const set = await generate(300);
    await load(set);
    expect(await office.step({ name: 'a test' }, LAW, { step: 'open' })).toMatchObject({ ok: true });
    const votes = (await letters(set)).slice(0, 100).map(([nas, code]): EligibleVote => ({
      submissionId: newSubmission(),
      contest: 'law:L2025-001' as ContestKey,
      credentialHash: Buffer.from(hash(nas, code, 'L2025-001')).toString('base64url'),
      acceptedAtMs: Date.now() + 10_000, // once the law is open
      selection: lawSelection('oui'),
    }));
    await counting.settleVotes(votes);
    expect(await rollReports(store, roll)).toMatchObject([{ roll: LAW, registered: 300, advice: undefined }]);

    await forget(roll);
    await roll.close();
    roll = openRoll();
    await connected(roll);
    expect(await rollReports(store, roll)).toMatchObject([{ redis: { state: 'absent' } }]);
    expect((await rollReports(store, roll))[0]?.advice).toContain('roll load');
    await expect(rebuildClaims([], store, roll, () => undefined)).rejects.toThrow('load its files first');

    await load(set);
    const seen: number[] = [];
    expect(await rebuildClaims([], store, roll, (_, claims) => seen.push(claims))).toEqual([
      {
        ...{ roll: LAW, restored: 100, alreadyThere: 0, claimedByAnother: 0, notOnRoll: 0 },
        ...{ withoutVote: 0, released: 0 },
      },
    ]);
    expect(seen.at(-1)).toBe(100);
    const place = await onRecord(LAW);
    const again = votes.map((vote) => ({
      roll: place,
      credentialHash: Buffer.from(vote.credentialHash, 'base64url'),
      submissionId: vote.submissionId,
    }));
    expect(new Set(await roll.claim(again))).toEqual(new Set(['mine']));
    const second = again.map((claim) => ({ ...claim, submissionId: newSubmission() }));
    expect(new Set(await roll.claim(second))).toEqual(new Set(['already-voted']));
  });

  it('P3: of a roll in two sets nobody is rejected until both are loaded again, and then exactly the others', async () => {
    const first = path.join(folder, 'first');
    await rename(await generate(20), first);
    const second = await generate(20);
    await load(first);
    await load(second);
    const voters = [...(await letters(first)), ...(await letters(second))];
    const claims = async (hashes: readonly Uint8Array[]) => {
      const place = await onRecord(LAW);
      const decisions = await roll.claim(
        hashes.map((credentialHash) => ({ roll: place, credentialHash, submissionId: newSubmission() })),
      );
      return new Set(decisions);
    };
    const hashes = voters.map(([nas, code]) => hash(nas, code, 'L2025-001'));
    await forget(roll);
    expect(await claims(hashes)).toEqual(new Set(['roll-missing']));
    await expect(load(first)).rejects.toThrow('load the rest too');
    expect(await claims(hashes)).toEqual(new Set(['roll-missing']));
    expect((await rollReports(store, roll))[0]?.advice).toContain('roll load');
    expect(await load(second)).toMatchObject({ credentials: 40 });
    expect(await claims(hashes)).toEqual(new Set(['claimed']));
    expect(await claims([randomBytes(32)])).toEqual(new Set(['unknown-credential']));
    expect(await rollReports(store, roll)).toMatchObject([{ registered: 40, advice: undefined }]);
  });

  it('tells claims without a vote by number, and releases them when told: nobody votes twice by it', async () => {
    await load(await generate(30));
    expect(await office.step({ name: 'a test' }, LAW, { step: 'open' })).toMatchObject({ ok: true });
    const place = await onRecord(LAW);
    const voters = await letters(path.join(folder, 'set'));
    const claims = voters.slice(0, 20).map(([nas, code]) => ({
      ...{ roll: place, credentialHash: hash(nas, code, 'L2025-001'), submissionId: newSubmission() },
    }));
    await roll.claim(claims);
    // Opening takes effect a few seconds later.
    const acceptedAtMs = (await office.law('L2025-001'))?.window.opensAtMs ?? 0;
    const counted = claims.slice(0, 12).map(({ credentialHash, submissionId }): EligibleVote => ({
      ...{ submissionId, contest: 'law:L2025-001' as ContestKey, acceptedAtMs },
      credentialHash: Buffer.from(credentialHash).toString('base64url'),
      selection: lawSelection('oui'),
    }));
    await counting.settleVotes(counted);
    const told = await rebuildClaims([], store, roll, () => undefined);
    expect(told).toMatchObject([{ alreadyThere: 12, withoutVote: 8, released: 0 }]);
    expect(await rebuildClaims([], store, roll, () => undefined, true)).toMatchObject([
      { withoutVote: 8, released: 8 },
    ]);
    expect(await rebuildClaims([], store, roll, () => undefined)).toMatchObject([{ withoutVote: 0 }]);
    const again = claims.map((claim) => ({ ...claim, submissionId: newSubmission() }));
    const decisions = await roll.claim(again);
    expect(decisions.slice(0, 12).every((decision) => decision === 'already-voted')).toBe(true);
    expect(decisions.slice(12).every((decision) => decision === 'claimed')).toBe(true);
  });

  it('sees what Redis has more than is on record', async () => {
    await load(await generate(10));
    const place = await onRecord(LAW);
    const behind = await roll.beginLoad(place, 'grow');
    await behind?.stage([{ hash: randomBytes(32) }]);
    expect((await rollReports(store, roll))[0]?.advice).toBeUndefined(); // nobody can vote by it
    await behind?.adopt(place.generation);
    await behind?.end();
    expect((await rollReports(store, roll))[0]?.advice).toContain('more than are on record: 1 credentials');
  });

  it('refuses to rebuild what is not registered', async () => {
    await expect(rebuildClaims([lawRollKey('NONE')], store, roll, () => undefined)).rejects.toThrow(
      'No roll law:NONE is registered',
    );
  });
});
