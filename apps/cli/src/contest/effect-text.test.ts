import { CONTEST_STEPS, EFFECT_DELAY_MS } from '@scrutin/election';
import { effectOfStep, effectOfWithdrawal, windowText } from './effect-text.ts';

const CONTEST = {
  window: { opensAtMs: Date.parse('2026-10-05T12:00:00Z'), closesAtMs: Date.parse('2026-10-06T00:00:05Z') },
  timeZone: 'America/Toronto',
};

test('five seconds, which the texts name, is how long an act waits for every process', () => {
  expect(EFFECT_DELAY_MS).toBe(5000);
});

test('an opening and a closing say when they take effect, and how they are taken back', () => {
  expect(effectOfStep('open', CONTEST)).toBe(
    ' This takes effect in five seconds, on 5 October 2026 at 08:00 (America/Toronto), 12:00 UTC; ' +
      '`contest cancel` takes it back in the next two seconds.',
  );
  expect(effectOfStep('close', CONTEST)).toBe(
    ' This takes effect in five seconds, on 5 October 2026 at 20:00:05 (America/Toronto), 6 October 2026 at 00:00:05 UTC; ' +
      '`contest cancel` takes it back in the next two seconds.',
  );
});

test.each(CONTEST_STEPS.filter((step) => step !== 'open' && step !== 'close'))(
  'the step %s takes effect at once, and says nothing more',
  (step) => {
    expect(effectOfStep(step, CONTEST)).toBe('');
  },
);

test.each([
  [Date.parse('2026-10-01T00:00:00Z'), /^opens on .*; closes on /],
  [Date.parse('2026-10-05T12:00:00Z'), /^opened on .*; closes on /],
  [
    Date.parse('2026-10-07T00:00:00Z'),
    /^opened on 5 October .*; closed on 5 October 2026 at 20:00:05 .* UTC\.$/,
  ],
])('what is over at %i is said in the past', (nowMs, text) => {
  expect(windowText(CONTEST, nowMs)).toMatch(text);
});

test('a withdrawal says when it takes effect, and how it is taken back', () => {
  expect(effectOfWithdrawal(Date.parse('2026-10-05T12:30:05Z'), 'America/Toronto')).toBe(
    'This takes effect in five seconds, on 5 October 2026 at 08:30:05 (America/Toronto), 12:30:05 UTC; ' +
      '`candidate reinstate` takes it back in the next two seconds, or until shortly before the voting opens.',
  );
});
