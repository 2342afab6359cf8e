import type { RollKey } from '@scrutin/election';
import { revokeCredentials } from '@scrutin/election-office';
import { done, readyElection } from '@scrutin/testkit/election-office';
import {
  ACTOR,
  as,
  audit,
  certify,
  closeLaw,
  forge,
  publish,
  servers,
  votedLaw,
  votedRace,
} from '../fixture/audited-contests.ts';
import { hash, LAW } from '../fixture/roll-servers.ts';

/** Section 7 of docs/AUDITING.md: what the owner of the database changes with its triggers off is named by a check. */

async function countedLaw(): Promise<void> {
  await votedLaw();
  const [nas, code] = (await servers.letters(`${servers.folder}/set`)).at(-1)!;
  const given = Buffer.from(hash(nas, code, 'L2025-001'));
  const dependencies = { office: servers.office, roll: servers.roll, actor: ACTOR };
  await done(revokeCredentials(LAW, [given], 'Died.', dependencies));
  await closeLaw();
  await publish(LAW);
  expect(await audit()).toMatchObject({ code: 0, failing: [] });
}

const LAW_CHANGED = 'laws and elections as their last act left them';

test.each([
  [
    'threshold',
    `threshold_numerator = 3, threshold_denominator = 4`,
    'threshold: stored 0.750000000000, on record null',
  ],
  ['quorum', `quorum_votes = 3`, 'quorum votes: stored 3, on record null'],
  ['window', `closes_at = closes_at - interval '1 second'`, 'closes: stored'],
  ['status', `status = 'certified'`, 'status: stored \\"certified\\", on record \\"scheduled\\"'],
  ['title', `title_fr = 'Autre'`, 'title: stored'],
])('a changed %s of a law is found', async (_, change, text) => {
  await countedLaw();
  await forge(`UPDATE laws SET ${change}`, 'laws');
  const found = await audit();
  expect(found.failing).toContain(`${LAW_CHANGED}: differs by 1`);
  expect(JSON.stringify(found.checks)).toContain(`law:L2025-001, ${text}`);
});

test('a removed opening, a revocation that is undone and a removed publication are found', async () => {
  await countedLaw();
  await forge(`DELETE FROM void_credentials`, 'void_credentials');
  await forge(`DELETE FROM void_totals`, 'void_totals');
  const undone = await audit();
  expect(undone.failing).toEqual(['void credentials as their acts say: differs by 1']);
  expect(JSON.stringify(undone.checks)).toContain('revoked, reason: Died.: stored 0, on record 1');
  await forge(`DELETE FROM publications`, 'publications');
  expect((await audit()).failing).toContainEqual(
    expect.stringMatching(/^publications as their acts say: differs by [1-9]/),
  );
  await forge(`DELETE FROM admin_audit WHERE action = 'law.open'`, 'admin_audit');
  const removed = await audit();
  expect(removed.failing).toContainEqual(
    expect.stringMatching(/^acts that follow one another: differs by [1-9]/),
  );
  expect(JSON.stringify(removed.checks)).toMatch(/law:L2025-001, before act \d+, window: begins with/);
});

test('a removed act of a publication or a revocation is found, but not another name of an actor', async () => {
  await countedLaw();
  await forge(
    `UPDATE admin_audit SET actor = 'nobody', reason = 'x' WHERE action = 'law.open'`,
    'admin_audit',
  );
  expect((await audit()).failing).toEqual([]);
  await forge(`DELETE FROM admin_audit WHERE action IN ('roll.revoke', 'tabulation.publish')`, 'admin_audit');
  expect((await audit()).failing).toEqual([
    expect.stringMatching(/^publications as their acts say: differs by [1-9]/),
    'void credentials as their acts say: differs by 1',
  ]);
});

