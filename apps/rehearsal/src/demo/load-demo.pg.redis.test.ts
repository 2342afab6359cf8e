import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RollKey } from '@scrutin/election';
import { contestState, EFFECT_DELAY_MS, SIMPLE_MAJORITY } from '@scrutin/election';
import type { ElectionOffice } from '@scrutin/election-office';
import { openElectionOffice } from '@scrutin/election-office';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase, eventually } from '@scrutin/testkit/database';
import { silentLogger } from '@scrutin/testkit/without-services';
import type { RollEntry, VoterRoll } from '@scrutin/voter-roll';
import { openVoterRoll } from '@scrutin/voter-roll';
import { generatedVoters } from '@scrutin/voting-load';
import { addVoters } from '../simulate/fresh-voters.ts';
import type { DemoContest } from './demo-contest.ts';
import { demonstration } from './demo-contest.ts';
import { demoRoll } from './demo-roll.ts';
import type { DemoLoaded } from './load-demo.ts';
import { loadDemoContest } from './load-demo.ts';

const pepper = new Uint8Array(32).fill(3);
const actor = { name: 'a test' };
const DAY_MS = 86_400_000;

let database: TestDatabase;
let office: ElectionOffice;
let roll: VoterRoll;
let folder: string;
let contests: readonly DemoContest[];
let daysLater: number;

/** The clock of these tests. */
function now(): number {
  return Date.now() + daysLater * DAY_MS;
}

beforeEach(async () => {
  daysLater = 0;
  database = await createTestDatabase(process.env['DATABASE_URL']);
  const url = await database.urlFor('scrutin_operator');
  office = openElectionOffice({
    url,
    poolMax: 2,
    logger: silentLogger,
    applicationName: 'demo-test',
    clock: now,
  });
  const redisUrl = process.env['REDIS_URL'];
  if (redisUrl === undefined) throw new Error('REDIS_URL is not set: these tests need a real Redis.');
  roll = openVoterRoll({
    url: redisUrl,
    logger: silentLogger,
    keyPrefix: `test-${randomBytes(8).toString('hex')}:`,
  });
  await eventually('Redis answers', () => roll.check());
  folder = await mkdtemp(path.join(tmpdir(), 'scrutin-demo-'));
  ({ contests } = await demonstration());
});
afterEach(async () => {
  for (const { rollKey } of contests) await roll.removeRoll(rollKey);
  await Promise.all([office.close(), roll.close()]);
  await database.drop();
  await rm(folder, { recursive: true });
});

const kept = new Map<RollKey, readonly RollEntry[]>();
const generated = (rollKey: RollKey) => Promise.resolve(kept.get(rollKey) ?? []);
const keep = (rollKey: RollKey, entries: readonly RollEntry[]) => {
  kept.set(rollKey, entries);
  return Promise.resolve(() => Promise.resolve());
};

function load(contest: DemoContest, credentials = 60): Promise<DemoLoaded> {
  const { rollKey, regions, id } = contest;
  const voters = () => demoRoll({ folder: path.join(folder, id), rollKey, regions, credentials, pepper });
  return loadDemoContest({ office, roll, actor, room: 200, generated }, contest, voters, now());
}

async function loadAll(): Promise<DemoLoaded[]> {
  const loaded: DemoLoaded[] = [];
  for (const contest of contests) loaded.push(await load(contest));
  return loaded;
}

