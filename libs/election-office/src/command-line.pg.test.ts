import type { ContestKey } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { law } from '@scrutin/testkit/ballot-store';
import type { TestDatabase } from '@scrutin/testkit/database';
import { createTestDatabase } from '@scrutin/testkit/database';
import {
  ACTOR,
  candidate,
  DAY_MS,
  done,
  election,
  NOW_MS,
  openTestOffice,
  party,
  race,
  readyElection,
  region,
} from '@scrutin/testkit/election-office';
import { ballotsDigest } from './selections.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
});

afterAll(() => database.drop());

/** All acts of the admin API except logins and sessions, with the role of the command line. */
test('the command line can do all work of the office with its own role', async () => {
  const clock = { nowMs: NOW_MS };
  const office = openTestOffice(await database.urlFor('scrutin_operator'), clock);

  await readyElection(office, 'E1', ['RA']);
  await done(office.changeRegion(ACTOR, region('RA')));
  await done(office.changeParty(ACTOR, party('PA')));
  await done(office.changeElection(ACTOR, 'E1', { type: 'federal' }));
  await done(
    office.changeCandidate(ACTOR, { electionId: 'E1', regionId: 'RA', id: 'bob' }, { lastName: 'Roy' }),
  );
  await done(office.createLaw(ACTOR, law('L1', { window: election('x').window })));
  await done(office.changeLaw(ACTOR, 'L1', { quorumVotes: 3n }));
  await done(office.recordRoll(ACTOR, lawRollKey('L1'), { credentials: 1, buckets: 1, scheme: 'sha256' }));
  await done(office.removeLaw(ACTOR, 'L1'));

  await done(office.createRegion(ACTOR, region('RB')));
  await done(office.createParty(ACTOR, party('PB')));
  await done(office.putRace(ACTOR, race('E1', 'RB')));
  await done(office.createCandidate(ACTOR, candidate('E1', 'RB', 'carol', { partyCode: 'PB' })));
  await done(office.removeCandidate(ACTOR, { electionId: 'E1', regionId: 'RB', id: 'carol' }));
  await done(office.removeRace(ACTOR, 'E1', 'RB'));
  await done(office.removeParty(ACTOR, 'PB'));
  await done(office.removeRegion(ACTOR, 'RB'));
  await done(office.createElection(ACTOR, election('E2')));
  await done(office.removeElection(ACTOR, 'E2'));

  const subject = electionRollKey('E1');
  await done(office.step(ACTOR, subject, { step: 'open', reason: 'All is ready' }));
  clock.nowMs += 5_000;
  await done(office.withdrawCandidate(ACTOR, { electionId: 'E1', regionId: 'RA', id: 'bob' }, 'ill'));
  clock.nowMs += 3 * DAY_MS;
  const contest = 'election:E1:RA' as ContestKey;
  const tabulation = await done(
    office.recordTabulation(ACTOR, {
      contest,
      ruleSet: 'irv',
      ballots: 0n,
      ballotsDigest: ballotsDigest(contest, await office.selections(contest)),
      result: { status: 'complete', winners: ['alice'] },
    }),
  );
  await done(office.publishTabulation(ACTOR, tabulation.id));
  await done(office.step(ACTOR, subject, { step: 'certify' }));

  const given = { email: 'op@example.org', displayName: 'Op', role: 'operator', password: 'a long password' };
  const official = await done(office.createOfficial(ACTOR, { ...given, role: 'operator' }));
  await done(office.createOfficial(ACTOR, { ...given, role: 'auditor', email: 'au@example.org' }));
  await done(office.setPassword(ACTOR, official.id, 'another long password'));
  expect(await office.disableOfficial(ACTOR, official.id)).toMatchObject({ kind: 'state-forbids' });
  const other = await done(
    office.createOfficial(ACTOR, { ...given, role: 'operator', email: 'o2@example.org' }),
  );
  await done(office.disableOfficial(ACTOR, other.id));
  await done(office.enableOfficial(ACTOR, other.id));
  expect(await office.officials()).toHaveLength(3);

  expect(await office.elections()).toMatchObject([{ id: 'E1', status: 'certified' }]);
  expect(await office.election('E1')).toMatchObject({
    races: [{ candidates: [{ id: 'alice' }, { id: 'bob' }] }],
  });
  expect(await office.rolls()).toHaveLength(1);
  expect(await office.laws()).toEqual([]);
  expect(await office.tabulations(contest)).toHaveLength(1);
  const acts = await office.acts({ limit: 1_000 });
  expect(acts.length).toBeGreaterThan(30);
  expect(new Set(acts.map(({ actor }) => actor))).toEqual(new Set([ACTOR.name]));
  await office.check();
  await office.close();
});
