import type { Election } from '@scrutin/election';
import { EFFECT_DELAY_MS, EFFECT_MARGIN_MS, electionRollKey } from '@scrutin/election';
import {
  ACTOR,
  DAY_MS,
  done,
  HOUR_MS,
  readyElection,
  refusal,
  useOffice,
} from '@scrutin/testkit/election-office';

const { office, clock } = useOffice();

/**
 * An election that opens an hour after the present time of the office. The database judges some acts by its own clock. It
 * is ten minutes behind, so that on a slow machine nothing takes effect before the test says so.
 */
async function ready(id: string): Promise<Election['window']> {
  clock.nowMs = Date.now() + HOUR_MS / 6;
  const opensAtMs = clock.nowMs + HOUR_MS;
  const window = { opensAtMs, closesAtMs: opensAtMs + DAY_MS };
  await readyElection(office, id, ['RA'], { election: { window } });
  return window;
}

const take = (id: string, step: 'schedule' | 'open' | 'close' | 'cancel' | 'extend', changes: object = {}) =>
  office.step(ACTOR, electionRollKey(id), { step, ...changes });
const reason = 'a mistake';

describe('an act that has not taken effect', () => {
  test('is cancelled: an opening of a draft, or of a published election', async () => {
    const window = await ready('OPEN');
    expect(await take('OPEN', 'cancel', { reason })).toEqual(refusal('state-forbids', /draft/));
    await done(take('OPEN', 'open'));
    expect(await take('OPEN', 'cancel')).toEqual(refusal('invalid', /reason/));
    clock.nowMs += EFFECT_DELAY_MS - EFFECT_MARGIN_MS;
    expect(await take('OPEN', 'cancel', { reason })).toMatchObject({ value: { status: 'draft', window } });
    await done(take('OPEN', 'schedule'));
    expect(await take('OPEN', 'cancel', { reason })).toEqual(refusal('state-forbids', /nothing to cancel/));
    await done(take('OPEN', 'open', { reason }));
    expect(await take('OPEN', 'cancel', { reason })).toMatchObject({
      value: { status: 'scheduled', window },
    });
    expect(await office.acts({ limit: 1, subject: 'election:OPEN' })).toMatchObject([
      { action: 'election.cancel', reason },
    ]);
    expect((await office.notices(electionRollKey('OPEN')))[0]).toMatchObject({ kind: 'cancelled', reason });
  });

  test('is cancelled: an early closing', async () => {
    const { closesAtMs } = await ready('CLOSE');
    await done(take('CLOSE', 'open'));
    clock.nowMs += EFFECT_DELAY_MS;
    await done(take('CLOSE', 'close', { reason }));
    expect(await take('CLOSE', 'cancel', { reason })).toMatchObject({ value: { window: { closesAtMs } } });
    await done(take('CLOSE', 'close', { reason }));
    clock.nowMs += EFFECT_DELAY_MS - EFFECT_MARGIN_MS + 1;
    expect(await take('CLOSE', 'cancel', { reason })).toEqual(refusal('state-forbids', /too late to cancel/));
  });

  test('is taken back: a withdrawal before the opening, or before it takes effect', async () => {
    const { opensAtMs } = await ready('BACK');
    await done(take('BACK', 'schedule'));
    const alice = { electionId: 'BACK', regionId: 'RA', id: 'alice' };
    expect(await office.reinstateCandidate(ACTOR, alice, reason)).toEqual(
      refusal('state-forbids', /has not withdrawn/),
    );
    await done(office.withdrawCandidate(ACTOR, alice, 'ill'));
    clock.nowMs = opensAtMs - EFFECT_MARGIN_MS;
    expect(await office.reinstateCandidate(ACTOR, alice, ' ')).toEqual(refusal('invalid'));
    const standing = await done(office.reinstateCandidate(ACTOR, alice, reason));
    expect(standing.withdrawnAtMs).toBeUndefined();
    expect(await office.notices(electionRollKey('BACK'))).toMatchObject([
      { kind: 'withdrawal-undone', reason, regionId: 'RA' },
      { kind: 'candidate-withdrawn' },
    ]);
    expect(await office.acts({ limit: 1, subject: 'election:BACK' })).toMatchObject([
      { action: 'candidate.reinstate', reason },
    ]);
    clock.nowMs = opensAtMs;
    await done(office.withdrawCandidate(ACTOR, alice, 'ill'));
    clock.nowMs += EFFECT_DELAY_MS - EFFECT_MARGIN_MS;
    await done(office.reinstateCandidate(ACTOR, alice, reason));
    await done(office.withdrawCandidate(ACTOR, alice, 'ill'));
    clock.nowMs += EFFECT_DELAY_MS - EFFECT_MARGIN_MS + 1;
    expect(await office.reinstateCandidate(ACTOR, alice, reason)).toEqual(
      refusal('state-forbids', /no longer be taken back/),
    );
  });
});
