import { jest } from '@jest/globals';
import type { Logger } from '@scrutin/service-runtime';
import { minuteTick } from './minute-tick.ts';

function ticking(task: () => Promise<void>, startMs: number) {
  jest.useFakeTimers({ now: startMs });
  const logged: string[] = [];
  const note = (event: string): void => void logged.push(event);
  const logger: Logger = { info: note, warn: note, error: note };
  return { service: minuteTick({ name: 'tick', task, clock: Date.now, logger }), logged };
}

afterEach(() => {
  jest.useRealTimers();
});

describe('the task of each minute', () => {
  it('runs at whole minutes, and neither at the start nor after the end', async () => {
    const at: number[] = [];
    const { service } = ticking(() => Promise.resolve(void at.push(Date.now())), 90_500);
    await service.start();
    await jest.advanceTimersByTimeAsync(29_499);
    expect(at).toEqual([]);
    await jest.advanceTimersByTimeAsync(120_001);
    expect(at).toEqual([120_000, 180_000, 240_000]);
    await service.drain();
    await service.stop();
    await jest.advanceTimersByTimeAsync(120_000);
    expect(at).toHaveLength(3);
  });

  it('runs again a minute after it failed', async () => {
    let times = 0;
    const { service, logged } = ticking(() => {
      times += 1;
      return times === 1 ? Promise.reject(new Error('unavailable')) : Promise.resolve();
    }, 0);
    await service.start();
    await jest.advanceTimersByTimeAsync(120_000);
    expect([times, logged]).toEqual([2, ['metrics.refresh-failed']]);
    await service.stop();
  });
});
