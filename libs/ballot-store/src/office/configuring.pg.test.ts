import { createTestDatabase } from '@scrutin/testkit';
import type { TestDatabase } from '@scrutin/testkit';
import {
  ACTOR,
  candidate,
  DAY_MS,
  done,
  election,
  HOUR_MS,
  NOW_MS,
  openTestOffice,
  party,
  race,
  readyElection,
  refusal,
  region,
} from '../fixture/office.ts';
import type { TestClock } from '../fixture/office.ts';
import { law } from '../fixture/votes.ts';
import type { ElectionOffice } from './election-office.ts';

let database: TestDatabase;
let office: ElectionOffice;
const clock: TestClock = { nowMs: NOW_MS };

beforeAll(async () => {
  database = await createTestDatabase(process.env['DATABASE_URL']);
  office = openTestOffice(await database.urlFor('scrutin_admin'), clock);
});

beforeEach(() => {
  clock.nowMs = NOW_MS;
});

afterAll(async () => {
  await office.close();
  await database.drop();
});

async function actsOn(subject: string): Promise<string[]> {
  const acts = await office.acts({ limit: 100, subject });
  return acts.map(({ action }) => action).reverse();
}

describe('regions and parties', () => {
  test('are made, changed, removed, each act with what was before and after', async () => {
    const changed = { id: 'R1', name: { fr: 'Estrie', en: 'Eastern Townships' } };
    expect(await office.createRegion(ACTOR, region('R1'))).toEqual({ ok: true, value: region('R1') });
    expect(await office.createRegion(ACTOR, region('R1'))).toEqual(refusal('already-exists', /R1/));
    expect(await office.changeRegion(ACTOR, changed)).toEqual({ ok: true, value: changed });
    expect(await office.regions()).toContainEqual(changed);
    expect(await office.removeRegion(ACTOR, 'R1')).toEqual({ ok: true, value: undefined });
    expect(await office.removeRegion(ACTOR, 'R1')).toEqual(refusal('not-found'));
    expect(await office.changeRegion(ACTOR, changed)).toEqual(refusal('not-found'));
    expect(await office.acts({ limit: 9, subject: 'region:R1' })).toMatchObject([
      { action: 'region.remove', before: changed, after: undefined, actor: ACTOR.name },
      { action: 'region.change', before: region('R1'), after: changed },
      { action: 'region.create', before: undefined, after: region('R1'), officialId: undefined },
    ]);

    await done(office.createParty(ACTOR, party('PB')));
    expect(await office.createParty(ACTOR, party('PB'))).toEqual(refusal('already-exists'));
    await done(office.changeParty(ACTOR, { ...party('PB'), color: '#123456' }));
    expect(await office.parties()).toContainEqual({ ...party('PB'), color: '#123456' });
    await done(office.removeParty(ACTOR, 'PB'));
    expect(await office.removeParty(ACTOR, 'PB')).toEqual(refusal('not-found'));
    expect(await office.changeParty(ACTOR, party('PB'))).toEqual(refusal('not-found'));
  });

  test('cannot go while a race or a candidate needs them', async () => {
    await readyElection(office, 'USES', ['USED']);
    expect(await office.removeRegion(ACTOR, 'USED')).toEqual(refusal('in-use', /race/));
    expect(await office.removeParty(ACTOR, 'PA')).toEqual(refusal('in-use', /candidate/));
    expect(await actsOn('region:USED')).toEqual(['region.create']);
  });

  test.each([
    ['an identifier with a space', { ...region('R2'), id: 'R 2' }],
    ['an identifier with U+0000', { ...region('R2'), id: 'R\0' }],
    ['an empty name', { ...region('R2'), name: { fr: ' ', en: 'x' } }],
    ['a name with U+0000', { ...region('R2'), name: { fr: 'a\0', en: 'x' } }],
    ['a name without end', { ...region('R2'), name: { fr: 'x', en: 'x'.repeat(301) } }],
  ])('refuses %s', async (_, given) => {
    expect(await office.createRegion(ACTOR, given)).toEqual(refusal('invalid'));
    expect(await office.changeRegion(ACTOR, given)).toEqual(refusal('invalid'));
  });

  test('a thing of an impossible name is not found', async () => {
    expect(await office.removeRegion(ACTOR, '\0')).toEqual(refusal('not-found'));
    expect(await office.removeParty(ACTOR, '\0')).toEqual(refusal('not-found'));
    expect(await office.removeLaw(ACTOR, '\0')).toEqual(refusal('not-found'));
    expect(await office.removeElection(ACTOR, '\0')).toEqual(refusal('not-found'));
    expect(await office.law('\0')).toBeUndefined();
    expect(await office.election('\0')).toBeUndefined();
    expect(await office.acts({ limit: 1, subject: '\0' })).toEqual([]);
  });

  test.each(['red', '#12345', '#12345G'])('refuses the colour %s', async (color) => {
    expect(await office.createParty(ACTOR, { ...party('PC'), color })).toEqual(refusal('invalid', /colour/));
  });
});

