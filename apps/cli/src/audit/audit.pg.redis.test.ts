import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { ContestKey, RollKey, Selection } from '@scrutin/election';
import { openElectionOffice, replaceCredentials, revokeCredentials } from '@scrutin/election-office';
import { createTestDatabase } from '@scrutin/testkit';
import { candidate, done, readyElection } from '@scrutin/testkit/election-office';
import { silentLogger } from '@scrutin/testkit/without-services';
import { hash, LAW, newSubmission, PROVINCIAL, useRollServers } from '../fixture/roll-servers.ts';
import { runScrutin } from '../fixture/run-scrutin.ts';
import { castBallots } from '../fixture/test-office.ts';
import type { AuditCheck } from './audit-check.ts';

const ACTOR = { name: 'a test' };
const BEFORE = { ...process.env };
const servers = useRollServers({
  createDatabase: () => createTestDatabase(process.env['DATABASE_URL']),
  redisUrl: process.env['REDIS_URL'],
});

afterEach(() => {
  process.env = { ...BEFORE };
});

async function as(role: string, ...args: readonly string[]) {
  process.env['DATABASE_URL'] = await servers.database.urlFor(role);
  try {
    return await runScrutin(...args);
  } finally {
    process.env['DATABASE_URL'] = BEFORE['DATABASE_URL'];
  }
}

async function audit(...args: readonly string[]) {
  const { code, out, err } = await as('scrutin_auditor', 'audit', '--wait', '0', '--json', ...args);
  expect(err).toBe('');
  const { verdict, checks } = JSON.parse(out) as { verdict: string; checks: AuditCheck[] };
  const failing = checks
    .filter(({ state }) => state !== 'holds')
    .map(({ name, difference, state }) => `${name}: ${state} by ${difference}`);
  return { code, verdict, failing, checks };
}

/** Each trigger is `A` again. ENABLE TRIGGER USER would leave them off in a replica session. */
const SWITCH_ON = `
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tgname FROM pg_trigger WHERE tgrelid = 'TABLE_NAME'::regclass AND NOT tgisinternal LOOP
    EXECUTE format('ALTER TABLE TABLE_NAME ENABLE ALWAYS TRIGGER %I', name);
  END LOOP;
END $$`;

/** As the owner of the database, who can switch triggers off. */
async function forge(statement: string, table?: string): Promise<void> {
  const owner = new pg.Client(servers.database.url);
  await owner.connect();
  try {
    if (table !== undefined) await owner.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    await owner.query(statement);
    if (table !== undefined) await owner.query(SWITCH_ON.replaceAll('TABLE_NAME', table));
  } finally {
    await owner.end();
  }
}

const PAST = `opens_at = now() - interval '1 hour', closes_at = now() - interval '1 minute'`;
const closeLaw = () => forge(`UPDATE laws SET ${PAST}`);

/** A law with twenty letters, twelve of which voted. Returns the folder of the roll. */
async function votedLaw(): Promise<string> {
  const set = await servers.generate(20);
  await servers.load(set);
  await done(servers.office.step(ACTOR, LAW, { step: 'open', reason: 'All is ready' }));
  const letters = await servers.letters(set);
  const votes = letters.slice(0, 12).map(([nas, code], n) => ({
    submissionId: newSubmission(),
    contest: LAW as string as ContestKey,
    credentialHash: Buffer.from(hash(nas, code, 'L2025-001')).toString('base64url'),
    acceptedAtMs: Date.now() + 6_000,
    selection: (n < 7 ? 'oui' : 'non') as Selection,
  }));
  const receipt = [
    '6f1f4a9e-3f0c-4f3c-8a55-0b1a2c3d4e5f',
    1,
    0,
    [[LAW as string as ContestKey, 12, []]],
  ] as const;
  await servers.counting.settleVotes(
    votes.map((vote, n) => (n === 0 ? { ...vote, receipts: [receipt] } : vote)),
  );
  return set;
}

async function publish(contest: string, ...reason: readonly string[]): Promise<void> {
  const recorded = await as('scrutin_operator', 'tabulate', 'record', '--contest', contest, '--json');
  expect(recorded).toMatchObject({ code: 0 });
  const { id } = JSON.parse(recorded.out) as { id: string };
  expect(await as('scrutin_operator', 'tabulate', 'publish', id, ...reason)).toMatchObject({ code: 0 });
}

