import { randomBytes } from 'node:crypto';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import type { ContestKey, RollKey, Selection } from '@scrutin/election';
import { replaceCredentials, revokeCredentials } from '@scrutin/election-office';
import { candidate, done, readyElection } from '@scrutin/testkit/election-office';
import {
  ACTOR,
  as,
  audit,
  certify,
  close,
  closeLaw,
  countedRace,
  forge,
  publish,
  servers,
  votedLaw,
  votedRace,
} from '../fixture/audited-contests.ts';
import { hash, LAW, newSubmission, PROVINCIAL } from '../fixture/roll-servers.ts';
import { castBallots } from '../fixture/test-office.ts';

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
  expect((await as('scrutin_auditor', 'audit')).out).toMatch(
    /stamps changed since --stamps .* not compared[^]*VERDICT: all checks hold; the stamps were not compared\.\n/,
  );
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

test('an audit of an election is one of all its races, whatever other contests are open', async () => {
  const window = { opensAtMs: Date.now() - 60_000, closesAtMs: Date.now() + 3_600_000 };
  await readyElection(servers.office, 'E-TWO', ['RA', 'RB'], { election: { window } });
  const election = 'election:E-TWO';
  await servers.openContest(election as RollKey, ACTOR);
  await castBallots(servers.database.url, `${election}:RA`, [['alice', 3]]);
  await castBallots(servers.database.url, `${election}:RB`, [['bob', 2]]);
  await close('elections', 'E-TWO');
  await publish(`${election}:RA`);
  await publish(`${election}:RB`);
  await readyElection(servers.office, 'E-TWOFOLD', ['RA'], { election: { window } });
  await servers.openContest('election:E-TWOFOLD' as RollKey, ACTOR);
  const found = await audit('--contest', election);
  expect(found).toMatchObject({ code: 0, verdict: 'holds', failing: [] });
  expect(found.checks.find(({ section }) => section === 'Recount')).toMatchObject({ figure: 2, expected: 2 });
  expect(found.checks.find(({ name }) => name === 'voters = ballots')).toMatchObject({ figure: 5 });
  expect((await audit()).verdict).toBe('waits');
  await forge(
    `UPDATE election_regions SET seats = 2 WHERE election_id = 'E-TWO' AND region_id = 'RB'`,
    'election_regions',
  );
  expect((await audit('--contest', election)).failing).toContain(
    'races as their last act left them: differs by 1',
  );
  expect(await as('scrutin_auditor', 'audit', '--contest', 'election:NONE')).toMatchObject({ code: 1 });
  expect((await as('scrutin_auditor', 'audit', '--contest', 'region:RA')).err).toContain(
    'election:ID:REGION',
  );
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
  expect(found.failing).toEqual([
    'publications as their acts say: differs by 1',
    'published counts, counted again: differs by 1',
  ]);
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
    expect(found.failing).toEqual([
      `${contest === LAW ? 'laws and elections' : 'races'} as their last act left them: differs by 1`,
      'published counts, counted again: differs by 1',
    ]);
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

test('another number of credentials in all tables, and a roll that was removed from them, are found', async () => {
  const set = await votedLaw();
  await closeLaw();
  for (const table of ['rolls', 'published_rolls'])
    await forge(`UPDATE ${table} SET credentials = 25`, table);
  expect((await audit('--roll', set)).failing).toContain(
    'credentials in the folders, law:L2025-001: differs by 5',
  );
  for (const table of ['published_rolls', 'rolls']) await forge(`DELETE FROM ${table}`, table);
  expect((await audit()).failing).toContain('votes beyond the roll: differs by 12');
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
  await servers.openContest(PROVINCIAL, ACTOR);
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
  // Two new letters, of which one is used.
  const again = await servers.generate(2, PROVINCIAL, ['SHERBROOKE']);
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
  await close('elections', 'PROV-2025');
  const ofRoll = async (...folders: readonly string[]) =>
    (
      await audit('--contest', 'election:PROV-2025:SHERBROOKE', ...folders.flatMap((one) => ['--roll', one]))
    ).checks.filter(({ name }) => name.endsWith(PROVINCIAL));
  expect(await ofRoll(set, again)).toMatchObject([
    {
      name: `roll folders on record, ${PROVINCIAL}`,
      figure: 2,
      state: 'holds',
      details: [
        expect.stringMatching(
          /: 1 of the 2 letters of the manifest \w+ replaced others; unused: 1$/,
        ) as string,
      ],
    },
    { name: `credentials in the folders, ${PROVINCIAL}`, figure: 21, expected: 21, state: 'holds' },
    { name: `voters who are not in the folders, ${PROVINCIAL}`, figure: 1, state: 'differs' },
  ]);
  const unused = await servers.generate(2, PROVINCIAL, ['SHERBROOKE']);
  expect(await ofRoll(set, unused)).toMatchObject([
    { figure: 1, state: 'differs' },
    { figure: 22, expected: 21, state: 'differs' },
    { figure: 1, state: 'differs' },
  ]);
});

test('a roll folder of a contest that is not audited is refused by a sentence that names both', async () => {
  await votedLaw();
  const race = await countedRace('E-IRV', 'irv', 1);
  const found = await as('scrutin_auditor', 'audit', '--contest', race, '--roll', `${servers.folder}/set`);
  expect(found.code).not.toBe(0);
  expect(found.err).toMatch(
    /set is a roll of law:L2025-001, and the audit is of election:E-IRV:RA: give the folders of that contest alone/,
  );
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
