import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { ContestKey, Tabulation } from '@scrutin/election';
import { contestKey, EFFECT_DELAY_MS, electionRollKey, lawRollKey } from '@scrutin/election';
import type { TabulationComplete } from '@scrutin/tabulation';
import { law } from '@scrutin/testkit/ballot-store';
import {
  ACTOR,
  DAY_MS,
  done,
  election,
  NOW_MS,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';
import { electionsToCount, lotFor, raceOf } from './fixture/elections-to-count.ts';

const suite = useOffice();
const { database, office, store, clock } = suite;
const { cast, counted, openElection, tabulated } = electionsToCount(suite);

const AFTER_MS = NOW_MS + 3 * DAY_MS;

describe('selections', () => {
  test('of a race are all its ballots, mixed or not, grouped in code point order', async () => {
    await openElection('SEL', 'live', ['RA', 'RB']);
    const key = raceOf('SEL');
    await cast(key, ...Array<string>(999).fill('bob'), 'alice>bob');
    expect(await store.mixBallots()).toBe(1_000);
    await cast(key, 'bob>alice', 'alice', 'bob');
    await cast(raceOf('SEL', 'RB'), 'bob');
    expect(await office.selections(key)).toEqual([
      { selection: 'alice', ballots: 1n },
      { selection: 'alice>bob', ballots: 1n },
      { selection: 'bob', ballots: 1_000n },
      { selection: 'bob>alice', ballots: 1n },
    ]);
    expect(await office.selections(raceOf('NONE'))).toEqual([]);
    expect(await office.selections('nothing' as ContestKey)).toEqual([]);
  });

  test('of a law are those of its two options that have ballots', async () => {
    await done(office.createLaw(ACTOR, law('SIDES', { window: election('x').window })));
    const key = contestKey({ kind: 'law', lawId: 'SIDES' });
    expect(await office.selections(key)).toEqual([]);
    await done(
      office.recordRoll(ACTOR, lawRollKey('SIDES'), { credentials: 9, buckets: 1, scheme: 'sha256' }),
    );
    await done(office.step(ACTOR, lawRollKey('SIDES'), { step: 'schedule' }));
    await cast(key, 'oui', 'oui');
    expect(await office.selections(key)).toEqual([{ selection: 'oui', ballots: 2n }]);
    await cast(key, 'non');
    expect(await office.selections(key)).toEqual([
      { selection: 'non', ballots: 1n },
      { selection: 'oui', ballots: 2n },
    ]);
  });
});

describe('counts', () => {
  test('are stored unchanged, listed newest first, and published once each', async () => {
    await openElection('LIVE', 'live');
    const key = raceOf('LIVE');
    await cast(key, 'alice>bob', 'alice');
    const given = await counted(key);
    const first = await done(office.recordTabulation({ officialId: randomUUID(), name: 'a@b.c' }, given));
    expect(first).toMatchObject({ ...given, result: JSON.parse(JSON.stringify(given.result)) as unknown });
    expect(first.requestedBy).toMatch(/-/);
    const second = await tabulated(key);
    expect(second.computedAtMs).toBeGreaterThan(first.computedAtMs); // in the same millisecond
    const short = (kept: Tabulation): Tabulation => {
      const { status, winners } = kept.result as { status: string; winners: readonly string[] };
      return { ...kept, result: { status, winners, seats: 1 } };
    };
    expect(await office.tabulations(key)).toEqual([short(second), short(first)]);
    expect(await office.tabulation(first.id)).toEqual(first);
    expect(await office.tabulation(randomUUID())).toBeUndefined();
    expect(await office.tabulation('x')).toBeUndefined();
    expect(await office.tabulations('x' as ContestKey)).toEqual([]);

    const outcomes = await Promise.all([1, 2, 3].map(() => office.publishTabulation(ACTOR, second.id)));
    const published = { ...second, publishedAtMs: NOW_MS + EFFECT_DELAY_MS };
    expect(outcomes.filter(({ ok }) => ok)).toEqual([{ ok: true, value: published }]);
    expect(outcomes.filter(({ ok }) => !ok)).toEqual(Array(2).fill(refusal('state-forbids', /already/)));
    expect(await office.tabulation(second.id)).toEqual(published);
    expect(await office.acts({ limit: 2, subject: key })).toMatchObject([
      {
        action: 'tabulation.publish',
        after: { publishedAtMs: NOW_MS + EFFECT_DELAY_MS, ballots: '2', status: 'complete' },
      },
      { action: 'tabulation.record', before: undefined, after: { ballotsDigest: second.ballotsDigest } },
    ]);
  });

  test('wait for the closing unless the results are live', async () => {
    await readyElection(office, 'WAIT', ['RA'], { election: { resultsVisibility: 'live' } });
    const key = raceOf('WAIT');
    const given = await counted(key);
    expect(await office.recordTabulation(ACTOR, given)).toEqual(refusal('state-forbids', /draft/));
    await done(office.step(ACTOR, electionRollKey('WAIT'), { step: 'schedule' }));
    expect(await office.recordTabulation(ACTOR, given)).toEqual(refusal('state-forbids', /scheduled/));
    await openElection('CLOSED', 'after-closing');
    const other = await counted(raceOf('CLOSED'));
    expect(await office.recordTabulation(ACTOR, other)).toEqual(refusal('state-forbids', /open/));
    clock.nowMs = AFTER_MS;
    const { id } = await done(office.recordTabulation(ACTOR, other));
    // A clock that is behind would say that voting is still open.
    clock.nowMs = NOW_MS + EFFECT_DELAY_MS;
    expect(await office.publishTabulation(ACTOR, id)).toEqual(refusal('state-forbids', /open/));
  });

  test('are published only if they are complete and by the rules of the race', async () => {
    await openElection('RULES', 'live');
    const key = raceOf('RULES');
    await cast(key, 'alice', 'bob');
    const tied = await tabulated(key);
    expect(tied.result).toMatchObject({ status: 'awaits-lot', tie: { among: ['alice', 'bob'] } });
    expect(await office.publishTabulation(ACTOR, tied.id)).toEqual(refusal('incomplete', /not complete/));
    for (const ruleSet of ['irv:continueUntilTwo=true,lot=alice', 'irv:lot=alice']) {
      const otherwise = await tabulated(key, ruleSet);
      expect(await office.publishTabulation(ACTOR, otherwise.id)).toEqual(refusal('invalid', /by irv,/));
    }
    expect(await office.publishTabulation(ACTOR, randomUUID())).toEqual(refusal('not-found'));
    expect(await office.publishTabulation(ACTOR, 'x')).toEqual(refusal('not-found'));
  });

  test.each([
    ['SILENT', 'meek-prf'],
    ['SILENT2', 'wigm-prf'],
    ['SILENT3', 'rctab'],
    ['SILENT4', 'rctab:tiebreakMode=random'],
    ['SILENT5', 'rctab:tiebreakMode=generatePermutation'],
  ])('of %s by %s wait for a lot instead of breaking a tie in silence', async (id, ruleSet) => {
    await openTied(id, ruleSet);
    const key = raceOf(id);
    const tied = await tabulated(key, ruleSet);
    expect(tied.result).toMatchObject({ status: 'awaits-lot' });
    await done(office.recordLot(ACTOR, lotFor(tied, 'bob')));
    const fair = await tabulated(key, ruleSet);
    expect(fair.result).toMatchObject({ status: 'complete' });
    expect(tiesOf(fair)).toMatchObject([{ chosen: 'bob', method: { kind: 'lot' } }]);
    await done(office.publishTabulation(ACTOR, fair.id));
  });

  test('break a tie by the order of the ballot only if the rules of the race name that', async () => {
    const ruleSet = 'rctab:tiebreakMode=useCandidateOrder';
    await openTied('NAMED', ruleSet);
    const count = await tabulated(raceOf('NAMED'), ruleSet);
    expect(tiesOf(count)).toMatchObject([{ method: { kind: 'ballot-order' } }]);
    await done(office.publishTabulation(ACTOR, count.id));
  });

  const openTied = async (id: string, ruleSet: string): Promise<void> => {
    await readyElection(office, id, ['RA'], { race: { ruleSet } });
    await done(office.step(ACTOR, electionRollKey(id), { step: 'open', reason: 'All is ready' }));
    clock.nowMs += EFFECT_DELAY_MS;
    await cast(raceOf(id), 'alice', 'bob');
    clock.nowMs = AFTER_MS;
  };
  const tiesOf = ({ result }: Tabulation) =>
    (result as TabulationComplete).rounds.flatMap(({ ties }) => ties);

  test.each([
    ['of nothing', { contest: 'x' as ContestKey }, 'not-found'],
    ['of an election that does not exist', { contest: raceOf('NONE') }, 'not-found'],
    ['of a law that does not exist', { contest: 'law:NONE' as ContestKey }, 'not-found'],
    ['by an unknown rule set', { ruleSet: 'x' }, 'invalid'],
    ['without a digest', { ballotsDigest: '' }, 'invalid'],
    ['of a negative number of ballots', { ballots: -1n }, 'invalid'],
    ['without a result', { result: undefined }, 'invalid'],
  ] as const)('refuses a count %s', async (_, changes, kind) => {
    const given = { ...(await counted(raceOf('LIVE'))), ...changes };
    expect(await office.recordTabulation(ACTOR, given)).toEqual(refusal(kind));
  });

  test('refuses a count of a region that has no race', async () => {
    const given = await counted(raceOf('LIVE', 'NOWHERE'));
    expect(await office.recordTabulation(ACTOR, given)).toEqual(refusal('not-found', /NOWHERE/));
  });
});

test('a count never changes: the admin role may publish it and do nothing else with it', async () => {
  const client = new pg.Client(await database.urlFor('scrutin_admin'));
  await client.connect();
  for (const statement of ['DELETE FROM tabulations', `UPDATE tabulations SET result = '{}'`]) {
    await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
  await client.end();
});
