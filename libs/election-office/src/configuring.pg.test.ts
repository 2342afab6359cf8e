import type { Share } from '@scrutin/election';
import { law } from '@scrutin/testkit/ballot-store';
import {
  ACTOR,
  candidate,
  done,
  election,
  NOW_MS,
  openTestOffice,
  party,
  readyElection,
  refusal,
  region,
  useOffice,
} from '@scrutin/testkit/election-office';

const { database, office, clock } = useOffice();

async function actsOn(subject: string): Promise<string[]> {
  const acts = await office.acts({ limit: 100, subject });
  return acts.map(({ action }) => action).reverse();
}

describe('regions and parties', () => {
  test('are created, changed and removed, and each act records the state before and after', async () => {
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

  test('cannot be removed while a race or a candidate needs them', async () => {
    await readyElection(office, 'USES', ['USED']);
    expect(await office.removeRegion(ACTOR, 'USED')).toEqual(refusal('in-use', /race/));
    expect(await office.removeParty(ACTOR, 'PA')).toEqual(refusal('in-use', /candidate/));
    expect(await actsOn('region:USED')).toEqual(['region.create']);
  });

  test('cannot be changed once they are on a published ballot', async () => {
    const { code } = party('PUB');
    await done(office.createParty(ACTOR, party('PUB')));
    await readyElection(office, 'SHOWN', ['SHOWN-R']);
    await done(office.createCandidate(ACTOR, candidate('SHOWN', 'SHOWN-R', 'zoe', { partyCode: code })));
    const other = { fr: 'Autre', en: 'Other' };
    await done(office.changeParty(ACTOR, { ...party('PUB'), name: other })); // the party is only in a draft
    await done(office.changeRegion(ACTOR, { ...region('SHOWN-R'), name: other }));
    await done(office.step(ACTOR, 'election:SHOWN' as never, { step: 'open', reason: 'All is ready' }));
    clock.nowMs += 5_000;
    const inUse = refusal('in-use', /^The election SHOWN, /);
    const before = await actsOn('party:PUB');
    expect(await office.changeParty(ACTOR, party('PUB'))).toEqual(inUse);
    expect(await office.changeParty(ACTOR, { ...party('PUB'), name: other, color: '#000000' })).toEqual(
      inUse,
    );
    expect(await office.changeRegion(ACTOR, region('SHOWN-R'))).toEqual(inUse);
    expect(await office.removeParty(ACTOR, 'PUB')).toEqual(inUse);
    expect(await office.removeRegion(ACTOR, 'SHOWN-R')).toEqual(inUse);
    expect(await actsOn('party:PUB')).toEqual(before);
    await done(office.changeParty(ACTOR, { ...party('PUB'), name: other }));
    await done(office.changeRegion(ACTOR, { ...region('SHOWN-R'), name: other }));
    clock.nowMs = NOW_MS + 30 * 24 * 3_600_000; // closed
    expect(await office.changeParty(ACTOR, party('PUB'))).toEqual(inUse);
  });

  test('a change of a party’s name and the publication of a ballot with it wait for each other', async () => {
    for (let i = 0; i < 10; i += 1) {
      const [id, code] = [`SWAP-${i}`, `SWAP-P${i}`];
      await done(office.createParty(ACTOR, party(code)));
      await readyElection(office, id, ['SWAP-R']);
      await done(
        office.changeCandidate(ACTOR, { electionId: id, regionId: 'SWAP-R', id: 'bob' }, { partyCode: code }),
      );
      const name = { fr: 'Autre', en: 'Other' };
      const [scheduled, changed] = await Promise.all([
        office.step(ACTOR, `election:${id}` as never, { step: 'schedule' }),
        office.changeParty(ACTOR, { ...party(code), name }),
      ]);
      expect(scheduled.ok).toBe(true);
      const acts = await office.acts({ limit: 3 });
      const order = acts.map(({ action }) => action).filter((action) => /schedule|party/.test(action));
      expect(order).toEqual(changed.ok ? ['election.schedule', 'party.change'] : ['election.schedule']);
    }
  });

  test.each([
    ['an identifier with a space', { ...region('R2'), id: 'R 2' }],
    ['an identifier with U+0000', { ...region('R2'), id: 'R\0' }],
    ['an empty name', { ...region('R2'), name: { fr: ' ', en: 'x' } }],
    ['a name with U+0000', { ...region('R2'), name: { fr: 'a\0', en: 'x' } }],
    ['a name that clears the screen', { ...region('R2'), name: { fr: '\u001b[2J', en: 'x' } }],
    ['a name of two lines', { ...region('R2'), name: { fr: 'a\nb', en: 'x' } }],
    ['a name that is read backwards', { ...region('R2'), name: { fr: 'x', en: 'a\u202eb' } }],
    ['a name with half of a surrogate pair', { ...region('R2'), name: { fr: 'x', en: 'a\ud83d' } }],
    ['a name that lost its accents', { ...region('R2'), name: { fr: 'Montr\uFFFDal', en: 'x' } }],
    ['a name without end', { ...region('R2'), name: { fr: 'x', en: 'x'.repeat(301) } }],
  ])('refuses %s', async (_, given) => {
    expect(await office.createRegion(ACTOR, given)).toEqual(refusal('invalid'));
    expect(await office.changeRegion(ACTOR, given)).toEqual(refusal('invalid'));
  });

  test('a thing with an impossible identifier is not found', async () => {
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

test('of ten officials who create the same thing at the same time, one succeeds and nine are refused', async () => {
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
      quorumShare: '1/3' as Share,
      threshold: '2/3' as Share,
      thresholdBase: 'cast',
      blankVotes: 'allowed',
    });

  test('are created as drafts, whatever status is given, and are changed and removed as drafts', async () => {
    expect(await office.createLaw(ACTOR, { ...draft('L1'), status: 'certified' })).toEqual({
      ok: true,
      value: draft('L1'),
    });
    expect(await office.createLaw(ACTOR, draft('L1'))).toEqual(refusal('already-exists'));
    const changes = { title: { fr: 'A', en: 'B' }, quorumVotes: undefined, threshold: undefined };
    expect(await office.changeLaw(ACTOR, 'L1', changes)).toEqual({
      ok: true,
      value: { ...draft('L1'), ...changes },
    });
    expect(await office.law('L1')).toEqual({ ...draft('L1'), ...changes });
    expect((await office.laws()).map(({ id }) => id)).toEqual(['L1']);
    expect(await office.acts({ limit: 1, subject: 'law:L1' })).toMatchObject([
      {
        action: 'law.change',
        before: { quorumVotes: (2n ** 62n).toString(), threshold: '2/3', status: 'draft' },
      },
    ]);
    await done(office.removeLaw(ACTOR, 'L1'));
    expect(await office.law('L1')).toBeUndefined();
    expect(await office.changeLaw(ACTOR, 'L1', {})).toEqual(refusal('not-found'));
    expect(await office.removeLaw(ACTOR, 'L1')).toEqual(refusal('not-found'));
  });

  test.each([
    ['a closing before the opening', { window: { opensAtMs: 5, closesAtMs: 5 } }],
    ['a time that is not a number', { window: { opensAtMs: Number.NaN, closesAtMs: 5 } }],
    ['a time beyond all', { window: { opensAtMs: 0, closesAtMs: 1e18 } }],
    ['a negative quorum', { quorumVotes: -1n }],
    ['a quorum beyond bigint', { quorumVotes: 2n ** 63n }],
    ['a threshold above all votes', { threshold: '4/3' as Share }],
    ['a threshold of nothing', { threshold: '0%' as Share }],
    ['a quorum that is no share', { quorumShare: 'half' as Share }],
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
    await done(office.createCandidate(ACTOR, candidate('FULL', 'RA', 'zoe')));
    await done(
      office.orderCandidates(ACTOR, { electionId: 'FULL', regionId: 'RA' }, ['alice', 'zoe', 'bob']),
    );
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

  test('can be changed, and are removed from the candidates upwards', async () => {
    await readyElection(office, 'GOES', ['RA']);
    const changes = { name: { fr: 'X', en: 'Y' }, type: 'municipal', resultsVisibility: 'live' } as const;
    expect(await office.changeElection(ACTOR, 'GOES', changes)).toEqual({
      ok: true,
      value: election('GOES', changes),
    });
    expect(await office.removeElection(ACTOR, 'GOES')).toEqual(refusal('in-use', /races/));
    expect(await office.removeRace(ACTOR, 'GOES', 'RA')).toEqual(refusal('in-use', /candidates/));
    for (const id of ['alice', 'bob'])
      await done(office.removeCandidate(ACTOR, { electionId: 'GOES', regionId: 'RA', id }));
    expect(await office.removeCandidate(ACTOR, { electionId: 'GOES', regionId: 'RA', id: 'bob' })).toEqual(
      refusal('not-found'),
    );
    await done(office.removeRace(ACTOR, 'GOES', 'RA'));
    expect(await office.removeRace(ACTOR, 'GOES', 'RA')).toEqual(refusal('not-found'));
    await done(office.removeElection(ACTOR, 'GOES'));
    expect(await office.removeElection(ACTOR, 'GOES')).toEqual(refusal('not-found'));
    expect(await office.changeElection(ACTOR, 'GOES', {})).toEqual(refusal('not-found'));
    expect((await office.rolls()).map(({ rollKey }) => rollKey)).not.toContain('election:GOES');
    expect(await actsOn('election:GOES')).toEqual([
      'election.create',
      'race.put',
      'candidate.create',
      'candidate.create',
      'roll.record',
      'election.change',
      'candidate.remove',
      'candidate.remove',
      'race.remove',
      'election.remove',
    ]);
  });

  test('have a record of their own acts only, even if other identifiers look similar', async () => {
    await done(office.createElection(ACTOR, election('NAME')));
    await done(office.createElection(ACTOR, election('NAME-2')));
    await done(office.createElection(ACTOR, election('NAM_')));
    expect(await actsOn('election:NAME')).toEqual(['election.create']);
    expect(await actsOn('election:NAM_')).toEqual(['election.create']);
  });

  test.each([
    ['the name of the address that takes ballots', { id: 'vote' }],
    ['an unknown type', { type: 'papal' as never }],
    ['an empty name', { name: { fr: '', en: 'x' } }],
    ['no window', { window: { opensAtMs: 2, closesAtMs: 1 } }],
    ['an unknown visibility', { resultsVisibility: 'x' as never }],
  ])('refuses %s', async (_, changes) => {
    expect(await office.createElection(ACTOR, election('BAD', changes))).toEqual(refusal('invalid'));
  });
});
