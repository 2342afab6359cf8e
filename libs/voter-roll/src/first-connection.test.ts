import { FirstConnection } from './first-connection.ts';

test('is pending until the attempt has ended', () => {
  const first = new FirstConnection(() => 0);
  expect(first.isPending).toBe(true);
  first.end();
  expect(first.isPending).toBe(false);
});

test('counts as failed after 8 seconds, when a Redis accepts the connection and then hangs', () => {
  let nowMs = 1_000;
  const first = new FirstConnection(() => nowMs);
  nowMs += 7_999;
  expect(first.isPending).toBe(true);
  nowMs += 1;
  expect(first.isPending).toBe(false);
});
