import { createRequire } from 'node:module';
import { declare } from '@scrutin/declaration';
import { electionRollKey } from '@scrutin/election';
import { SETTLING_DELAY_MS } from '@scrutin/election';
import type { PrintFonts } from '@scrutin/printing';
import { openPrintFonts, printDocument } from '@scrutin/printing';
import { useDatabase } from '@scrutin/testkit/database';
import {
  at,
  both,
  IRV,
  prepareElection,
  prepareParty,
  problem,
  UNIT_MS,
  V1,
} from './fixture/prepared-election.ts';
import type { TestAdminApi } from './fixture/test-admin-api.ts';
import { openAdminApi, START_MS } from './fixture/test-admin-api.ts';
import { castBallots, rollLines, rollText } from './fixture/test-ballots.ts';
import type { TestClient } from './fixture/test-client.ts';

const { database, closeBefore } = useDatabase();
let api: TestAdminApi;
let official: TestClient;

beforeAll(async () => {
  api = await openAdminApi(database, process.env['REDIS_URL'], { fallbackFont: MATH });
  closeBefore(() => api.close());
  official = await api.logIn('official', 'marie@elections.example');
});
afterEach(() => {
  expect(api.errors).toEqual([]);
});

/** A font with signs of mathematics, which the usual fonts do not have. */
const MATH = createRequire(import.meta.url).resolve(
  '@fontsource/noto-sans-arabic/files/noto-sans-arabic-math-400-normal.woff',
);

const cast = async (contest: string, ballots: Readonly<Record<string, number>>) => {
  await castBallots(await database.urlFor('scrutin_aggregator'), contest, ballots);
};

const prepare = (id: string, race: object, units: readonly [number, number]) =>
  prepareElection(official, id, race, units);

beforeAll(() => prepareParty(official));
beforeEach(() => {
  api.clock.nowMs = START_MS;
});

