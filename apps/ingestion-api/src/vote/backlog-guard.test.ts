import { TransientError } from '@scrutin/service-runtime';
import { backlogGuard } from './backlog-guard.ts';

/** Lets the guard look at the queue once. */
async function poll(guard: ReturnType<typeof backlogGuard>): Promise<boolean> {
  await guard.start();
  await guard.stop();
  return guard.isHigh();
}

describe('the backlog guard', () => {
  it('is high above the limit, and remains high until fewer than three quarters of the limit wait', async () => {
    let messages = 0;
    const events: string[] = [];
    const note = (event: string): void => {
      events.push(event);
    };
    const guard = backlogGuard({
      broker: { depth: () => Promise.resolve({ messages, consumers: 1 }) },
      logger: { info: note, warn: note, error: note },
      maxMessages: 100,
      pollMs: 60_000,
    });
    const states: boolean[] = [];
    for (messages of [0, 100, 101, 80, 75, 74, 100, 101]) states.push(await poll(guard));
    expect(states).toEqual([false, false, true, true, true, false, false, true]);
    expect(events).toEqual(['intake.backlog-high', 'intake.backlog-normal', 'intake.backlog-high']);
  });

  it('keeps the last known state while the broker is unavailable', async () => {
    let isDown = false;
    const guard = backlogGuard({
      broker: {
        depth: () =>
          isDown
            ? Promise.reject(new TransientError('unavailable'))
            : Promise.resolve({ messages: 101, consumers: 0 }),
      },
      logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
      maxMessages: 100,
      pollMs: 60_000,
    });
    expect(await poll(guard)).toBe(true);
    isDown = true;
    expect(await poll(guard)).toBe(true);
  });
});