test('of ten officials who make the same thing at once, one does and nine are refused', async () => {
  const other = openTestOffice(await database.urlFor('scrutin_admin'), clock);
  const outcomes = await Promise.all(
    Array.from({ length: 10 }, (_, i) =>
      (i % 2 === 0 ? office : other).createElection(ACTOR, election('E10')),
    ),
  );
  await other.close();
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter(({ ok }) => !ok)).toEqual(Array(9).fill(refusal('already-exists')));
  expect(await actsOn('election:E10')).toEqual(['election.create']);
});

describe('laws', () => {
  const draft = (id: string) =>
    law(id, {
      status: 'draft',
      window: election('x').window,
      quorumVotes: 2n ** 62n,
      thresholdBasisPoints: 6_667,
    });

  test('are drafts, whatever is said, and change and go as drafts', async () => {
    expect(await office.createLaw(ACTOR, { ...draft('L1'), status: 'certified' })).toEqual({
      ok: true,
      value: draft('L1'),
    });
    expect(await office.createLaw(ACTOR, draft('L1'))).toEqual(refusal('already-exists'));
    const changes = { title: { fr: 'A', en: 'B' }, quorumVotes: undefined, thresholdBasisPoints: undefined };
    expect(await office.changeLaw(ACTOR, 'L1', changes)).toEqual({
      ok: true,
      value: { ...draft('L1'), ...changes },
    });
    expect(await office.law('L1')).toEqual({ ...draft('L1'), ...changes });
    expect((await office.laws()).map(({ id }) => id)).toEqual(['L1']);
    expect(await office.acts({ limit: 1, subject: 'law:L1' })).toMatchObject([
      { action: 'law.change', before: { quorumVotes: (2n ** 62n).toString(), status: 'draft' } },
    ]);
    await done(office.removeLaw(ACTOR, 'L1'));
    expect(await office.law('L1')).toBeUndefined();
    expect(await office.changeLaw(ACTOR, 'L1', {})).toEqual(refusal('not-found'));
    expect(await office.removeLaw(ACTOR, 'L1')).toEqual(refusal('not-found'));
  });

  test.each([
    ['a closing before the opening', { window: { opensAtMs: 5, closesAtMs: 5 } }],
    ['a time that is none', { window: { opensAtMs: Number.NaN, closesAtMs: 5 } }],
    ['a time beyond all', { window: { opensAtMs: 0, closesAtMs: 1e18 } }],
    ['a negative quorum', { quorumVotes: -1n }],
    ['a quorum beyond bigint', { quorumVotes: 2n ** 63n }],
    ['a threshold above all votes', { thresholdBasisPoints: 10_001 }],
    ['half a basis point', { thresholdBasisPoints: 0.5 }],
    ['an unknown visibility', { resultsVisibility: 'never' as never }],
    ['a title that is empty', { title: { fr: 'x', en: '' } }],
    ['a summary without end', { summary: { fr: 'x'.repeat(20_001), en: '' } }],
  ])('refuses %s', async (_, changes) => {
    expect(await office.createLaw(ACTOR, { ...draft('L2'), ...changes })).toEqual(refusal('invalid'));
    await office.createLaw(ACTOR, draft('L3'));
    expect(await office.changeLaw(ACTOR, 'L3', changes)).toEqual(refusal('invalid'));
    expect(await office.law('L3')).toEqual(draft('L3'));
  });
});