/** With queues that are empty, whatever other tests leave in the broker. */
async function certify(rollKey: RollKey): Promise<void> {
  const office = openElectionOffice({
    url: await servers.database.urlFor('scrutin_operator'),
    poolMax: 1,
    logger: silentLogger,
    applicationName: 'a test',
    clock: Date.now,
    queuesAreEmpty: () => Promise.resolve(true),
  });
  try {
    await done(office.step(ACTOR, rollKey, { step: 'certify' }));
  } finally {
    await office.close();
  }
}

type Ballots = Parameters<typeof castBallots>[2];

const BALLOTS = [
  ['alice>bob', 4],
  ['bob', 3],
  ['bob>alice', 2],
] as const;

/** A race that has closed, with ballots. */
async function votedRace(
  id: string,
  ruleSet: string,
  seats: number,
  ballots = BALLOTS as Ballots,
): Promise<string> {
  const window = { opensAtMs: Date.now() - 60_000, closesAtMs: Date.now() + 3_600_000 };
  await readyElection(servers.office, id, ['RA'], { election: { window }, race: { ruleSet, seats } });
  const contest = `election:${id}:RA`;
  await done(
    servers.office.step(ACTOR, `election:${id}` as RollKey, { step: 'open', reason: 'All is ready' }),
  );
  await castBallots(servers.database.url, contest, ballots);
  await forge(`UPDATE elections SET ${PAST} WHERE id = '${id}'`);
  return contest;
}

/** A race that has closed, with ballots and a published count. */
async function countedRace(id: string, ruleSet: string, seats: number): Promise<string> {
  const contest = await votedRace(id, ruleSet, seats);
  await publish(contest);
  return contest;
}

test('all checks hold for a law, an IRV and an STV race that are counted, with the roll folder and the stamps', async () => {
  const set = await votedLaw();
  await closeLaw();
  await publish('law:L2025-001');
  await countedRace('E-IRV', 'irv', 1);
  await countedRace('E-STV', 'scottish-stv-2011', 2);
  const first = await audit('--roll', set);
  expect(first).toMatchObject({ code: 0, verdict: 'holds', failing: [] });
  expect(first.checks.find(({ section }) => section === 'Recount')).toMatchObject({ figure: 3, expected: 3 });
  expect(first.checks.find(({ name }) => name === 'voters = ballots')).toMatchObject({
    figure: 30,
    expected: 30,
  });
  const [, stamps = ''] = /Stamps: ([0-9a-f]{64})/.exec(JSON.stringify(first.checks)) ?? [];
  expect(await audit('--roll', set, '--stamps', stamps)).toMatchObject({ code: 0, failing: [] });
  await forge('ALTER VIEW book_totals SET (security_barrier = true)');
  expect(await audit('--stamps', stamps)).toMatchObject({
    code: 1,
    failing: ['stamps changed since --stamps: differs by 1'],
  });
  expect((await as('scrutin_auditor', 'audit')).out).toMatch(/VERDICT: all checks hold\./);
});

test('a count with a lot, and the one that it replaces, are counted again, also after the certification', async () => {
  const race = await votedRace('E-TIE', 'irv', 1, [
    ['alice', 2],
    ['bob', 2],
  ]);
  const waiting = await as('scrutin_operator', 'tabulate', 'record', '--contest', race, '--json');
  const { id } = JSON.parse(waiting.out) as { id: string };
  const drawn = ['--method', 'slips of paper', '--drawn-by', 'Marie Roy', '--witnesses', 'Jean Fortin'];
  expect(await as('scrutin_operator', 'tabulate', 'lot', id, 'bob', 'alice', ...drawn)).toMatchObject({
    code: 0,
  });
  await publish(race);
  await publish(race, '--reason', 'counted again in public');
  await certify('election:E-TIE' as RollKey);
  const mixing = await audit('--contest', race);
  expect(mixing).toMatchObject({ verdict: 'waits', failing: ['public ballots = ballots: waits by 4'] });
  await servers.counting.mixBallots();
  const found = await audit('--contest', race);
  expect(found).toMatchObject({ code: 0, verdict: 'holds', failing: [] });
  expect(found.checks.find(({ section }) => section === 'Recount')).toMatchObject({ figure: 2, expected: 2 });
  expect(found.checks.at(-1)).toMatchObject({ name: 'public ballots = ballots', figure: 4, expected: 4 });
  await forge(`UPDATE ranking_counts SET ballots = 5 WHERE ranking = 'alice'`, 'ranking_counts');
  await forge(`UPDATE ranking_counts SET ballots = 1 WHERE ranking = 'bob'`, 'ranking_counts');
  expect((await audit('--contest', race)).failing).toContain('public ballots = ballots: differs by 4');
});

