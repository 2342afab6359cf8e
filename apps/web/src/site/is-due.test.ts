import { isDue } from './is-due.ts';

const WINDOW = { opensAt: '2026-11-26T13:00:00.000Z', closesAt: '2026-11-27T01:00:00.000Z' };
const OPENING = Date.parse(WINDOW.opensAt);
const CLOSING = Date.parse(WINDOW.closesAt);

test.each([
  ['is to open later', 'not-open', OPENING - 1, false],
  ['should have opened', 'not-open', OPENING, true],
  ['is open', 'open', CLOSING - 1, false],
  ['should have closed', 'open', CLOSING, true],
  ['is over', 'closed', CLOSING + 1, false],
] as const)('a contest that %s', (_what, state, now, expected) => {
  expect(isDue({ ...WINDOW, state }, now)).toBe(expected);
});

test('an extended contest is not due before its later closing', () => {
  const extended = { ...WINDOW, state: 'open', closesAt: '2026-11-27T02:00:00.000Z' } as const;
  expect(isDue(extended, CLOSING)).toBe(false);
  expect(isDue(extended, CLOSING + 3_600_000)).toBe(true);
});
