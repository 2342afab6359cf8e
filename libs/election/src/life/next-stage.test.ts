import fc from 'fast-check';
import type { ContestStatus, ContestStep } from './lifecycle.ts';
import {
  CONTEST_STATUSES,
  CONTEST_STEPS,
  contestState,
  EFFECT_DELAY_MS,
  EFFECT_MARGIN_MS,
  SETTLING_DELAY_MS,
  STEP_FROM,
} from './lifecycle.ts';
import type { Stage, StepRequest } from './next-stage.ts';
import { nextStage, openingProblem, stepProblem } from './next-stage.ts';

const OPENS = 100_000;
const CLOSES = 200_000;
const at = (status: ContestStatus, step: ContestStep, nowMs: number, closesAtMs?: number) =>
  nextStage(
    { status, window: { opensAtMs: OPENS, closesAtMs: CLOSES } },
    { step, ...(closesAtMs === undefined ? {} : { closesAtMs }) },
    nowMs,
  );

test.each([
  ['draft', 'schedule', OPENS - EFFECT_DELAY_MS, 'scheduled', OPENS, CLOSES],
  ['scheduled', 'unschedule', OPENS - EFFECT_DELAY_MS, 'draft', OPENS, CLOSES],
  ['draft', 'open', 50_000, 'scheduled', 50_000 + EFFECT_DELAY_MS, CLOSES],
  ['scheduled', 'open', 50_000, 'scheduled', 50_000 + EFFECT_DELAY_MS, CLOSES],
  ['scheduled', 'extend', CLOSES - EFFECT_MARGIN_MS, 'scheduled', OPENS, 300_000],
  ['scheduled', 'close', 150_000, 'scheduled', OPENS, 150_000 + EFFECT_DELAY_MS],
  ['scheduled', 'certify', CLOSES + SETTLING_DELAY_MS, 'certified', OPENS, CLOSES],
] as const)('%s: %s at %i leads to %s', (status, step, nowMs, next, opensAtMs, closesAtMs) => {
  const stage = at(status, step, nowMs, step === 'extend' ? 300_000 : undefined);
  expect(stage).toMatchObject({ ok: true, status: next, window: { opensAtMs, closesAtMs } });
});

test.each([
  ['draft', 'schedule', OPENS - EFFECT_DELAY_MS + 1, /less than 5 seconds, or has already/],
  ['scheduled', 'unschedule', OPENS - EFFECT_DELAY_MS + 1, /already be in flight/],
  ['draft', 'open', CLOSES - EFFECT_DELAY_MS, /closing has passed, or is too near/],
  ['scheduled', 'open', OPENS - EFFECT_DELAY_MS, /opens by itself/],
  ['scheduled', 'extend', CLOSES - EFFECT_MARGIN_MS + 1, /too late to extend/],
  ['scheduled', 'extend', 150_000, /must be later/],
  ['scheduled', 'close', CLOSES - EFFECT_DELAY_MS, /closes by itself/],
  ['scheduled', 'certify', CLOSES + SETTLING_DELAY_MS - 1, /still in flight/],
  ['draft', 'close', 150_000, /It is a draft: to close it, it must be open\./],
  ['certified', 'extend', 150_000, /must be scheduled or open/],
] as const)('%s: %s at %i is refused', (status, step, nowMs, detail) => {
  expect(at(status, step, nowMs)).toMatchObject({
    ok: false,
    detail: expect.stringMatching(detail) as string,
  });
});

test('every step starts from a state that allows it, and takes effect no sooner than the margin', () => {
  const time = fc.integer({ min: 0, max: 300_000 });
  fc.assert(
    fc.property(
      fc.record({
        status: fc.constantFrom(...CONTEST_STATUSES),
        step: fc.constantFrom(...CONTEST_STEPS),
        nowMs: time,
        closesAtMs: time,
      }),
      ({ status, step, nowMs, closesAtMs }) => {
        const window = { opensAtMs: OPENS, closesAtMs: CLOSES };
        const next = nextStage({ status, window }, { step, closesAtMs }, nowMs);
        if (!next.ok) return;
        expect(STEP_FROM[step]).toContain(contestState(status, window, nowMs));
        if (next.effectiveAtMs !== undefined) {
          expect(next.effectiveAtMs - nowMs).toBeGreaterThanOrEqual(EFFECT_MARGIN_MS);
        }
        expect(next.window.opensAtMs).toBeLessThan(next.window.closesAtMs);
      },
    ),
  );
});

