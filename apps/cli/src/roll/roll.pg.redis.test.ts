import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openBallotStore, openElectionOffice } from '@scrutin/ballot-store';
import type { BallotStore, ElectionOffice } from '@scrutin/ballot-store';
import type { EligibleVote } from '@scrutin/contracts';
import { createCredentialHash } from '@scrutin/credentials';
import { electionRollKey, issueSubmissionId, lawRollKey, lawSelection } from '@scrutin/election';
import type { ContestKey, RollKey } from '@scrutin/election';
import { ConfigurationError, nodeDigest } from '@scrutin/service-runtime';
import { createTestDatabase } from '@scrutin/testkit';
import type { TestDatabase } from '@scrutin/testkit';
import { openVoterRoll } from '@scrutin/voter-roll';
import type { VoterRoll } from '@scrutin/voter-roll';
import { generateCredentials } from '../credentials/generate.ts';
import { loadRoll } from './load.ts';
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

/** A law, and an election with a race in SHERBROOKE: what the rolls of these tests are of. */
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
    await office.putRace(actor, {
      electionId: 'PROV-2025',
      regionId: 'SHERBROOKE',
      method: 'single_choice',
      seats: 1,
      maxRanks: 1,
      ruleSet: 'plurality',
    }),
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

const load = async (...paths: string[]) =>
  loadRoll(await openRollSource(paths), office, roll, () => undefined);
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
      rollKey: LAW,
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
    const claim = { rollKey, credentialHash: hash(nas, code, 'PROV-2025'), submissionId: newSubmission() };
    expect(
      await roll.claim([
        { ...claim, region: 'MONTREAL-NORD' },
        { ...claim, region: 'SHERBROOKE' },
      ]),
    ).toEqual(['wrong-region', 'claimed']);
  });

  it('puts on record how many vote in each region, and says where there is no race', async () => {
    const set = await generate(11, PROVINCIAL, ['SHERBROOKE', 'MONTREAL-NORD']);
    const report = await load(set);
    expect(report.remarks).toEqual([
      '5 of its voters vote in MONTREAL-NORD, where the election has no race.',
    ]);
    const [registered] = await store.rolls();
    expect([...(registered?.regions ?? [])]).toEqual([
      ['MONTREAL-NORD', 5n],
      ['SHERBROOKE', 6n],
    ]);
    expect(await rollReports(store, roll)).toMatchObject([
      { roll: PROVINCIAL, registered: 11, regions: { 'MONTREAL-NORD': 5, SHERBROOKE: 6 }, advice: undefined },
    ]);
  });

  it('takes no roll of a law or an election that is not there, before it reads the voters', async () => {
    for (const rollKey of [lawRollKey('NONE'), electionRollKey('NONE')]) {
      await expect(load(await generate(1, rollKey))).rejects.toThrow('create it first');
      expect(await roll.status(rollKey)).toEqual({ state: 'absent' });
    }
  });

  it('leaves the record as it is when Redis has fewer than voters were told of', async () => {
    await load(await generate(20));
    expect(await office.step({ name: 'a test' }, LAW, { step: 'open' })).toMatchObject({ ok: true });
    await forget(roll);
    await expect(load(await generate(10))).rejects.toThrow('Redis has 10 credentials of the roll');
    expect(await store.rolls()).toMatchObject([{ credentials: 20n }]);
  });

  it('loads nothing of a roll with one damaged file', async () => {
    const set = await generate(1_000);
    await appendFile(path.join(set, 'roll', 'roll-00003.txt'), 'x\n');
    await expect(load(set)).rejects.toThrow('roll-00003.txt is not the file that the manifest describes');
    await rm(path.join(set, 'roll', 'roll-00003.txt'));
    await expect(load(set)).rejects.toThrow('roll-00003.txt cannot be read');
    expect(await roll.status(LAW)).toEqual({ state: 'absent' });
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
    await store.registerRoll(LAW, { credentials: 1, buckets: 1, scheme: 'sha256' });
    await expect(load(set)).rejects.toThrow(ConfigurationError);
    expect(await roll.status(LAW)).toEqual({ state: 'absent' });
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
    expect(await roll.claim([{ rollKey: LAW, credentialHash, submissionId: newSubmission() }])).toEqual([
      'claimed',
    ]);
  });

  it('names file and entry of what is wrong, never the credential (P6)', async () => {
    const wrong = await write('wrong.json', [
      legacy('100000001', 'ABC001'),
      { ...legacy('100000002', 'ABC002'), code: 'ABC003' },
    ]);
    const failure: unknown = await load(wrong).catch((error: unknown) => error);
    expect(String(failure)).toContain('wrong.json, entry 2 is not usable');
    expect(String(failure)).not.toMatch(/100000002|ABC00/);
    expect(await roll.status(LAW)).toMatchObject({ state: 'loading' });
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
      { roll: LAW, restored: 100, alreadyThere: 0, claimedByAnother: 0, notOnRoll: 0 },
    ]);
    expect(seen.at(-1)).toBe(100);
    const again = votes.map((vote) => ({
      rollKey: LAW,
      credentialHash: Buffer.from(vote.credentialHash, 'base64url'),
      submissionId: vote.submissionId,
    }));
    expect(new Set(await roll.claim(again))).toEqual(new Set(['mine']));
    const second = again.map((claim) => ({ ...claim, submissionId: newSubmission() }));
    expect(new Set(await roll.claim(second))).toEqual(new Set(['already-voted']));
  });

  it('refuses to rebuild what is not registered', async () => {
    await expect(rebuildClaims([lawRollKey('NONE')], store, roll, () => undefined)).rejects.toThrow(
      'No roll law:NONE is registered',
    );
  });
});
