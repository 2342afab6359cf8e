import pg from 'pg';
import type { ContestStep, StepRequest } from '@scrutin/election';
import { electionRollKey, lawRollKey } from '@scrutin/election';
import { TransientError } from '@scrutin/service-runtime';
import { law, silentLogger } from '@scrutin/testkit/ballot-store';
import { eventually } from '@scrutin/testkit/database';
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
  refusal,
  region,
  useOffice,
} from '@scrutin/testkit/election-office';
import { openElectionOffice } from './open-election-office.ts';

const { database, office, clock } = useOffice();

const { opensAtMs, closesAtMs } = election('any').window;

function take(id: string, step: ContestStep, more: Partial<StepRequest> = {}) {
  return office.step(ACTOR, electionRollKey(id), { step, ...more });
}

async function stepsOf(subject: string): Promise<string[]> {
  const acts = await office.acts({ limit: 100, subject });
  return acts.map(({ action }) => action).reverse();
}

test('an election takes all steps from draft to certified, and each step is on record', async () => {
  await readyElection(office, 'LIFE', ['RA', 'RB']);
  const reason = 'the hall burnt down';
  expect(await take('LIFE', 'schedule')).toEqual({
    ok: true,
    value: election('LIFE', { status: 'scheduled' }),
  });
  expect(await take('LIFE', 'unschedule', { reason })).toEqual({ ok: true, value: election('LIFE') });
  await done(take('LIFE', 'schedule'));
  // P9: every act takes effect late enough for every process to know of it.
  const openedAtMs = NOW_MS + 5_000;
  const window = { opensAtMs: openedAtMs, closesAtMs };
  expect(await take('LIFE', 'open')).toEqual(refusal('invalid', /needs a reason/));
  expect(await take('LIFE', 'open', { reason })).toMatchObject({
    ok: true,
    value: { status: 'scheduled', window },
  });
  const later = closesAtMs + DAY_MS;
  expect(await take('LIFE', 'extend', { reason, closesAtMs: later })).toMatchObject({
    value: { window: { closesAtMs: later } },
  });
  clock.nowMs = opensAtMs;
  const closing = { opensAtMs: openedAtMs, closesAtMs: opensAtMs + 5_000 };
  expect(await take('LIFE', 'close', { reason })).toMatchObject({ ok: true, value: { window: closing } });
  expect(await take('LIFE', 'close', { reason })).toEqual(refusal('state-forbids', /by itself/));
  clock.nowMs = opensAtMs + 5_000;
  expect(await take('LIFE', 'close', { reason })).toEqual(refusal('state-forbids', /closed/));

  const [close, extend] = await office.acts({ limit: 2, subject: 'election:LIFE' });
  expect(close).toMatchObject({
    action: 'election.close',
    actor: ACTOR.name,
    reason,
    before: { status: 'scheduled', window: { opensAtMs: openedAtMs, closesAtMs: later } },
    after: { status: 'scheduled', window: closing },
  });
  expect(extend).toMatchObject({ action: 'election.extend', before: { window }, reason });
});

test('an act that took so long that its effect would come too soon is not done, and can be sent again (P9)', async () => {
  await readyElection(office, 'SLOW', ['RA']);
  let nowMs = NOW_MS;
  const slow = openElectionOffice({
    url: await database.urlFor('scrutin_admin'),
    poolMax: 1,
    logger: silentLogger,
    applicationName: 'a slow machine',
    clock: () => (nowMs += 3_000),
  });
  const open = { step: 'open', reason: 'All is ready' } as const;
  try {
    await expect(slow.step(ACTOR, electionRollKey('SLOW'), open)).rejects.toThrow(TransientError);
  } finally {
    await slow.close();
  }
  expect(await office.election('SLOW')).toMatchObject({ status: 'draft', window: { opensAtMs } });
  expect(await stepsOf('election:SLOW')).not.toContain('election.open');
  expect(await take('SLOW', 'open', { reason: open.reason })).toMatchObject({ ok: true });
});