describe('elections', () => {
  test('are read with their races and candidates in the order of the ballot', async () => {
    await readyElection(office, 'FULL', ['RB', 'RA']);
    await done(office.createCandidate(ACTOR, candidate('FULL', 'RA', 'zoe', { position: 0 })));
    const detail = await office.election('FULL');
    expect(detail).toMatchObject(election('FULL'));
    expect(detail?.races.map(({ regionId, region: { name } }) => [regionId, name.fr])).toEqual([
      ['RA', 'Région RA'],
      ['RB', 'Région RB'],
    ]);
    expect(detail?.races[0]?.candidates.map(({ id }) => id)).toEqual(['alice', 'zoe', 'bob']);
    expect(await office.elections()).toContainEqual(election('FULL'));
    expect(await office.rolls()).toContainEqual(
      expect.objectContaining({ rollKey: 'election:FULL', credentials: 20n }),
    );
  });

  test('change and go from the candidates up', async () => {
    await readyElection(office, 'GOES', ['RA']);
    const changes = { name: { fr: 'X', en: 'Y' }, type: 'municipal', resultsVisibility: 'live' } as const;
    expect(await office.changeElection(ACTOR, 'GOES', changes)).toEqual({
      ok: true,
      value: election('GOES', changes),
    });
    expect(await office.removeElection(ACTOR, 'GOES')).toEqual(refusal('in-use', /races/));
    expect(await office.removeRace(ACTOR, 'GOES', 'RA')).toEqual(refusal('in-use', /candidates/));
    for (const id of ['alice', 'bob']) await done(office.removeCandidate(ACTOR, 'GOES', 'RA', id));
    expect(await office.removeCandidate(ACTOR, 'GOES', 'RA', 'bob')).toEqual(refusal('not-found'));
    await done(office.removeRace(ACTOR, 'GOES', 'RA'));
    expect(await office.removeRace(ACTOR, 'GOES', 'RA')).toEqual(refusal('not-found'));
    await done(office.removeElection(ACTOR, 'GOES'));
    expect(await office.removeElection(ACTOR, 'GOES')).toEqual(refusal('not-found'));
    expect(await office.changeElection(ACTOR, 'GOES', {})).toEqual(refusal('not-found'));
    expect((await office.rolls()).map(({ rollKey }) => rollKey)).not.toContain('election:GOES');
    expect(await actsOn('election:GOES')).toEqual([
      ...['election.create', 'race.put', 'candidate.create', 'candidate.create', 'roll.record'],
      ...['election.change', 'candidate.remove', 'candidate.remove', 'race.remove', 'election.remove'],
    ]);
  });

  test('one that others have a name in common with has a record of its own', async () => {
    await done(office.createElection(ACTOR, election('NAME')));
    await done(office.createElection(ACTOR, election('NAME-2')));
    await done(office.createElection(ACTOR, election('NAM_')));
    expect(await actsOn('election:NAME')).toEqual(['election.create']);
    expect(await actsOn('election:NAM_')).toEqual(['election.create']);
  });

  test.each([
    ['an unknown type', { type: 'papal' as never }],
    ['an empty name', { name: { fr: '', en: 'x' } }],
    ['no window', { window: { opensAtMs: 2, closesAtMs: 1 } }],
    ['an unknown visibility', { resultsVisibility: 'x' as never }],
  ])('refuses %s', async (_, changes) => {
    expect(await office.createElection(ACTOR, election('BAD', changes))).toEqual(refusal('invalid'));
  });
});

