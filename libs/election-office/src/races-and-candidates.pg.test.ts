import pg from 'pg';
import { electionRollKey } from '@scrutin/election';
import {
  ACTOR,
  candidate,
  done,
  election,
  party,
  race,
  readyElection,
  refusal,
  region,
  useOffice,
} from '@scrutin/testkit/election-office';

const { office, database } = useOffice();

describe('races', () => {
  beforeAll(async () => {
    await office.createRegion(ACTOR, region('RA'));
    await done(office.createElection(ACTOR, election('RACES')));
  });

  test('are created and changed by the same call', async () => {
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
    ['an unknown rule set', { ruleSet: 'borda' }],
    ['an unknown option', { ruleSet: 'irv:speed=high' }],
    ['a lot', { ruleSet: 'irv:lot=nobody' }],
    ['a lot for STV', { ruleSet: 'scottish-stv-2011:lot=nobody' }],
    ['decisions', { ruleSet: 'rctab:tiebreakMode=stopCountingAndAsk,decisions=nobody' }],
    ['an order that names somebody twice', { ruleSet: 'irv:order=a/a' }],
    ['a second value of an option', { ruleSet: 'irv:ties=lot,ties=earlier-rounds' }],
    ['IRV for two seats', { seats: 2 }],
    ['RCTab’s single winner for two seats', { seats: 2, ruleSet: 'rctab' }],
    [
      'a number of winners that differs from the seats',
      { ruleSet: 'rctab:winnerElectionMode=multiPassIrv,numberOfWinners=2' },
    ],
  ])('refuses %s', async (_, changes) => {
    expect(await office.putRace(ACTOR, race('RACES', 'RA', changes))).toEqual(refusal('invalid'));
  });

  test.each([
    ['plurality for several seats', { method: 'single_choice', maxRanks: 1, ruleSet: 'plurality', seats: 4 }],
    ['wigm-prf', { ruleSet: 'wigm-prf', seats: 2 }],
    ['meek-prf', { ruleSet: 'meek-prf', seats: 2 }],
    [
      'RCTab with as many winners as seats',
      { ruleSet: 'rctab:winnerElectionMode=bottomsUp,numberOfWinners=2', seats: 2 },
    ],
  ] as const)('takes %s', async (_, changes) => {
    await done(office.putRace(ACTOR, race('RACES', 'RA', changes)));
  });

  test('an order in the rules names everybody who stands, when the race is set again and at scheduling', async () => {
    const inRules = (ruleSet: string) => race('ORDERS', 'RO', { ruleSet });
    await readyElection(office, 'ORDERS', ['RO']);
    expect(await office.putRace(ACTOR, inRules('irv:order=alice/zoe/bob'))).toEqual(
      refusal('invalid', /names zoe: no candidate/),
    );
    expect(await office.putRace(ACTOR, inRules('irv:order=alice'))).toEqual(
      refusal('invalid', /does not name bob/),
    );
    await done(office.putRace(ACTOR, inRules('irv:order=bob/alice')));
    await done(office.createCandidate(ACTOR, candidate('ORDERS', 'RO', 'carol', { position: 2 })));
    const schedule = () => office.step(ACTOR, electionRollKey('ORDERS'), { step: 'schedule' });
    expect(await schedule()).toEqual(refusal('incomplete', /In RO: .* does not name carol/));
    await done(office.removeCandidate(ACTOR, { electionId: 'ORDERS', regionId: 'RO', id: 'bob' }));
    expect(await schedule()).toEqual(refusal('incomplete', /In RO: .* names bob: no candidate/));
    await done(office.putRace(ACTOR, inRules('irv:order=carol/alice')));
    await done(schedule());
  });

  test('an answer names every wrong value of a race', async () => {
    const wrong = race('RACES', 'RA', { seats: 0, maxRanks: 1, ruleSet: 'borda' });
    const outcome = await office.putRace(ACTOR, wrong);
    if (outcome.ok) throw new Error('it was accepted');
    for (const part of ['number of seats', 'two ranks', 'rule set cannot be read'])
      expect(outcome.text.en).toContain(part);
    for (const part of ['nombre de sièges', 'deux rangs', 'jeu de règles est illisible'])
      expect(outcome.text.fr).toContain(part);
  });

  test('no ranking may be longer than a selection, whether ranks or candidates are added', async () => {
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

  test('are created, changed and read back unchanged', async () => {
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
    expect(
      await office.changeCandidate(ACTOR, { electionId: 'CANDS', regionId: 'RC', id: 'carol' }, changes),
    ).toEqual({
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
    expect(
      await office.changeCandidate(ACTOR, { electionId: 'CANDS', regionId: 'RC', id: 'dave' }, {}),
    ).toEqual(none);
    expect(
      await office.changeCandidate(ACTOR, { electionId: 'CANDS', regionId: '\0', id: 'dave' }, {}),
    ).toEqual(none);
    expect(
      await office.changeCandidate(
        ACTOR,
        { electionId: 'CANDS', regionId: 'RC', id: 'alice' },
        { partyCode: 'NONE' },
      ),
    ).toEqual(none);
  });

  test.each([
    ['an identifier that separates rankings', { id: 'a>b' }],
    ['a first name with a line break', { firstName: 'Cl\naire' }],
    ['no last name', { lastName: ' ' }],
    ['a place before the first', { position: -1 }],
    ['a photo that is a script', { photoUrl: 'javascript:alert(1)' }],
    ['a photo with the scheme left open', { photoUrl: '//evil.example/x' }],
    ['a photo with a line end', { photoUrl: 'http://x\r\ny' }],
    ['a photo that ends an attribute', { photoUrl: 'https://x/"onerror=alert(1)' }],
    ['a last name with a bell', { lastName: 'Roy\u0007' }],
    ['a biography that is read backwards', { bio: { fr: 'a\u202eb', en: '' } }],
    ['a first name that lost its accents', { firstName: '\uFFFDve' }],
    ['promises with half of a surrogate pair', { promises: { fr: '', en: '\udc00' } }],
    ['a photo with U+FFFD', { photoUrl: '/\uFFFD.jpg' }],
    ['a biography with U+0000', { bio: { fr: '\0', en: '' } }],
  ])('refuses %s', async (_, changes) => {
    const given = candidate('CANDS', 'RC', 'dave', changes);
    expect(await office.createCandidate(ACTOR, given)).toEqual(refusal('invalid'));
  });
});

describe('the ballot of a race', () => {
  const REGION = { electionId: 'PLACES', regionId: 'RP' };
  const shown = async () =>
    (await office.election('PLACES'))?.races[0]?.candidates.map(({ id, position }) => `${position} ${id}`);

  beforeAll(() => readyElection(office, 'PLACES', ['RP']));

  test('has a place for each candidate: the next free one, unless another free one is asked for', async () => {
    const next = { ...candidate('PLACES', 'RP', 'carol'), position: undefined };
    expect(await done(office.createCandidate(ACTOR, next))).toMatchObject({ position: 2 });
    const taken = candidate('PLACES', 'RP', 'dave', { position: 1 });
    expect(await office.createCandidate(ACTOR, taken)).toEqual(refusal('already-exists', /belongs to bob/));
    expect(await office.changeCandidate(ACTOR, { ...REGION, id: 'carol' }, { position: 0 })).toEqual(
      refusal('already-exists', /belongs to alice/),
    );
    expect(await shown()).toEqual(['0 alice', '1 bob', '2 carol']);
  });

  test('gets another order in one act', async () => {
    await done(office.orderCandidates(ACTOR, REGION, ['carol', 'alice', 'bob']));
    expect(await shown()).toEqual(['0 carol', '1 alice', '2 bob']);
    expect(await office.acts({ limit: 1, subject: 'election:PLACES:RP' })).toMatchObject([
      {
        action: 'candidate.order',
        before: ['alice', 'bob', 'carol'],
        after: ['carol', 'alice', 'bob'],
      },
    ]);
    expect(await office.orderCandidates(ACTOR, REGION, ['carol', 'alice'])).toEqual(
      refusal('invalid', /every candidate: bob/),
    );
    const nowhere = { electionId: 'PLACES', regionId: 'NOWHERE' };
    expect(await office.orderCandidates(ACTOR, nowhere, [])).toEqual(refusal('not-found'));
  });

  test('has no two candidates on one place, whoever writes to the database', async () => {
    const owner = new pg.Client(database.url);
    await owner.connect();
    await expect(
      owner.query("UPDATE candidates SET position = 0 WHERE election_id = 'PLACES'"),
    ).rejects.toThrow('candidates_one_to_a_place');
    await owner.end();
  });

  test('may have a hundred candidates', async () => {
    await office.createRegion(ACTOR, region('RH'));
    await done(
      office.putRace(
        ACTOR,
        race('PLACES', 'RH', { method: 'single_choice', maxRanks: 1, ruleSet: 'plurality' }),
      ),
    );
    for (let i = 0; i < 100; i += 1) {
      const next = { ...candidate('PLACES', 'RH', `c${i}`), position: undefined };
      await done(office.createCandidate(ACTOR, next));
    }
    const races = (await office.election('PLACES'))?.races;
    expect(races?.find(({ regionId }) => regionId === 'RH')?.candidates.at(-1)).toMatchObject({
      id: 'c99',
      position: 99,
    });
  });
});

describe('names', () => {
  test('an independent has no party, and somebody with a single name no first name', async () => {
    await readyElection(office, 'NAMES', ['RN']);
    const cher = candidate('NAMES', 'RN', 'cher', {
      firstName: undefined,
      lastName: 'Cher',
      partyCode: undefined,
    });
    expect(await done(office.createCandidate(ACTOR, cher))).toEqual(cher);
    const key = { electionId: 'NAMES', regionId: 'RN', id: 'cher' };
    await done(office.changeCandidate(ACTOR, key, { partyCode: 'PA', firstName: 'Cherilyn' }));
    expect(
      await done(office.changeCandidate(ACTOR, key, { partyCode: undefined, firstName: undefined })),
    ).toEqual(cher);
  });

  test('are stored composed and without spaces at their ends', async () => {
    const decomposed = { fr: ' Cote\u0301 ', en: 'Cote\u0301' };
    const composed = { fr: 'Cot\u00e9', en: 'Cot\u00e9' };
    const key = { electionId: 'NAMES', regionId: 'RN', id: 'eve' };
    const eve = candidate('NAMES', 'RN', 'eve', { firstName: ' E\u0300ve', lastName: 'Cote\u0301\n' });
    expect(await done(office.createCandidate(ACTOR, eve))).toMatchObject({
      firstName: '\u00c8ve',
      lastName: 'Cot\u00e9',
    });
    expect(await done(office.changeCandidate(ACTOR, key, { lastName: ' Roy ' }))).toMatchObject({
      lastName: 'Roy',
    });
    expect(await done(office.createRegion(ACTOR, { id: 'NFC', name: decomposed }))).toMatchObject({
      name: composed,
    });
    expect(await done(office.createParty(ACTOR, { ...party('NFC'), name: decomposed }))).toMatchObject({
      name: composed,
    });
    expect(await done(office.changeElection(ACTOR, 'NAMES', { name: decomposed }))).toMatchObject({
      name: composed,
    });
    const official = {
      email: 'nfc@elections.example',
      displayName: ' Rene\u0301 ',
      role: 'auditor',
      password: 'correct horse battery staple',
    } as const;
    expect(await done(office.createOfficial(ACTOR, official))).toMatchObject({ displayName: 'Ren\u00e9' });
  });
});