test('a law takes all steps from draft to certified', async () => {
  const subject = lawRollKey('L1');
  const given = law('L1', { window: { opensAtMs, closesAtMs } });
  await done(office.createLaw(ACTOR, given));
  expect(await office.step(ACTOR, subject, { step: 'schedule' })).toEqual(refusal('incomplete', /roll/));
  await done(office.recordRoll(ACTOR, subject, { credentials: 1, buckets: 1, scheme: 'sha256' }));
  expect(await office.step(ACTOR, subject, { step: 'schedule' })).toEqual({ ok: true, value: given });
  clock.nowMs = opensAtMs;
  const reason = 'over';
  expect(await office.step(ACTOR, subject, { step: 'close', reason })).toMatchObject({
    value: { window: { opensAtMs, closesAtMs: opensAtMs + 5_000 } },
  });
  expect(await stepsOf(subject)).toEqual(['law.create', 'roll.record', 'law.schedule', 'law.close']);
});

describe('a step requires', () => {
  test('the right state: in any other state it is refused and changes nothing', async () => {
    await readyElection(office, 'STATES', ['RA']);
    const extend = { reason: 'r', closesAtMs: closesAtMs + 1 };
    const allowed: Record<string, readonly ContestStep[]> = {
      draft: ['schedule', 'open'],
      scheduled: ['unschedule', 'open', 'extend'],
      open: ['extend', 'close'],
      closed: ['certify'],
    };
    const attempt = async (state: string, nowMs: number) => {
      clock.nowMs = nowMs;
      const before = await stepsOf('election:STATES');
      const steps: ContestStep[] = ['schedule', 'unschedule', 'open', 'extend', 'close', 'certify'];
      for (const step of steps) {
        if (allowed[state]?.includes(step) === true) continue;
        const more = step === 'extend' ? extend : { reason: 'r' };
        expect(await take('STATES', step, more)).toEqual(refusal('state-forbids', new RegExp(state)));
      }
      expect(await stepsOf('election:STATES')).toEqual(before);
    };
    await attempt('draft', NOW_MS);
    await done(take('STATES', 'schedule'));
    await attempt('scheduled', NOW_MS);
    await attempt('open', opensAtMs);
    await attempt('closed', closesAtMs);
  });

  test.each([
    ['unschedule', {}],
    ['extend', { closesAtMs: closesAtMs + 1 }],
    ['close', { reason: ' ' }],
    ['schedule', { reason: ' ' }],
    ['unschedule', { reason: 'd\uFFFDcision' }],
    ['extend', { reason: 'r' }],
    ['extend', { reason: 'r', closesAtMs: 1.5 }],
    ['schedule', { closesAtMs }],
    ['dance' as never, {}],
  ] as const)('%s with %j is invalid', async (step, more) => {
    expect(await take('STATES', step, more)).toEqual(refusal('invalid'));
  });

  test('a contest that exists', async () => {
    expect(await take('NONE', 'open')).toEqual(refusal('not-found'));
    expect(await office.step(ACTOR, 'law:NONE' as never, { step: 'open', reason: 'All is ready' })).toEqual(
      refusal('not-found'),
    );
    expect(await office.step(ACTOR, 'x' as never, { step: 'open', reason: 'All is ready' })).toEqual(
      refusal('not-found'),
    );
  });

  test('times that are in the future', async () => {
    await readyElection(office, 'TIMES', ['RA']);
    clock.nowMs = opensAtMs;
    expect(await take('TIMES', 'schedule')).toEqual(refusal('state-forbids', /open it now/));
    clock.nowMs = closesAtMs;
    expect(await take('TIMES', 'open')).toEqual(refusal('state-forbids', /closing has passed/));
    expect(await take('TIMES', 'schedule')).toEqual(refusal('state-forbids'));
    clock.nowMs = closesAtMs - 5_000;
    expect(await take('TIMES', 'open')).toEqual(refusal('state-forbids', /too near/));
    clock.nowMs = closesAtMs - 5_001;
    await done(take('TIMES', 'open'));
    expect(await take('TIMES', 'extend', { reason: 'r', closesAtMs })).toEqual(refusal('invalid', /later/));
  });

  test('a roll, races, and more candidates than seats or a rule for when there are not', async () => {
    await office.createRegion(ACTOR, region('RA'));
    await office.createParty(ACTOR, party('PA'));
    await done(office.createElection(ACTOR, election('PARTS')));
    expect(await take('PARTS', 'schedule')).toEqual(refusal('incomplete', /no roll.* no race/));
    const roll = { credentials: 1, buckets: 1, scheme: 'hmac-sha256' } as const;
    await done(office.recordRoll(ACTOR, electionRollKey('PARTS'), roll));
    expect(await take('PARTS', 'open')).toEqual(refusal('incomplete', /no race/));
    await done(
      office.putRace(ACTOR, race('PARTS', 'RA', { seats: 2, ruleSet: 'meek-prf', uncontested: undefined })),
    );
    expect(await take('PARTS', 'schedule')).toEqual(
      refusal('incomplete', /In RA, nobody stands for 2 seats/),
    );
    await done(office.createCandidate(ACTOR, candidate('PARTS', 'RA', 'alice')));
    expect(await take('PARTS', 'schedule')).toEqual(refusal('incomplete', /2 seats/));
    await done(office.createCandidate(ACTOR, candidate('PARTS', 'RA', 'bob')));
    expect(await take('PARTS', 'schedule')).toEqual(
      refusal('incomplete', /In RA, 2 candidates stand for 2 seats/),
    );
    await done(office.createCandidate(ACTOR, candidate('PARTS', 'RA', 'carol')));
    await done(take('PARTS', 'schedule'));
    // A candidate who withdrew after the publication is not a candidate when the election is published again.
    await done(office.withdrawCandidate(ACTOR, { electionId: 'PARTS', regionId: 'RA', id: 'bob' }, 'ill'));
    await done(take('PARTS', 'unschedule', { reason: 'too few' }));
    expect(await take('PARTS', 'open')).toEqual(refusal('incomplete', /2 seats/));
    const decided = { seats: 2, ruleSet: 'meek-prf', uncontested: 'acclaim' } as const;
    await done(office.putRace(ACTOR, race('PARTS', 'RA', decided)));
    await done(take('PARTS', 'schedule'));
  });
});