describe('the demonstration', () => {
  it('opens three laws and an election in six regions for a year, each with a roll', async () => {
    expect(contests.map(({ id }) => id)).toEqual(['L2025-001', 'L2025-002', 'L2025-003', 'PROV-2025']);
    expect(await loadAll()).toEqual(
      contests.map(() => ({ state: 'opened', onRoll: 60, added: 60, mended: false })),
    );
    for (const { status, window } of [...(await office.laws()), ...(await office.elections())]) {
      expect(contestState(status, window, now() + EFFECT_DELAY_MS)).toBe('open');
      expect(window.closesAtMs).toBeGreaterThan(now() + 364 * DAY_MS);
    }
    const rolls = await office.rolls();
    expect(rolls.map(({ rollKey, credentials }) => [rollKey, credentials])).toEqual([
      ['election:PROV-2025', 60n],
      ['law:L2025-001', 60n],
      ['law:L2025-002', 60n],
      ['law:L2025-003', 60n],
    ]);
    expect([...(rolls[0]?.regions.values() ?? [])]).toEqual([10n, 10n, 10n, 10n, 10n, 10n]);
  });

  it('is not changed by a second load, and keeps its voters', async () => {
    await loadAll();
    const acts = await office.acts({ limit: 500 });
    const letters = path.join(folder, 'PROV-2025/letters/letters-00001.csv');
    const before = await readFile(letters, 'utf8');
    expect(await loadAll()).toEqual(
      contests.map(() => ({ state: 'open', onRoll: 60, added: 0, mended: false })),
    );
    expect(await readFile(letters, 'utf8')).toBe(before);
    expect(await office.acts({ limit: 500 })).toHaveLength(acts.length);
  });

  it('is completed by a second load after a first one that was interrupted', async () => {
    const [law, , , election] = contests;
    await law!.prepare(office, actor, now());
    await election!.prepare(office, actor, now());
    await office.removeCandidate(actor, { electionId: 'PROV-2025', regionId: 'SHERBROOKE', id: 'grandvent' });
    expect((await loadAll()).map(({ state }) => state)).toEqual(['opened', 'opened', 'opened', 'opened']);
    const zones = [...(await office.laws()), ...(await office.elections())].map(({ timeZone }) => timeZone);
    expect(new Set(zones)).toEqual(new Set(['America/Toronto']));
    const sherbrooke = (await office.election('PROV-2025'))?.races.find(
      ({ regionId }) => regionId === 'SHERBROOKE',
    );
    expect(sherbrooke?.candidates.map(({ id }) => id)).toContain('grandvent');
  });

  it('keeps a law that exists and is open, and puts off a closing that is near', async () => {
    const [law] = contests;
    const title = { fr: 'Loi de la version précédente', en: 'Act of the former version' };
    await office.createLaw(actor, {
      kind: 'law',
      id: 'L2025-001',
      title,
      summary: title,
      status: 'draft',
      timeZone: 'UTC',
      resultsVisibility: 'live',
      blankVotes: 'not-allowed',
      approval: 'single-official',
      purpose: 'rehearsal',
      ballotRecord: 'published',
      window: { opensAtMs: now(), closesAtMs: now() + 20 * DAY_MS },
      ...SIMPLE_MAJORITY,
    });
    const record = { credentials: 1, buckets: 1, scheme: 'hmac-sha256' } as const;
    await office.recordRoll(actor, law!.rollKey, record);
    expect(await office.step(actor, law!.rollKey, { step: 'open', reason: 'All is ready' })).toMatchObject({
      ok: true,
    });
    daysLater = 1;
    expect(await load(law!)).toMatchObject({ state: 'extended' });
    expect(await load(law!)).toMatchObject({ state: 'open' });
    expect((await office.law('L2025-001'))?.title).toEqual(title);
  });

  it('reports a law that has closed without failing, and loads the others', async () => {
    await load(contests[1]!);
    daysLater = 366;
    expect((await loadAll()).map(({ state }) => state)).toEqual(['opened', 'over', 'opened', 'opened']);
  });

  it('restores a Redis that was emptied, with the voters that simulations had added', async () => {
    const [law] = contests;
    const { rollKey } = law!;
    await load(law!);
    const pepperOfSet = { pepper, office, roll, actor, generated: { keep } };
    await addVoters({ rollKey, letters: generatedVoters(30), ...pepperOfSet });
    const [before] = await office.rolls();
    expect(before).toMatchObject({ credentials: 90n });
    await roll.removeRoll(rollKey);
    expect(await load(law!)).toEqual({ state: 'open', onRoll: 90, added: 90, mended: true });
    const [after] = await office.rolls();
    expect(after).toMatchObject({ credentials: 90n, generation: before?.generation });

    kept.clear();
    await roll.removeRoll(rollKey);
    await expect(load(law!)).rejects.toThrow('Redis has lost some of the 90 credentials');
  });
});