test('void credentials add up to the roll, and a changed total or a removed list is found', async () => {
  await votedLaw();
  const all = (await servers.letters(`${servers.folder}/set`)).slice(12);
  const given = all.slice(0, 3).map(([nas, code]) => Buffer.from(hash(nas, code, 'L2025-001')));
  const dependencies = { office: servers.office, roll: servers.roll, actor: ACTOR };
  await done(revokeCredentials(LAW, given.slice(0, 1), 'Died.', dependencies));
  const replacements = given.slice(1).map((old) => ({ credentialHash: old, replacedBy: randomBytes(32) }));
  await done(replaceCredentials(LAW, replacements, { reason: 'Lost.' }, dependencies));
  const check = async () => (await audit()).checks.find(({ name }) => name === 'void credentials add up');
  expect(await check()).toMatchObject({
    state: 'holds',
    figure: 3,
    expected: 3,
    details: ['law:L2025-001: 19 voters, 2 replaced, 1 revoked'],
  });
  await forge(`UPDATE void_totals SET credentials = 1 WHERE kind = 'replaced'`, 'void_totals');
  expect(await check()).toMatchObject({ state: 'differs', difference: 1, figure: 3, expected: 2 });
  await forge(`UPDATE void_totals SET credentials = 2, approved = 1 WHERE kind = 'replaced'`, 'void_totals');
  expect(await check()).toMatchObject({ state: 'differs', difference: 1, figure: 3, expected: 3 });
  await forge(`DELETE FROM void_totals`, 'void_totals');
  expect(await check()).toMatchObject({ state: 'differs', difference: 3, figure: 3, expected: 0 });
});

test('what is open has to wait, and other contests do not matter to the audit of one', async () => {
  await votedLaw();
  const race = await countedRace('E-IRV', 'irv', 1);
  expect(await audit()).toMatchObject({ code: 1, verdict: 'waits' });
  expect(await audit('--contest', race)).toMatchObject({ code: 0, verdict: 'holds', failing: [] });
  const none = await as('scrutin_auditor', 'audit', '--contest', 'law:NONE');
  expect(none).toMatchObject({ code: 1, err: expect.stringMatching(/no contest law:NONE/) as string });
});

test('changed results, lost ballots, and a count of other ballots are found', async () => {
  await votedLaw();
  await closeLaw();
  await publish('law:L2025-001');
  await forge(`UPDATE vote_results SET oui = oui + 5`, 'vote_results');
  expect(await audit()).toMatchObject({
    code: 1,
    verdict: 'differs',
    failing: ['results of laws = ballots: differs by 5', 'settled + explained = received: differs by 5'],
  });
  await forge(`UPDATE vote_results SET oui = oui - 5`, 'vote_results');
  expect(await audit()).toMatchObject({ code: 0 });
  await forge(
    `DELETE FROM ballots_arriving WHERE ctid IN (SELECT ctid FROM ballots_arriving WHERE selection = 'non' LIMIT 1)`,
    'ballots_arriving',
  );
  expect(await audit()).toMatchObject({
    code: 1,
    failing: [
      'results of laws = ballots: differs by 1',
      'voters = ballots: differs by 1',
      'published counts, counted again: differs by 1',
    ],
  });
});

test('a published count whose result was changed is found, though its ballots are the same', async () => {
  const race = await countedRace('E-IRV', 'irv', 1);
  await forge(
    `UPDATE tabulations SET result = jsonb_set(result::jsonb, '{winners}', '["alice"]')`,
    'tabulations',
  );
  const found = await audit('--contest', race);
  expect(found.failing).toEqual(['published counts, counted again: differs by 1']);
  expect(JSON.stringify(found.checks)).toContain('other winners than published');
});

test('a threshold and the rules of a race that were changed after the count are found', async () => {
  await votedLaw();
  await closeLaw();
  await publish(LAW);
  const race = await countedRace('E-IRV', 'irv', 1);
  expect((await audit()).failing).toEqual([]);
  await forge(`UPDATE laws SET threshold_numerator = 3, threshold_denominator = 4`, 'laws');
  await forge(`UPDATE election_regions SET rule_set = 'plurality'`, 'election_regions');
  for (const contest of [LAW, race]) {
    const found = await audit('--contest', contest);
    expect(found.failing).toEqual(['published counts, counted again: differs by 1']);
    expect(JSON.stringify(found.checks)).toMatch(
      /and the contest now has (?:plurality|referendum:.*3\/4|referendum:.*75)/,
    );
  }
});