describe('races', () => {
  beforeAll(async () => {
    await office.createRegion(ACTOR, region('RA'));
    await done(office.createElection(ACTOR, election('RACES')));
  });

  test('are made and changed by the same call', async () => {
    const first = race('RACES', 'RA');
    const second = race('RACES', 'RA', { seats: 3, maxRanks: 10, ruleSet: 'scottish-stv-2011' });
    expect(await office.putRace(ACTOR, first)).toEqual({ ok: true, value: first });
    expect(await office.putRace(ACTOR, second)).toEqual({ ok: true, value: second });
    expect(await office.acts({ limit: 2, subject: 'election:RACES:RA' })).toMatchObject([
      { action: 'race.put', before: first, after: second },
      { action: 'race.put', before: undefined, after: first },
    ]);
  });

  test('need their election and their region', async () => {
    expect(await office.putRace(ACTOR, race('RACES', 'NOWHERE'))).toEqual(refusal('not-found', /NOWHERE/));
    expect(await office.putRace(ACTOR, race('NO-SUCH', 'RA'))).toEqual(refusal('not-found', /NO-SUCH/));
  });

  test.each([
    ['no seat', { seats: 0 }],
    ['half a seat', { seats: 1.5, ruleSet: 'rctab' }],
    ['an unknown method', { method: 'shouting' as never }],
    ['a ranking of one', { maxRanks: 1 }],
    ['more ranks than a ballot has room for', { maxRanks: 1_001 }],
    ['a single choice with ranks', { method: 'single_choice', ruleSet: 'plurality', maxRanks: 2 } as const],
    ['a single choice counted by rankings', { method: 'single_choice', maxRanks: 1 } as const],
    ['a ranking counted by first choices', { ruleSet: 'plurality' }],
    ['the rule set of laws', { ruleSet: 'referendum' }],
    ['a rule set that is none', { ruleSet: 'borda' }],
    ['an option that is none', { ruleSet: 'irv:speed=high' }],
    ['IRV for two seats', { seats: 2 }],
    ['RCTab’s single winner for two seats', { seats: 2, ruleSet: 'rctab' }],
    ['other winners than seats', { ruleSet: 'rctab:winnerElectionMode=multiPassIrv,numberOfWinners=2' }],
  ])('refuses %s', async (_, changes) => {
    expect(await office.putRace(ACTOR, race('RACES', 'RA', changes))).toEqual(refusal('invalid'));
  });

  test.each([
    ['plurality for several seats', { method: 'single_choice', maxRanks: 1, ruleSet: 'plurality', seats: 4 }],
    ['wigm-prf', { ruleSet: 'wigm-prf', seats: 2 }],
    ['meek-prf', { ruleSet: 'meek-prf', seats: 2 }],
    ['RCTab with its seats', { ruleSet: 'rctab:winnerElectionMode=bottomsUp,numberOfWinners=2', seats: 2 }],
  ] as const)('takes %s', async (_, changes) => {
    await done(office.putRace(ACTOR, race('RACES', 'RA', changes)));
  });

  test('no ranking may be longer than a selection, whichever of both grows', async () => {
    await office.createRegion(ACTOR, region('LONG'));
    await office.createParty(ACTOR, party('PA'));
    await done(office.putRace(ACTOR, race('RACES', 'LONG', { maxRanks: 50, ruleSet: 'irv' })));
    const id = (i: number) => `c${i}-`.padEnd(50, 'x');
    // 39 of 50 characters and 38 separators are 1988; 40 would be 2039.
    for (let i = 0; i < 39; i += 1) {
      await done(office.createCandidate(ACTOR, candidate('RACES', 'LONG', id(i))));
    }
    expect(await office.createCandidate(ACTOR, candidate('RACES', 'LONG', id(40)))).toEqual(
      refusal('invalid', /2039 characters/),
    );
    await done(office.putRace(ACTOR, race('RACES', 'LONG', { maxRanks: 39 })));
    await done(office.createCandidate(ACTOR, candidate('RACES', 'LONG', id(40))));
    expect(await office.putRace(ACTOR, race('RACES', 'LONG', { maxRanks: 40 }))).toEqual(
      refusal('invalid', /2039 characters/),
    );
  });
});

