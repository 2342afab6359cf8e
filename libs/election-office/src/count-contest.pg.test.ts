import type { Contest } from '@scrutin/election';
import { contestKey, EFFECT_DELAY_MS, electionRollKey, refused } from '@scrutin/election';
import { vote } from '@scrutin/testkit/ballot-store';
import { ACTOR, DAY_MS, done, NOW_MS, readyElection, useOffice } from '@scrutin/testkit/election-office';
import type { CountOrder } from './count-contest.ts';
import { countBallots, countContest } from './count-contest.ts';
import { lotFor } from './fixture/elections-to-count.ts';

const { office, store, clock } = useOffice();

const AFTER_MS = NOW_MS + 3 * DAY_MS;
const orders: CountOrder[] = [];

beforeEach(() => {
  orders.length = 0;
});

const race = (electionId: string, regionId = 'RA'): Contest => ({ kind: 'election', electionId, regionId });

/** An open election that is counted by irv, with these ballots. */
async function voted(electionId: string, ...selections: readonly string[]): Promise<void> {
  await readyElection(office, electionId, ['RA']);
  await done(office.step(ACTOR, electionRollKey(electionId), { step: 'open', reason: 'All is ready' }));
  clock.nowMs += EFFECT_DELAY_MS;
  const contest = contestKey(race(electionId));
  await store.settleVotes(selections.map((selection) => vote({ contest, selection })));
}

function counting(contest: Contest, ruleSet?: string) {
  const count = (order: CountOrder) => {
    orders.push(order);
    return countBallots(office, order);
  };
  return countContest(contest, ruleSet, { office, actor: ACTOR, count });
}

test('a contest is counted by its own rules, and the count is put on record', async () => {
  await voted('COUNTED', 'alice>bob', 'alice', 'bob');
  clock.nowMs = AFTER_MS;
  const { tabulation, result, order } = await done(counting(race('COUNTED')));
  expect(result).toMatchObject({ status: 'complete', winners: ['alice'] });
  expect(order).toMatchObject({ contest: 'election:COUNTED:RA', ruleSet: 'irv', rules: { rule: 'irv' } });
  expect(tabulation).toMatchObject({ ruleSet: 'irv', ballots: 3n });
  expect(await office.tabulation(tabulation.id)).toEqual(tabulation);
});

test('a count that waits for a lot is put on record, and the next one uses the lots on record', async () => {
  await voted('TIED', 'alice', 'bob');
  clock.nowMs = AFTER_MS;
  const waiting = await done(counting(race('TIED')));
  expect(waiting.result.status).toBe('awaits-lot');
  expect(await counting(race('TIED'), 'irv:lot=alice')).toMatchObject({
    ok: false,
    kind: 'invalid',
    detail: expect.stringContaining('a lot is put on record') as unknown,
  });
  await done(office.recordLot(ACTOR, lotFor(waiting.tabulation, 'alice')));
  const drawn = await done(counting(race('TIED')));
  expect(drawn.result).toMatchObject({ status: 'complete' });
  expect(drawn.tabulation.ruleSet).toBe('irv');
});

test('a contest that may not be counted is not counted, and nothing is put on record', async () => {
  await voted('EARLY', 'alice');
  expect(await counting(race('EARLY'))).toMatchObject({ ok: false, kind: 'state-forbids' });
  clock.nowMs = AFTER_MS;
  for (const ruleSet of ['plurality', 'scottish-stv-2011', 'none']) {
    expect(await counting(race('EARLY'), ruleSet)).toMatchObject({ ok: false, kind: 'invalid' });
  }
  for (const contest of [race('EARLY', 'RB'), race('NONE'), { kind: 'law', lawId: 'NONE' } as const]) {
    expect(await counting(contest)).toMatchObject({ ok: false, kind: 'not-found' });
  }
  expect(orders).toEqual([]);
  expect(await office.tabulations(contestKey(race('EARLY')))).toEqual([]);
});

test('a count that the counting function refuses is not put on record', async () => {
  await voted('AWAY', 'alice');
  clock.nowMs = AFTER_MS;
  const refusal = refused('incomplete', { fr: 'C’était trop long.', en: 'It took too long.' });
  const context = { office, actor: ACTOR, count: () => Promise.resolve(refusal) };
  expect(await countContest(race('AWAY'), undefined, context)).toEqual(refusal);
  const misfit = {
    ballots: 1n,
    ballotsDigest: '0'.repeat(64),
    result: {
      status: 'refused',
      reason: 'rules-do-not-fit',
      detail: { fr: 'trop', en: 'too many' },
    } as const,
  };
  const count = () => Promise.resolve({ ok: true, value: misfit } as const);
  expect(await countContest(race('AWAY'), undefined, { ...context, count })).toMatchObject({
    kind: 'invalid',
  });
  expect(await office.tabulations(contestKey(race('AWAY')))).toEqual([]);
});

test('to look at a count, any rules may be asked for once the results are public, and nothing goes on record', async () => {
  await voted('LOOKED', 'alice>bob', 'alice', 'bob');
  const look = (ruleSet?: string) => office.countOrder(race('LOOKED'), ruleSet, 'look');
  expect(await look()).toMatchObject({ ok: false, kind: 'state-forbids' });
  clock.nowMs = AFTER_MS;
  expect(await look()).toMatchObject({ ok: true, value: { ruleSet: 'irv' } });
  expect(await look('none')).toMatchObject({ ok: false, kind: 'invalid' });
  const counted = await done(countBallots(office, await done(look('plurality'))));
  expect(counted).toMatchObject({ ballots: 3n, result: { status: 'complete', winners: ['alice'] } });
  expect(await office.tabulations(contestKey(race('LOOKED')))).toEqual([]);
});