test('voters and credentials that are not in the folders are found, and a folder that was never loaded', async () => {
  const set = await votedLaw();
  await castBallots(servers.database.url, LAW, [['oui', 1]]);
  await closeLaw();
  expect((await audit('--roll', set)).failing).toEqual([
    'voters who are not in the folders, law:L2025-001: differs by 1',
  ]);
  const other = await servers.generate(20);
  expect((await audit('--roll', other)).failing).toEqual([
    'roll folders on record, law:L2025-001: differs by 1',
    'credentials in the folders, law:L2025-001: differs by 1',
    'voters who are not in the folders, law:L2025-001: differs by 13',
  ]);
});

test('the roll folders of an election are read with their regions, with that of letters that replaced others', async () => {
  const { office, roll } = servers;
  for (const regionId of ['SHERBROOKE', 'QUEBEC-NORD']) {
    for (const [position, id] of ['alice', 'bob'].entries()) {
      const person = candidate('PROV-2025', regionId, id, { position, partyCode: undefined });
      await done(office.createCandidate(ACTOR, person));
    }
  }
  const set = path.join(servers.folder, 'first');
  await rename(await servers.generate(20, PROVINCIAL, ['SHERBROOKE', 'QUEBEC-NORD']), set);
  await servers.load(set);
  await done(office.step(ACTOR, PROVINCIAL, { step: 'open', reason: 'All is ready' }));
  const letters = (await servers.letters(set)) as string[][];
  const hashOf = ([nas = '', code = '']: readonly string[] = []) => hash(nas, code, 'PROV-2025');
  const vote = (letter: readonly string[] | undefined, region: string) => ({
    submissionId: newSubmission(),
    contest: `election:PROV-2025:${region}` as ContestKey,
    credentialHash: Buffer.from(hashOf(letter)).toString('base64url'),
    acceptedAtMs: Date.now() + 6_000,
    selection: 'alice' as Selection,
  });
  const [home, moved, lost] = letters.filter(([, , region]) => region === 'SHERBROOKE');
  const again = await servers.generate(1, PROVINCIAL, ['SHERBROOKE']);
  const [fresh] = await servers.letters(again);
  await done(
    replaceCredentials(
      PROVINCIAL,
      [{ credentialHash: hashOf(lost), replacedBy: hashOf(fresh) }],
      { reason: 'a lost letter' },
      { office, roll, actor: ACTOR },
    ),
  );
  await servers.counting.settleVotes([vote(home, 'SHERBROOKE'), vote(moved, 'QUEBEC-NORD')]);
  await forge(`UPDATE elections SET ${PAST} WHERE id = 'PROV-2025'`);
  const ofRoll = async (...folders: readonly string[]) =>
    (
      await audit('--contest', 'election:PROV-2025:SHERBROOKE', ...folders.flatMap((one) => ['--roll', one]))
    ).checks.filter(({ name }) => name.endsWith(PROVINCIAL));
  expect(await ofRoll(set, again)).toMatchObject([
    { name: `roll folders on record, ${PROVINCIAL}`, figure: 2, state: 'holds' },
    { name: `credentials in the folders, ${PROVINCIAL}`, figure: 21, expected: 21, state: 'holds' },
    { name: `voters who are not in the folders, ${PROVINCIAL}`, figure: 1, state: 'differs' },
  ]);
  const unused = await servers.generate(2, PROVINCIAL, ['SHERBROOKE']);
  expect(await ofRoll(set, unused)).toMatchObject([
    { figure: 1, state: 'differs' },
    { figure: 22, state: 'differs' },
    { figure: 1, state: 'differs' },
  ]);
});

test('a trigger that is off and votes without a receipt are found', async () => {
  await votedLaw();
  await closeLaw();
  await forge('ALTER TABLE ballots_mixed DISABLE TRIGGER append_only');
  await forge(`UPDATE intake_received SET received = received - 2`, 'intake_received');
  expect((await audit()).failing).toEqual([
    'settled + explained = received: differs by 2',
    'triggers that are on: differs by 1',
  ]);
  await done(servers.office.explainLedger(ACTOR, LAW as string as ContestKey, -2, 'a test'));
  expect((await audit()).failing).toEqual(['triggers that are on: differs by 1']);
});