describe('candidates', () => {
  beforeAll(() => readyElection(office, 'CANDS', ['RC']));

  test('are made, changed and read back as given', async () => {
    await office.createParty(ACTOR, party('PD'));
    const given = candidate('CANDS', 'RC', 'carol', { photoUrl: 'https://example.org/c.jpg', position: 9 });
    expect(await office.createCandidate(ACTOR, { ...given, withdrawnAtMs: 5 })).toEqual({
      ok: true,
      value: given,
    });
    expect(await office.createCandidate(ACTOR, given)).toEqual(refusal('already-exists'));
    const changes = {
      firstName: 'Carole',
      lastName: 'Roy',
      partyCode: 'PD',
      bio: { fr: 'a', en: 'b' },
      promises: { fr: 'c', en: 'd' },
      photoUrl: undefined,
      position: 3,
    };
    expect(await office.changeCandidate(ACTOR, 'CANDS', 'RC', 'carol', changes)).toEqual({
      ok: true,
      value: { ...given, ...changes },
    });
    expect(await office.acts({ limit: 1, subject: 'election:CANDS:RC:carol' })).toMatchObject([
      { action: 'candidate.change', before: { firstName: 'Ève' }, after: { firstName: 'Carole' } },
    ]);
  });

  test('need their race and their party', async () => {
    const given = candidate('CANDS', 'RC', 'dave');
    const none = refusal('not-found');
    expect(await office.createCandidate(ACTOR, { ...given, partyCode: 'NONE' })).toEqual(none);
    expect(await office.createCandidate(ACTOR, { ...given, regionId: 'NONE' })).toEqual(none);
    expect(await office.createCandidate(ACTOR, { ...given, regionId: '\0' })).toEqual(none);
    expect(await office.createCandidate(ACTOR, { ...given, electionId: 'NONE' })).toEqual(none);
    expect(await office.changeCandidate(ACTOR, 'CANDS', 'RC', 'dave', {})).toEqual(none);
    expect(await office.changeCandidate(ACTOR, 'CANDS', '\0', 'dave', {})).toEqual(none);
    expect(await office.changeCandidate(ACTOR, 'CANDS', 'RC', 'alice', { partyCode: 'NONE' })).toEqual(none);
  });

  test.each([
    ['an identifier that separates rankings', { id: 'a>b' }],
    ['no first name', { firstName: '' }],
    ['no last name', { lastName: ' ' }],
    ['a place before the first', { position: -1 }],
    ['a photo that is a script', { photoUrl: 'javascript:alert(1)' }],
    ['a photo of whatever host', { photoUrl: '//evil.example/x' }],
    ['a biography with U+0000', { bio: { fr: '\0', en: '' } }],
  ])('refuses %s', async (_, changes) => {
    const given = candidate('CANDS', 'RC', 'dave', changes);
    expect(await office.createCandidate(ACTOR, given)).toEqual(refusal('invalid'));
  });
});

describe('rolls', () => {
  const ROLL = { credentials: 20, buckets: 1, scheme: 'hmac-sha256' } as const;
  const key = (text: string) => text as Parameters<ElectionOffice['recordRoll']>[1];
  const regions = new Map([
    ['RA', 12],
    ['RB', 8],
  ]);

  test('a draft’s is replaced; a published contest’s only grows, and may be loaded again after the closing', async () => {
    await readyElection(office, 'ROLL', ['RA', 'RB']);
    const put = (roll: Partial<Parameters<ElectionOffice['recordRoll']>[2]>) =>
      office.recordRoll(ACTOR, key('election:ROLL'), { ...ROLL, regions, ...roll });
    await done(put({ scheme: 'sha256' }));
    await done(put({}));
    await done(office.step(ACTOR, key('election:ROLL'), { step: 'schedule' }));
    const fewer = new Map([
      ['RA', 5],
      ['RB', 15],
    ]);
    expect(await put({ regions: fewer })).toEqual(refusal('state-forbids', /grows/));
    expect(await put({ regions: new Map([['RA', 11]]), credentials: 11 })).toEqual(refusal('state-forbids'));
    expect(await put({ scheme: 'sha256' })).toEqual(refusal('state-forbids', /hmac-sha256/));
    const more = new Map([
      ['RA', 13],
      ['RB', 8],
    ]);
    await done(put({ regions: more, credentials: 21, buckets: 2 }));
    expect((await office.rolls()).find(({ rollKey }) => rollKey === 'election:ROLL')).toEqual({
      rollKey: 'election:ROLL',
      credentials: 21n,
      buckets: 2,
      scheme: 'hmac-sha256',
      loadedAtMs: NOW_MS,
      regions: new Map([
        ['RA', 13n],
        ['RB', 8n],
      ]),
    });
    clock.nowMs = NOW_MS + 2 * DAY_MS;
    await done(put({ regions: more, credentials: 21, buckets: 3 }));
    const another = new Map([...more, ['RB', 9]]);
    expect(await put({ regions: another, credentials: 22 })).toEqual(refusal('state-forbids', /closed/));
  });

  test.each([
    ['of nothing', 'x', {}, 'not-found'],
    ['of a race', 'election:ROLL:RA', {}, 'not-found'],
    ['of a law that is not there', 'law:NONE', {}, 'not-found'],
    ['that is empty', 'election:ROLL', { credentials: 0 }, 'invalid'],
    ['whose regions do not add up', 'election:ROLL', { regions: new Map([['RA', 3]]) }, 'invalid'],
    ['of a law with regions', 'law:NONE', { regions }, 'invalid'],
  ] as const)('refuses a roll %s', async (_, rollKey, roll, kind) => {
    expect(await office.recordRoll(ACTOR, key(rollKey), { ...ROLL, ...roll })).toEqual(refusal(kind));
  });
});

