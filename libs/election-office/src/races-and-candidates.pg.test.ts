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

const { office } = useOffice();

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
    ['no first name', { firstName: '' }],
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