describe('P9: acts that give or take a right take effect only when every catalogue knows of them', () => {
  const reason = 'by mistake';

  test('a contest that will open soon cannot be taken back, opened or scheduled', async () => {
    await readyElection(office, 'EDGE', ['RA']);
    await readyElection(office, 'LATE', ['RA']);
    await done(take('EDGE', 'schedule'));
    for (const aheadMs of [4_999, 2_500, 8, 1]) {
      clock.nowMs = opensAtMs - aheadMs;
      expect(await take('EDGE', 'unschedule', { reason })).toEqual(
        refusal('state-forbids', /less than 5 seconds/),
      );
      expect(await take('EDGE', 'open')).toEqual(refusal('state-forbids', /by itself/));
      expect(await take('LATE', 'schedule')).toEqual(refusal('state-forbids', /less than 5 seconds/));
    }
    clock.nowMs = opensAtMs - 5_000;
    await done(take('EDGE', 'unschedule', { reason }));
  });

  test('an act that waited in the database until its effect is too near is refused and changes nothing', async () => {
    await readyElection(office, 'STALL', ['RA']);
    await done(take('STALL', 'schedule'));
    clock.nowMs = opensAtMs;
    const acts: readonly (() => Promise<unknown>)[] = [
      () => take('STALL', 'close', { reason }),
      () => office.withdrawCandidate(ACTOR, { electionId: 'STALL', regionId: 'RA', id: 'bob' }, reason),
    ];
    const before = await stepsOf('election:STALL');
    for (const act of acts) {
      clock.nowMs = opensAtMs;
      const holder = new pg.Client(database.url);
      await holder.connect();
      await holder.query('BEGIN');
      await holder.query('LOCK TABLE admin_audit IN ACCESS EXCLUSIVE MODE');
      const waiting = act().catch((error: unknown) => error);
      await eventually('the act waits for its record', async () => {
        const { rows } = await holder.query(
          `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        if (rows.length === 0) throw new Error('nobody waits');
      });
      clock.nowMs += 2_501;
      await holder.query('COMMIT');
      await holder.end();
      expect(await waiting).toMatchObject({ name: 'TransientError' });
    }
    expect(await stepsOf('election:STALL')).toEqual(before);
    clock.nowMs = opensAtMs;
    await done(take('STALL', 'close', { reason }));
  });
});

test('of ten officials who take the same step at the same time, one succeeds and nine are refused', async () => {
  await readyElection(office, 'RUSH', ['RA']);
  const other = openTestOffice(await database.urlFor('scrutin_admin'), clock);
  const offices = Array.from({ length: 10 }, (_, i) => (i % 2 === 0 ? office : other));
  const subject = electionRollKey('RUSH');
  const outcomes = await Promise.all(offices.map((one) => one.step(ACTOR, subject, { step: 'schedule' })));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.filter(({ ok }) => !ok)).toEqual(Array(9).fill(refusal('state-forbids', /scheduled/)));
  await other.close();
  expect((await stepsOf(subject)).filter((action) => action === 'election.schedule')).toHaveLength(1);
});

test('a change and a publication at the same time wait for each other, and nothing changes after the publication', async () => {
  for (let i = 0; i < 10; i += 1) {
    const id = `RACE-${i}`;
    await readyElection(office, id, ['RA']);
    const [scheduled, removed] = await Promise.all([
      take(id, 'schedule'),
      office.removeCandidate(ACTOR, { electionId: id, regionId: 'RA', id: 'alice' }),
    ]);
    expect(scheduled.ok).toBe(true);
    const acts = (await stepsOf(`election:${id}`)).slice(-2);
    expect(acts.at(-1)).toBe('election.schedule');
    expect(acts.includes('candidate.remove')).toBe(removed.ok);
  }
});

test('an act whose connection is lost while it waits fails with a TransientError and changes nothing', async () => {
  await readyElection(office, 'CUT', ['RA']);
  const before = await stepsOf('election:CUT');
  const [holder, killer] = [new pg.Client(database.url), new pg.Client(database.url)];
  await Promise.all([holder.connect(), killer.connect()]);
  await holder.query('BEGIN');
  await holder.query(`SELECT FROM elections WHERE id = 'CUT' FOR UPDATE`);
  const waiting = take('CUT', 'schedule').catch((error: unknown) => error);
  await eventually('the act waits for the row', async () => {
    const { rowCount } = await killer.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (rowCount === 0) throw new Error('nobody waits');
  });
  expect(await waiting).toMatchObject({ name: 'TransientError' });
  await holder.query('ROLLBACK');
  await Promise.all([holder.end(), killer.end()]);
  expect(await stepsOf('election:CUT')).toEqual(before);
  expect((await take('CUT', 'schedule')).ok).toBe(true);
});

test('every act fails with a TransientError while the database is unavailable', async () => {
  const nowhere = openTestOffice('postgresql://nobody:nothing@127.0.0.1:9/none', clock);
  for (const ask of [
    () => nowhere.check(),
    () => nowhere.createRegion(ACTOR, region('RX')),
    () => nowhere.step(ACTOR, electionRollKey('E'), { step: 'open', reason: 'All is ready' }),
    () => nowhere.login('a@example.org', 'whatever it is'),
  ]) {
    await expect(ask()).rejects.toMatchObject({ name: 'TransientError' });
  }
  await nowhere.close();
});
