import { EFFECT_DELAY_MS } from '@scrutin/election';
import {
  ACTOR,
  candidate,
  DAY_MS,
  done,
  election,
  HOUR_MS,
  NOW_MS,
  race,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import type { ElectionOffice } from './election-office.ts';

const { office, clock } = useOffice();

describe('rolls', () => {
  const ROLL = { credentials: 20, buckets: 1, scheme: 'hmac-sha256' } as const;
  const key = (text: string) => text as Parameters<ElectionOffice['recordRoll']>[1];
  const regions = new Map([
    ['RA', 12],
    ['RB', 8],
  ]);

  test('the roll of a draft is replaced, a published roll can only grow, and a closed one may be loaded again', async () => {
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
    expect(await put({ regions: fewer })).toEqual(refusal('state-forbids', /can only grow/));
    expect(await put({ regions: new Map([['RA', 11]]), credentials: 11 })).toEqual(refusal('state-forbids'));
    expect(await put({ scheme: 'sha256' })).toEqual(refusal('state-forbids', /hmac-sha256/));
    const more = new Map([
      ['RA', 13],
      ['RB', 8],
    ]);
    const grown = { regions: more, credentials: 21, buckets: 2 } as const;
    expect(await put(grown)).toEqual(refusal('invalid', /late registration.*needs a reason/));
    await done(put({ ...grown, reason: 'Moved in before the deadline' }));
    expect((await office.rolls()).find(({ rollKey }) => rollKey === 'election:ROLL')).toEqual({
      rollKey: 'election:ROLL',
      credentials: 21n,
      buckets: 2,
      scheme: 'hmac-sha256',
      loadedAtMs: NOW_MS,
      edition: '',
      generation: '',
      digest: undefined,
      pepperCheck: undefined,
      regions: new Map([
        ['RA', 13n],
        ['RB', 8n],
      ]),
      void: { replaced: 0n, revoked: 0n, regions: new Map() },
    });
    clock.nowMs = NOW_MS + 2 * DAY_MS;
    await done(put({ regions: more, credentials: 21, buckets: 3 }));
    const another = new Map([...more, ['RB', 9]]);
    expect(await put({ regions: another, credentials: 22, reason: 'Too late' })).toEqual(
      refusal('state-forbids', /closed/),
    );
  });

  test('a published contest does not take a different roll of the same size, and a closed one takes no other roll', async () => {
    clock.nowMs = NOW_MS;
    await readyElection(office, 'SAME', ['RA', 'RB']);
    const put = (roll: Partial<Parameters<ElectionOffice['recordRoll']>[2]>) =>
      office.recordRoll(ACTOR, key('election:SAME'), { ...ROLL, regions, ...roll });
    const [digest, another] = ['a'.repeat(64), 'b'.repeat(64)];
    await done(put({ edition: 'e', generation: 'g', digest, pepperCheck: '0'.repeat(16), basedOn: '' }));
    await done(office.step(ACTOR, key('election:SAME'), { step: 'schedule' }));
    expect(await put({ digest: another })).toEqual(refusal('state-forbids', /not the same ones/));
    expect(await put({ digest, edition: 'f' })).toEqual(refusal('state-forbids', /can only grow/));
    expect(await put({ digest, pepperCheck: '1'.repeat(16) })).toEqual(refusal('state-forbids', /pepper/));
    expect(await put({ digest, basedOn: 'other' })).toEqual(refusal('state-forbids', /Another load/));
    await done(put({ digest, basedOn: 'g' }));
    clock.nowMs = NOW_MS + 2 * DAY_MS;
    await done(put({ digest }));
    expect(await put({ digest: another })).toEqual(refusal('state-forbids', /not the same ones/));
    const acts = await office.acts({ limit: 1, subject: key('election:SAME') });
    expect(acts).toMatchObject([{ action: 'roll.record', after: { digest, generation: 'g', edition: 'e' } }]);
  });

  test('a load is checked and put on record before it begins, and the present roll stays until the load ends', async () => {
    clock.nowMs = NOW_MS;
    await readyElection(office, 'LOAD', ['RA', 'RB']);
    const LOAD = key('election:LOAD');
    const begin = (change: Partial<Parameters<ElectionOffice['beginRollLoad']>[2]> = {}, rollKey = LOAD) =>
      office.beginRollLoad(ACTOR, rollKey, { scheme: 'hmac-sha256', ...change });
    const registered = async () => (await office.rolls()).find(({ rollKey }) => rollKey === LOAD);
    await done(office.recordRoll(ACTOR, LOAD, { ...ROLL, regions, pepperCheck: '0'.repeat(16) }));
    expect(await begin({ scheme: 'sha256' })).toEqual(refusal('state-forbids', /hashed by/));
    expect(await done(begin())).toMatchObject({ replaces: true, registered: { credentials: 20n } });
    expect(await done(begin({ inDraft: 'replace' }))).toMatchObject({ replaces: true });
    expect(await done(begin({ inDraft: 'add' }))).toMatchObject({ replaces: false });
    const other = { pepperCheck: '1'.repeat(16) };
    expect(await begin({ ...other, inDraft: 'add' })).toEqual(refusal('state-forbids', /pepper/));
    expect(await done(begin(other))).toMatchObject({ replaces: true });
    expect(await registered()).toBeDefined();
    await done(office.step(ACTOR, LOAD, { step: 'schedule' }));
    expect(await done(begin())).toMatchObject({ replaces: false, registered: { credentials: 20n } });
    clock.nowMs = NOW_MS + 2 * DAY_MS;
    // Redis may have lost the roll. Whether it is the same roll is checked when it goes on record.
    expect(await done(begin())).toMatchObject({ replaces: false });
    expect(await begin({}, key('law:NONE'))).toEqual(refusal('not-found'));
    expect(await begin({}, key('x'))).toEqual(refusal('not-found'));
    const acts = await office.acts({ limit: 20, subject: LOAD });
    expect(acts.filter(({ action }) => action === 'roll.load').at(-1)).toMatchObject({
      before: { credentials: '20' },
      after: { replaces: true },
    });
  });

  test.each([
    ['of nothing', 'x', {}, 'not-found'],
    ['of a race', 'election:ROLL:RA', {}, 'not-found'],
    ['of a law that does not exist', 'law:NONE', {}, 'not-found'],
    ['that is empty', 'election:ROLL', { credentials: 0 }, 'invalid'],
    ['whose regions do not add up', 'election:ROLL', { regions: new Map([['RA', 3]]) }, 'invalid'],
    ['of a law with regions', 'law:NONE', { regions }, 'invalid'],
  ] as const)('refuses a roll %s', async (_, rollKey, roll, kind) => {
    expect(await office.recordRoll(ACTOR, key(rollKey), { ...ROLL, ...roll })).toEqual(refusal(kind));
  });
});

describe('changes in each state', () => {
  const key = 'election:LIFE' as Parameters<ElectionOffice['step']>[1];
  const change = (changes: Parameters<ElectionOffice['changeElection']>[2]) =>
    office.changeElection(ACTOR, 'LIFE', changes);

  test('texts may change until the closing, and everything else only in a draft', async () => {
    await readyElection(office, 'LIFE', ['RA']);
    await done(office.step(ACTOR, key, { step: 'schedule' }));
    const fixed = async (): Promise<void> => {
      const forbidden = refusal('state-forbids');
      expect(await change({ type: 'federal' })).toEqual(forbidden);
      expect(await change({ window: { opensAtMs: NOW_MS, closesAtMs: NOW_MS + 5 } })).toEqual(forbidden);
      expect(await office.putRace(ACTOR, race('LIFE', 'RA'))).toEqual(forbidden);
      expect(await office.removeRace(ACTOR, 'LIFE', 'RA')).toEqual(forbidden);
      expect(await office.createCandidate(ACTOR, candidate('LIFE', 'RA', 'new'))).toEqual(forbidden);
      expect(await office.removeCandidate(ACTOR, { electionId: 'LIFE', regionId: 'RA', id: 'bob' })).toEqual(
        forbidden,
      );
      expect(await office.removeElection(ACTOR, 'LIFE')).toEqual(forbidden);
      expect(
        await office.changeCandidate(
          ACTOR,
          { electionId: 'LIFE', regionId: 'RA', id: 'bob' },
          { lastName: 'Alice' },
        ),
      ).toEqual(forbidden);
    };
    await fixed();
    await done(change({ resultsVisibility: 'live' }));
    clock.nowMs = NOW_MS + 2 * HOUR_MS; // open
    await fixed();
    expect(await change({ resultsVisibility: 'after-closing' })).toEqual(refusal('state-forbids', /open/));
    const bio = { fr: 'Corrigée', en: 'Corrected' };
    await done(change({ name: { fr: 'Corrigé', en: 'Corrected' } }));
    // Sending a whole record back changes only the members that differ.
    await done(change({ ...election('LIFE', { resultsVisibility: 'live' }) }));
    await done(
      office.changeCandidate(
        ACTOR,
        { electionId: 'LIFE', regionId: 'RA', id: 'bob' },
        {
          ...candidate('LIFE', 'RA', 'bob', { position: 1 }),
          bio,
        },
      ),
    );
    clock.nowMs = NOW_MS + 2 * DAY_MS; // closed
    await fixed();
    expect(await change({ name: { fr: 'Trop tard', en: 'Too late' } })).toEqual(refusal('state-forbids'));
    expect(
      await office.changeCandidate(
        ACTOR,
        { electionId: 'LIFE', regionId: 'RA', id: 'bob' },
        { bio: { fr: '', en: '' } },
      ),
    ).toEqual(refusal('state-forbids'));
  });

  test('a candidate withdraws once, with a reason, with effect some seconds later; from a draft a candidate is removed', async () => {
    await readyElection(office, 'WITHDRAW', ['RA']);
    const withdraw = (reason: string, id = 'bob') =>
      office.withdrawCandidate(ACTOR, { electionId: 'WITHDRAW', regionId: 'RA', id }, reason);
    expect(await withdraw('ill')).toEqual(refusal('state-forbids', /remove/));
    await done(office.step(ACTOR, 'election:WITHDRAW' as never, { step: 'open', reason: 'All is ready' }));
    clock.nowMs += 5_000;
    expect(await withdraw(' ')).toEqual(refusal('invalid', /reason/));
    expect(await withdraw('ill', 'nobody')).toEqual(refusal('not-found'));
    const outcomes = await Promise.all([withdraw('ill'), withdraw('ill'), withdraw('ill')]);
    expect(outcomes.filter(({ ok }) => ok)).toMatchObject([{ value: { withdrawnAtMs: NOW_MS + 10_000 } }]);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual(Array(2).fill(refusal('state-forbids', /already/)));
    expect(await office.acts({ limit: 9, subject: 'election:WITHDRAW:RA:bob' })).toMatchObject([
      { action: 'candidate.withdraw', reason: 'ill', after: { withdrawnAtMs: NOW_MS + 10_000 } },
      { action: 'candidate.create' },
    ]);
    const { closesAtMs } = (await office.contest('election:WITHDRAW' as never))!.window;
    clock.nowMs = closesAtMs - EFFECT_DELAY_MS;
    expect(await withdraw('late', 'alice')).toEqual(refusal('state-forbids', /before this withdrawal could/));
    clock.nowMs = NOW_MS + 2 * DAY_MS;
    expect(await withdraw('late', 'alice')).toEqual(refusal('state-forbids', /closed/));
  });
});