describe('what may change when', () => {
  const key = 'election:LIFE' as Parameters<ElectionOffice['step']>[1];
  const change = (changes: Parameters<ElectionOffice['changeElection']>[2]) =>
    office.changeElection(ACTOR, 'LIFE', changes);

  test('texts until the closing; the rest of it, races and candidates as a draft', async () => {
    await readyElection(office, 'LIFE', ['RA']);
    await done(office.step(ACTOR, key, { step: 'schedule' }));
    const fixed = async (): Promise<void> => {
      const forbidden = refusal('state-forbids');
      expect(await change({ type: 'federal' })).toEqual(forbidden);
      expect(await change({ window: { opensAtMs: NOW_MS, closesAtMs: NOW_MS + 5 } })).toEqual(forbidden);
      expect(await office.putRace(ACTOR, race('LIFE', 'RA'))).toEqual(forbidden);
      expect(await office.removeRace(ACTOR, 'LIFE', 'RA')).toEqual(forbidden);
      expect(await office.createCandidate(ACTOR, candidate('LIFE', 'RA', 'new'))).toEqual(forbidden);
      expect(await office.removeCandidate(ACTOR, 'LIFE', 'RA', 'bob')).toEqual(forbidden);
      expect(await office.removeElection(ACTOR, 'LIFE')).toEqual(forbidden);
      expect(await office.changeCandidate(ACTOR, 'LIFE', 'RA', 'bob', { lastName: 'Alice' })).toEqual(
        forbidden,
      );
    };
    await fixed();
    await done(change({ resultsVisibility: 'live' }));
    clock.nowMs = NOW_MS + 2 * HOUR_MS; // open
    await fixed();
    expect(await change({ resultsVisibility: 'after-closing' })).toEqual(refusal('state-forbids', /open/));
    const bio = { fr: 'Corrigée', en: 'Corrected' };
    await done(change({ name: { fr: 'Corrigé', en: 'Corrected' } }));
    // A record that is sent back whole is no change but in what differs.
    await done(change({ ...election('LIFE', { resultsVisibility: 'live' }) }));
    await done(
      office.changeCandidate(ACTOR, 'LIFE', 'RA', 'bob', {
        ...candidate('LIFE', 'RA', 'bob', { position: 1 }),
        bio,
      }),
    );
    clock.nowMs = NOW_MS + 2 * DAY_MS; // closed
    await fixed();
    expect(await change({ name: { fr: 'Trop tard', en: 'Too late' } })).toEqual(refusal('state-forbids'));
    expect(await office.changeCandidate(ACTOR, 'LIFE', 'RA', 'bob', { bio: { fr: '', en: '' } })).toEqual(
      refusal('state-forbids'),
    );
  });

  test('a candidate withdraws once, with a reason, from a little later on; of a draft one is removed', async () => {
    await readyElection(office, 'WITHDRAW', ['RA']);
    const withdraw = (reason: string, id = 'bob') =>
      office.withdrawCandidate(ACTOR, 'WITHDRAW', 'RA', id, reason);
    expect(await withdraw('ill')).toEqual(refusal('state-forbids', /remove/));
    await done(office.step(ACTOR, 'election:WITHDRAW' as never, { step: 'open' }));
    expect(await withdraw(' ')).toEqual(refusal('invalid', /reason/));
    expect(await withdraw('ill', 'nobody')).toEqual(refusal('not-found'));
    const outcomes = await Promise.all([withdraw('ill'), withdraw('ill'), withdraw('ill')]);
    expect(outcomes.filter(({ ok }) => ok)).toMatchObject([{ value: { withdrawnAtMs: NOW_MS + 5_000 } }]);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual(Array(2).fill(refusal('state-forbids', /already/)));
    expect(await office.acts({ limit: 9, subject: 'election:WITHDRAW:RA:bob' })).toMatchObject([
      { action: 'candidate.withdraw', reason: 'ill', after: { withdrawnAtMs: NOW_MS + 5_000 } },
      { action: 'candidate.create' },
    ]);
    clock.nowMs = NOW_MS + 2 * DAY_MS;
    expect(await withdraw('late', 'alice')).toEqual(refusal('state-forbids', /closed/));
  });
});
