import { CONTEST_STATES, CONTEST_STEPS, contestState, mayChange, mayStep } from './lifecycle.ts';

const window = { opensAtMs: 1_000, closesAtMs: 2_000 };

test('the window gives the state of a published contest; a draft and a certified contest do not depend on the time', () => {
  const at = (ms: number) => contestState('scheduled', window, ms);
  expect([at(999), at(1_000), at(1_999), at(2_000)]).toEqual(['scheduled', 'open', 'open', 'closed']);
  for (const ms of [0, 1_500, 9_999]) {
    expect(contestState('draft', window, ms)).toBe('draft');
    expect(contestState('certified', window, ms)).toBe('certified');
  }
});

test('the steps lead from draft to certified, and nothing leads away from certified', () => {
  const allowed = Object.fromEntries(
    CONTEST_STATES.map((state) => [state, CONTEST_STEPS.filter((step) => mayStep(state, step))]),
  );
  expect(allowed).toEqual({
    draft: ['schedule', 'open'],
    scheduled: ['unschedule', 'open', 'extend', 'cancel'],
    open: ['extend', 'close', 'cancel'],
    closed: ['certify'],
    certified: [],
  });
});

test('once voting has begun, nothing changes that a vote could depend on, except by a withdrawal', () => {
  for (const change of ['window', 'visibility', 'rules', 'races', 'candidates'] as const) {
    expect(mayChange('open', change)).toBe(false);
  }
  expect(mayChange('open', 'withdrawals')).toBe(true);
  expect(mayChange('closed', 'withdrawals')).toBe(false);
});