describe('an official with HTTP only', () => {
  it('takes an election from the first record to a certified result, with every act on record (P8, P9)', async () => {
    await prepare('E1', IRV, [1, 5]);
    const E1 = `${V1}/elections/E1`;
    const step = (name: string, more: object = {}) => official.post(`${E1}/steps`, { step: name, ...more });
    const draft = await official.get(E1).expect(200);
    expect(draft.body).toMatchObject({
      status: 'draft',
      state: 'draft',
      results_visibility: 'after-closing',
      possible: { steps: ['schedule', 'open'] },
      races: [{ region_id: 'E1-NORD', region_name: both('Nord'), candidates: [{ id: 'alder' }, {}, {}] }],
    });

    const scheduled = await step('schedule').expect(200);
    expect(scheduled.body).toMatchObject({
      status: 'scheduled',
      state: 'scheduled',
      possible: {
        steps: ['unschedule', 'open', 'extend'],
        changes: expect.arrayContaining(['withdrawals']) as unknown,
      },
    });
    api.clock.nowMs = START_MS + 2 * UNIT_MS;
    expect((await official.get(E1)).body).toMatchObject({ state: 'open' });
    await cast('election:E1:E1-NORD', { 'alder>birch': 4, 'birch>alder': 3, 'cedar>birch': 2 });

    const race = `${E1}/regions/E1-NORD`;
    await official.post(`${race}/tabulations`).expect(409);
    api.clock.nowMs = START_MS + 5 * UNIT_MS;
    const counted = await official.post(`${race}/tabulations`).expect(201);
    expect(counted.body).toMatchObject({
      contest: 'election:E1:E1-NORD',
      rule_set: 'irv',
      status: 'complete',
      ballots: 9,
      winners: ['birch'],
      published_at: null,
      ballots_digest: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown,
      rounds: [{ number: 1, tally: { alder: '4', birch: '3', cedar: '2' } }, { number: 2 }],
    });
    const { id, rounds } = counted.body as {
      id: string;
      rounds: { explanation: Record<string, string[]> }[];
    };
    expect(rounds[0]?.explanation['fr']?.join(' ')).toContain('Jean cedar');
    expect(rounds[0]?.explanation['en']?.join(' ')).toContain('Jean cedar');

    expect(problem(await step('certify').expect(409))[0]).toBe('incomplete');
    const declaration = `${V1}/contests/election:E1/declaration`;
    expect(problem(await official.get(declaration).expect(409))[0]).toBe('state-forbids');
    const drafted = await official.get(`${declaration}?draft=true&format=text&language=en`).expect(200);
    expect(drafted.text).toContain('*** DRAFT: the result is not certified ***');
    await official.post(`${V1}/tabulations/${id}/publication`).expect(200);
    await official.post(`${V1}/tabulations/${id}/publication`).expect(409);
    api.clock.nowMs += SETTLING_DELAY_MS;
    const certified = await step('certify', { reason: 'All is counted √' }).expect(200);
    expect(certified.body).toMatchObject({ status: 'certified', possible: { steps: [], changes: [] } });
    const pdf = await official.get(declaration).expect(200).expect('Content-Type', 'application/pdf');
    expect(pdf.headers).toMatchObject({
      'content-disposition': expect.stringMatching(
        /^attachment; filename=declaration-E1-(?:fr|en)\.pdf$/,
      ) as unknown,
      'cache-control': 'no-store',
    });
    expect((pdf.body as Buffer).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await official.get(declaration)).body).toEqual(pdf.body);
    // The office's own font is in it, and the command line, which prints the same record, writes the same bytes.
    const french = (await official.get(`${declaration}?language=fr`)).body as Buffer;
    const record = await api.office.declaration(electionRollKey('E1'), { allowDraft: false });
    const printed = async (fonts: PrintFonts): Promise<Buffer> => {
      const chunks: Uint8Array[] = [];
      if (!record.ok) throw new Error(record.detail);
      for await (const chunk of printDocument(declare(record.value, 'fr'), fonts)) chunks.push(chunk);
      return Buffer.concat(chunks);
    };
    expect((await printed(openPrintFonts(MATH))).equals(french)).toBe(true);
    expect((await printed(openPrintFonts())).equals(french)).toBe(false);
    const text = await official.get(`${declaration}?format=text&language=fr`).expect(200);
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(text.text).toContain('DÉCLARATION DES RÉSULTATS');
    await official.get(`${V1}/contests/election:NONE/declaration`).expect(404);
    await official.get(`${V1}/contests/nothing/declaration`).expect(404);
    await official.get(`${declaration}?format=word`).expect(422);
    expect((await official.get(`${V1}/tabulations/${id}`)).body).toMatchObject({ published_at: at(5) });
    expect((await official.get(`${race}/tabulations`)).body).toMatchObject([{ id, winners: ['birch'] }]);

    const auditor = await api.logIn('auditor');
    const acts = await auditor.get(`${V1}/acts?subject=election:E1`).expect(200);
    const actions = (acts.body as { action: string; actor: string }[]).map(({ action }) => action).reverse();
    expect(actions).toEqual([
      'election.create',
      'race.put',
      'candidate.create',
      'candidate.create',
      'candidate.create',
      'roll.load',
      'roll.record',
      'election.schedule',
      'tabulation.record',
      'tabulation.publish',
      'election.certify',
    ]);
    for (const act of acts.body as { actor: string }[]) expect(act.actor).toBe('marie@elections.example');
  });

  it('uses the lot on record for a tie, and is made by no other rules than those of the race', async () => {
    await prepare('E2', { method: 'single_choice', seats: 1, max_ranks: 1, rule_set: 'plurality' }, [1, 5]);
    const race = `${V1}/elections/E2/regions/E2-NORD/tabulations`;
    await official.post(`${V1}/elections/E2/steps`, { step: 'schedule' }).expect(200);
    await cast('election:E2:E2-NORD', { alder: 2, birch: 2 });
    api.clock.nowMs = START_MS + 6 * UNIT_MS;
    const tied = await official.post(race).expect(201);
    expect(tied.body).toMatchObject({
      status: 'awaits-lot',
      winners: null,
      rounds: [{ number: 1 }],
      tie: { purpose: 'elect', candidates: ['alder', 'birch'], among: ['alder', 'birch'] },
    });
    const { id, rounds } = tied.body as { id: string; rounds: { explanation: { fr: string[] } }[] };
    expect(rounds[0]?.explanation.fr.join(' ')).toMatch(/attend un tirage au sort entre .* pour un siège/);
    expect(problem(await official.post(`${V1}/tabulations/${id}/publication`).expect(409))[0]).toBe(
      'incomplete',
    );

    const otherwise = await official.post(race, { rule_set: 'irv:lot=birch' }).expect(422);
    expect(problem(otherwise)).toEqual(['invalid', expect.stringContaining('plurality')]);
    expect(problem(await official.post(race, { rule_set: 'lottery' }).expect(422))[0]).toBe('invalid');
    const inTheRules = await official.post(race, { rule_set: 'plurality:lot=birch' }).expect(422);
    expect(problem(inTheRules)).toEqual(['invalid', expect.stringContaining('put on record')]);
    const lot = {
      purpose: 'elect',
      tied: ['alder', 'birch'],
      drawn: ['birch', 'alder'],
      method: 'slips of paper',
      drawn_by: 'Marie Roy',
      witnesses: 'Jean Fortin',
    };
    const lots = `${V1}/tabulations/${id}/lots`;
    await official.post(lots, { ...lot, drawn: ['cedar', 'birch'] }).expect(422);
    expect((await official.post(lots, lot).expect(201)).body).toMatchObject({ ...lot, tabulation_id: id });
    await official.post(lots, lot).expect(409);
    expect((await official.get(lots)).body).toMatchObject([lot]);
    const decided = await official.post(race).expect(201);
    expect(decided.body).toMatchObject({ status: 'complete', winners: ['birch'] });
    expect((await official.get(race)).body).toMatchObject([{ status: 'complete' }, { status: 'awaits-lot' }]);
    const publish = (count: unknown, body?: object) =>
      official.post(`${V1}/tabulations/${(count as { id: string }).id}/publication`, body);
    await publish(decided.body).expect(200);
    const recount = await official.post(race).expect(201);
    expect(problem(await publish(recount.body).expect(422))).toEqual([
      'invalid',
      expect.stringContaining('give the reason'),
    ]);
    await publish(recount.body, { reason: 'A recount was asked for.' }).expect(200);
    await publish(decided.body, { reason: 'It found nothing new.' }).expect(200);
    expect((await official.get(`${V1}/tabulations/${id}/publications`)).body).toMatchObject([
      { tabulation_id: (decided.body as { id: string }).id, reason: 'It found nothing new.' },
      { reason: 'A recount was asked for.' },
      { supersedes: null, reason: null },
    ]);
  });

  it('counts a law with its quorum and threshold', async () => {
    const law = {
      id: 'L1',
      approval: 'single-official',
      title: both('Loi'),
      summary: both(''),
      opens_at: at(1),
      closes_at: at(2),
      quorum_votes: 10,
      threshold: '66,67 %',
    };
    await official.post(`${V1}/laws`, law).expect(201);
    await official
      .upload(`${V1}/rolls/law:L1?scheme=hmac-sha256&manifest=none`, rollText(rollLines(20)))
      .expect(200);
    await official.post(`${V1}/laws/L1/steps`, { step: 'schedule' }).expect(200);
    await cast('law:L1', { oui: 6, non: 4 });
    api.clock.nowMs = START_MS + 3 * UNIT_MS;
    const counted = await official.post(`${V1}/laws/L1/tabulations`).expect(201);
    expect(counted.body).toMatchObject({
      rule_set: 'referendum:threshold=66.67%,comparison=at-least,quorumBallots=10',
      status: 'complete',
      ballots: 10,
      referendum: { verdict: 'rejected', required: '7', quorum: '10' },
    });
    const { id } = counted.body as { id: string };
    await official.post(`${V1}/tabulations/${id}/publication`).expect(200);
    api.clock.nowMs += SETTLING_DELAY_MS;
    const certified = await official.post(`${V1}/laws/L1/steps`, { step: 'certify' }).expect(200);
    expect(certified.body).toMatchObject({
      state: 'certified',
      quorum_votes: 10,
      threshold: '66.67%',
    });
  });

  it('counts without the candidates who withdrew', async () => {
    await prepare('E3', IRV, [1, 5]);
    await official.post(`${V1}/elections/E3/steps`, { step: 'schedule' }).expect(200);
    api.clock.nowMs = START_MS + 2 * UNIT_MS;
    await cast('election:E3:E3-NORD', { 'alder>cedar': 3, birch: 2 });
    const alder = `${V1}/elections/E3/regions/E3-NORD/candidates/alder`;
    expect(problem(await official.post(`${alder}/withdrawal`).expect(422))[0]).toBe('invalid');
    const withdrawn = await official.post(`${alder}/withdrawal`, { reason: 'Santé' }).expect(200);
    expect(withdrawn.body).toMatchObject({
      withdrawn_at: new Date(api.clock.nowMs + 5_000).toISOString(),
      time_zone: expect.stringMatching(/^(?:UTC|\w+\/\w+)$/) as string,
    });
    api.clock.nowMs = START_MS + 5 * UNIT_MS;
    const counted = await official.post(`${V1}/elections/E3/regions/E3-NORD/tabulations`).expect(201);
    expect(counted.body).toMatchObject({ winners: ['cedar'] });
  });
});