test.each<[StepRequest, RegExp]>([
  [{ step: 'stop' as ContestStep }, /The step must be one of/],
  [{ step: 'close' }, /needs a reason/],
  [{ step: 'open', reason: ' ' }, /needs a reason/],
  [{ step: 'extend', reason: 'Snow.' }, /new closing must be a time/],
  [{ step: 'close', reason: 'Fire.', closesAtMs: 1 }, /given only to extend/],
])('%j is not a request', (request, detail) => {
  expect(stepProblem(request)).toMatchObject({
    kind: 'invalid',
    detail: expect.stringMatching(detail) as string,
  });
});

test('opening what is scheduled needs a reason, because voters were told another time', () => {
  expect(openingProblem('scheduled', { step: 'open' })).toMatchObject({
    kind: 'invalid',
    detail: expect.stringMatching(/needs a reason/) as string,
  });
  expect(openingProblem('scheduled', { step: 'open', reason: 'Resolution 12' })).toBeUndefined();
  expect(openingProblem('scheduled', { step: 'schedule' })).toBeUndefined();
  expect(openingProblem('draft', { step: 'open' })).toBeUndefined();
});

test('a request with everything that its step needs has no problem', () => {
  expect(stepProblem({ step: 'schedule' })).toBeUndefined();
  expect(stepProblem({ step: 'extend', reason: 'Snow.', closesAtMs: 1 })).toBeUndefined();
});

describe('an opening or an early closing that has not taken effect', () => {
  const cancel = (now: Stage, before: Stage | undefined, nowMs: number) =>
    nextStage(now, { step: 'cancel' }, nowMs, before);
  const published: Stage = { status: 'scheduled', window: { opensAtMs: OPENS, closesAtMs: CLOSES } };
  const opening: Stage = { status: 'scheduled', window: { opensAtMs: 55_000, closesAtMs: CLOSES } };
  const closing: Stage = { status: 'scheduled', window: { opensAtMs: OPENS, closesAtMs: 155_000 } };

  test('is taken back while its effect is far enough away', () => {
    const last = 55_000 - EFFECT_MARGIN_MS;
    expect(cancel(opening, published, last)).toMatchObject({ ok: true, ...published, effectiveAtMs: 55_000 });
    expect(cancel(closing, published, 155_000 - EFFECT_MARGIN_MS)).toMatchObject({
      ok: true,
      ...published,
      effectiveAtMs: 155_000,
    });
    expect(cancel(opening, { ...published, status: 'draft' }, last)).toMatchObject({
      ok: true,
      status: 'draft',
    });
  });

  test('is not taken back when its effect is near, or when there is none', () => {
    expect(cancel(opening, published, 55_000 - EFFECT_MARGIN_MS + 1)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('too late to cancel it') as string,
    });
    expect(cancel(published, undefined, 0)).toMatchObject({
      ok: false,
      detail: expect.stringContaining('nothing to cancel') as string,
    });
  });
});

test.each([
  [{ step: 'close', reason: 'x', allowRacesWithoutVoters: true }, /only to schedule or open/],
  [{ step: 'close', reason: 'x', closesAtMs: 1 }, /only to extend/],
  [{ step: 'schedule', allowRacesWithoutVoters: true }, /reason/],
  [{ step: 'close', reason: 'x', allowOutstandingVotes: true }, /only to certify/],
  [{ step: 'certify', allowOutstandingVotes: true }, /reason/],
] as const)('the request %j is refused: %s', (request, detail) => {
  expect(stepProblem(request)?.detail).toMatch(detail);
});

test.each(CONTEST_STEPS)('what %s needs is said in French words', (step) => {
  for (const [status, nowMs] of [
    ['draft', 0],
    ['scheduled', 0],
    ['scheduled', 1_500_000],
    ['scheduled', 9_000_000],
    ['certified', 0],
  ] as const) {
    const window = { opensAtMs: 1_000_000, closesAtMs: 2_000_000 };
    const next = nextStage({ status, window }, { step }, nowMs);
    if (next.ok) continue;
    expect(next.text.fr).not.toMatch(
      /\b(?:draft|scheduled?|open(?:ed)?|closed?|extend|cancel|unschedule|certified)\b/,
    );
  }
});
