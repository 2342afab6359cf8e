import type { Logger } from '@scrutin/service-runtime';
import { createMetrics, TransientError } from '@scrutin/service-runtime';
import { until } from '@scrutin/testkit/without-services';
import { ClockWatch } from './clock-watch.ts';

const NOON = Date.UTC(2026, 5, 1, 12);

/** There is one true time. A test sets how far the clock of the process is off, and the latency of the database. */
function world(maxOffsetMs = 1_000) {
  const events: string[] = [];
  const note = (event: string): void => void events.push(event);
  const logger: Logger = { info: note, warn: note, error: note };
  const state = { nowMs: 0, offsetMs: 0, latencyMs: 4, isAway: false };
  const registry = createMetrics('test');
  const watch = new ClockWatch({
    databaseClock: () => {
      if (state.isAway) return Promise.reject(new TransientError('away'));
      state.nowMs += state.latencyMs / 2;
      const answer = NOON + state.nowMs;
      state.nowMs += state.latencyMs / 2;
      return Promise.resolve(answer);
    },
    clock: () => NOON + state.nowMs + state.offsetMs,
    steadyClock: () => state.nowMs,
    logger,
    registry,
    maxOffsetMs,
    everyMs: 2,
  });
  return { watch, state, events, registry };
}

test.each([20_000, -20_000, 1_100])(
  'P9: a clock that is %s ms off is reported as wrong, and makes the process not ready',
  async (offsetMs) => {
    const { watch, state, events, registry } = world();
    state.offsetMs = offsetMs;
    await watch.start();
    expect(watch.isWrong()).toBe(true);
    await expect(watch.readiness.check()).rejects.toThrow(`The clock is ${offsetMs} ms off`);
    expect(events).toEqual(['clock.wrong']);
    expect(await registry.metrics()).toContain(`clock_offset_seconds{service="test"} ${offsetMs / 1_000}`);
    await watch.drain();
  },
);

test('a clock within the limit is right, and a slow database does not make it wrong', async () => {
  const { watch, state, events } = world();
  state.offsetMs = 900;
  state.latencyMs = 4_000;
  await watch.start();
  await watch.readiness.check();
  expect([watch.isWrong(), events]).toEqual([false, []]);
  await watch.drain();
});

test('a clock that changes while the database is unavailable is noticed, and so is its correction', async () => {
  const { watch, state, events } = world();
  await watch.start();
  expect(watch.isWrong()).toBe(false);
  state.isAway = true;
  state.nowMs += 60_000;
  state.offsetMs = -5_000;
  expect(watch.isWrong()).toBe(true);
  state.offsetMs = 10;
  expect(watch.isWrong()).toBe(false);
  expect(events.filter((event) => event !== 'clock.unknown')).toEqual(['clock.wrong', 'clock.right']);
  await watch.drain();
});

test('before the first comparison the offset is unknown, and the clock is not reported as wrong', async () => {
  const { watch, state, events } = world();
  state.isAway = true;
  state.offsetMs = 60_000;
  await watch.start();
  expect([watch.isWrong(), watch.offsetMs]).toEqual([false, undefined]);
  await watch.readiness.check();
  state.isAway = false;
  await until('the watch sees that the clock is wrong', () => watch.isWrong());
  await watch.drain();
  expect(events).toContain('clock.unknown');
});