describe('an act that is not allowed', () => {
  it('is refused with the reason and changes nothing', async () => {
    await prepare('E4', IRV, [1, 5]);
    const E4 = `${V1}/elections/E4`;
    const step = (name: string, more: object = {}) => official.post(`${E4}/steps`, { step: name, ...more });
    expect(problem(await step('close', { reason: 'x' }).expect(409))).toEqual([
      'state-forbids',
      expect.stringContaining('It is a draft'),
    ]);
    await step('certify').expect(409);
    await step('extend', { closes_at: at(9), reason: 'x' }).expect(409);
    await step('schedule').expect(200);
    expect(problem(await step('unschedule').expect(422))).toEqual([
      'invalid',
      expect.stringContaining('reason'),
    ]);
    await official.send('patch', E4, { opens_at: at(2), closes_at: at(6) }).expect(409);
    await official.send('patch', E4, { opens_at: at(2) }).expect(422);
    await official.send('delete', E4).expect(409);
    await official.send('put', `${E4}/regions/E4-NORD`, { ...IRV, max_ranks: 2 }).expect(409);
    expect(problem(await official.send('delete', `${V1}/regions/E4-NORD`).expect(409))[0]).toBe('in-use');
    expect(
      problem(await official.post(`${V1}/regions`, { id: 'E4-NORD', name: both('x') }).expect(409))[0],
    ).toBe('already-exists');
    api.clock.nowMs = START_MS + 2 * UNIT_MS;
    await step('extend', { closes_at: at(3), reason: 'x' }).expect(422);
    const extended = await step('extend', { closes_at: at(9), reason: 'Panne' }).expect(200);
    expect(extended.body).toMatchObject({ closes_at: at(9), state: 'open' });
    const acts = await official.get(`${V1}/acts?subject=election:E4&limit=1`);
    expect(acts.body).toMatchObject([{ action: 'election.extend', reason: 'Panne', before: {}, after: {} }]);
  });

  it('is refused if it was made from a version of the contest that somebody else has changed since', async () => {
    await prepare('E8', IRV, [5, 6]);
    const race = `${V1}/elections/E8/regions/E8-NORD`;
    const { headers } = await official.get(`${V1}/elections/E8`).expect(200);
    const etag = headers['etag'] as string;
    expect(etag).toMatch(/^"[0-9a-f]{64}"$/);
    expect((await official.get(`${race}/candidates`)).headers['etag']).toBe(etag);
    const changed = (path: string, body: object, tag: string) =>
      official.send('put', path, body).set('If-Match', tag);
    await changed(race, { ...IRV, max_ranks: 2 }, etag).expect(200);
    const outdated = await changed(race, IRV, etag).expect(412);
    expect(problem(outdated)).toEqual(['outdated', expect.stringContaining('read it again')]);
    const remove = official.send('delete', `${race}/candidates/cedar`);
    await remove.set('If-Match', `${etag}, W/"x"`).expect(412);
    expect((await official.get(race.replace('/regions/E8-NORD', ''))).body).toMatchObject({
      races: [{ max_ranks: 2, candidates: [{}, {}, {}] }],
    });
    await changed(race, IRV, '*').expect(200);
    const present = (await official.get(`${V1}/elections/E8`)).headers['etag'] as string;
    await changed(race, { ...IRV, max_ranks: 2 }, `"${'0'.repeat(64)}", ${present}`).expect(200);
  });

  it('succeeds once if two officials do it at the same time', async () => {
    await prepare('E5', IRV, [1, 5]);
    const other = await api.logIn('official');
    const steps = await Promise.all(
      [official, other, official, other].map((client) =>
        client.post(`${V1}/elections/E5/steps`, { step: 'schedule' }),
      ),
    );
    expect(steps.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    const made = await Promise.all(
      [official, other].map((client) => client.post(`${V1}/regions`, { id: 'TWICE', name: both('x') })),
    );
    expect(made.map(({ status }) => status).sort()).toEqual([201, 409]);
    const acts = await official.get(`${V1}/acts?subject=region:TWICE`);
    expect(acts.body).toHaveLength(1);
  });
});

describe('drafts', () => {
  it('are changed, and are removed with everything that belongs to them', async () => {
    await prepare('E6', IRV, [1, 5]);
    const E6 = `${V1}/elections/E6`;
    const alder = `${E6}/regions/E6-NORD/candidates/alder`;
    const changed = await official
      .send('patch', alder, { bio: both('Ingénieure'), photo_url: 'https://p.example/a.jpg' })
      .expect(200);
    expect(changed.body).toMatchObject({ bio: both('Ingénieure'), last_name: 'alder' });
    const without = await official.send('patch', alder, { photo_url: null }).expect(200);
    expect(without.body).toMatchObject({ photo_url: null, bio: both('Ingénieure') });
    const moved = await official.send('patch', E6, { opens_at: at(2), closes_at: at(6) }).expect(200);
    expect(moved.body).toMatchObject({ opens_at: at(2), name: both('E6') });
    for (const name of ['alder', 'birch', 'cedar']) {
      await official.send('delete', `${E6}/regions/E6-NORD/candidates/${name}`).expect(204);
    }
    expect((await official.get(`${E6}/regions/E6-NORD/candidates`)).body).toEqual([]);
    await official.send('delete', `${E6}/regions/E6-NORD`).expect(204);
    await official.send('delete', E6).expect(204);
    await official.get(E6).expect(404);

    const law = { id: 'L6', title: both('Loi'), summary: both('x'), opens_at: at(1), closes_at: at(2) };
    await official.post(`${V1}/laws`, { ...law, quorum_votes: 5 }).expect(201);
    const patched = await official.send('patch', `${V1}/laws/L6`, { quorum_votes: null }).expect(200);
    expect(patched.body).toMatchObject({ quorum_votes: null, title: both('Loi') });
    await official.send('delete', `${V1}/laws/L6`).expect(204);
  });
});
