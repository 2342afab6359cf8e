import { EFFECT_DELAY_MS } from './lifecycle.ts';
import { possibleSteps, windowWarning } from './possible-steps.ts';

const HOUR = 3_600_000;
const window = { opensAtMs: HOUR, closesAtMs: 2 * HOUR };

test.each([
  ['draft', 0, ['schedule', 'open']],
  ['draft', HOUR - EFFECT_DELAY_MS, ['schedule', 'open']],
  ['draft', HOUR - 1, ['open']],
  ['draft', HOUR + 1, ['open']],
  ['draft', 2 * HOUR, []],
  ['scheduled', 0, ['unschedule', 'open', 'extend']],
  ['scheduled', HOUR - 1, ['extend']],
  ['scheduled', HOUR, ['extend', 'close']],
  ['scheduled', 2 * HOUR - 1, []],
  ['scheduled', 2 * HOUR, []],
  ['scheduled', 3 * HOUR, ['certify']],
  ['certified', 3 * HOUR, []],
] as const)('a contest that is stored as %s may at %i take the steps %j', (status, nowMs, steps) => {
  expect(possibleSteps({ status, window }, nowMs)).toEqual(steps);
});

test.each([
  ['draft', 0, undefined],
  ['draft', HOUR, 'opening'],
  ['draft', 2 * HOUR, 'closing'],
  ['scheduled', 2 * HOUR, undefined],
] as const)('a contest that is stored as %s has at %i a warning about its %s', (status, nowMs, about) => {
  const warning = windowWarning({ status, window }, nowMs);
  if (about === undefined) expect(warning).toBeUndefined();
  else expect(warning?.en).toContain(`The ${about} is in the past`);
});