test('changed, added and removed candidates are found, and the places that an order gave are not', async () => {
  const ready = { opensAtMs: Date.now() + 3_600_000, closesAtMs: Date.now() + 7_200_000 };
  await readyElection(servers.office, 'E-CAND', ['RA', 'RB'], { election: { window: ready } });
  const contest = 'election:E-CAND';
  const failing = async () =>
    (await audit('--contest', contest)).checks.filter(({ state }) => state === 'differs');
  const race = { electionId: 'E-CAND', regionId: 'RA' };
  await done(servers.office.orderCandidates(ACTOR, race, ['bob', 'alice']));
  await done(
    servers.office.changeCandidate(ACTOR, { ...race, id: 'alice' }, { bio: { fr: 'Une vie', en: 'A life' } }),
  );
  await done(servers.office.step(ACTOR, contest as RollKey, { step: 'schedule' }));
  expect(await failing()).toEqual([]);
  const bob = `election_id = 'E-CAND' AND region_id = 'RA' AND candidate_id = 'bob'`;
  await forge(`UPDATE candidates SET last_name = 'Autre', position = 7 WHERE ${bob}`, 'candidates');
  await forge(
    `DELETE FROM candidates WHERE election_id = 'E-CAND' AND region_id = 'RB' AND candidate_id = 'bob'`,
    'candidates',
  );
  await forge(
    `INSERT INTO candidates (election_id, region_id, candidate_id, last_name, position) VALUES ('E-CAND', 'RB', 'eve', 'Eve', 9)`,
    'candidates',
  );
  const [found, ...others] = await failing();
  expect(others).toEqual([]);
  expect(found).toMatchObject({ name: 'candidates as their last act left them' });
  const details = found!.details.join('\n');
  expect(details).toContain('election:E-CAND:RA:bob, last name: stored "Autre", on record "Tremblay bob"');
  expect(details).toContain('election:E-CAND:RA:bob, place: stored 7, on record 0');
  expect(details).toMatch(/election:E-CAND:RB:bob, last name: stored null, on record/);
  expect(details).toMatch(/election:E-CAND:RB:eve, last name: stored "Eve", on record null/);
  // Of this election alone, and not of another one.
  await readyElection(servers.office, 'E-OTHER', ['RA'], { election: { window: ready } });
  await forge(`UPDATE candidates SET last_name = 'Autre' WHERE election_id = 'E-OTHER'`, 'candidates');
  expect((await failing()).flatMap((check) => check.details).join()).not.toContain('E-OTHER');
});

test('changed rules of a race, other witnesses of a lot, and a removed certification are found', async () => {
  const race = await votedRace('E-TIE', 'irv', 1, [
    ['alice', 2],
    ['bob', 2],
  ]);
  const waiting = await as('scrutin_operator', 'tabulate', 'record', '--contest', race, '--json');
  const { id } = JSON.parse(waiting.out) as { id: string };
  const drawn = ['--method', 'slips of paper', '--drawn-by', 'Marie Roy', '--witnesses', 'Jean Fortin'];
  await as('scrutin_operator', 'tabulate', 'lot', id, 'bob', 'alice', ...drawn);
  await publish(race);
  await certify('election:E-TIE' as RollKey);
  await servers.counting.mixBallots();
  const failing = async () => (await audit('--contest', race)).failing;
  expect(await failing()).toEqual([]);
  await forge(`UPDATE lots SET witnesses = 'Nobody'`, 'lots');
  expect(await failing()).toEqual(['lots as their acts say: differs by 1']);
  await forge(`UPDATE election_regions SET seats = 2 WHERE election_id = 'E-TIE'`, 'election_regions');
  expect(await failing()).toContain('races as their last act left them: differs by 1');
  await forge(`DELETE FROM admin_audit WHERE action = 'election.certify'`, 'admin_audit');
  expect(await failing()).toEqual(
    expect.arrayContaining([
      `${LAW_CHANGED}: differs by 1`,
      'certifications as their acts say: differs by 1',
    ]),
  );
});
