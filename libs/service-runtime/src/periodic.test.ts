import { until } from '@scrutin/testkit/without-services';
import { TransientError } from './errors.ts';
import type { Logger } from './logger.ts';
import { backgroundFailure, periodic } from './periodic.ts';

function recorder(): { events: string[]; logger: Logger } {
  const events: string[] = [];
  const note = (event: string): void => void events.push(event);
  return { events, logger: { info: note, warn: note, error: note } };
}

describe('periodic work', () => {
  it('continues after every error, and reports each', async () => {
    const failures = [new TransientError('unavailable'), new TypeError('a mistake'), new Error('unknown')];
    let runs = 0;
    const { events, logger } = recorder();
    const work = periodic({
      name: 'test',
      everyMs: 1,
      task: () => {
        const failure = failures[runs++];
        return failure === undefined ? Promise.resolve() : Promise.reject(failure);
      },
      onError: backgroundFailure(logger, 'test', 'catalogue.refresh-failed'),
      atStart: true,
    });
    await work.start();
    expect(runs).toBe(1);
    await until('the work runs six times', () => runs > 5);
    await work.drain();
    expect(events).toEqual(['catalogue.refresh-failed', 'background.failed', 'background.failed']);
  });

  it('runs once at a time, and draining waits for the run and starts no other', async () => {
    let underway = 0;
    let most = 0;
    let finish: () => void = () => undefined;
    const work = periodic({
      name: 'test',
      everyMs: 1,
      task: async () => {
        most = Math.max(most, ++underway);
        await new Promise<void>((resolve) => (finish = resolve));
        underway -= 1;
      },
      onError: () => undefined,
    });
    await work.start();
    await until('the work has begun', () => underway === 1);
    const drained = work.drain();
    finish();
    await drained;
    expect({ underway, most }).toEqual({ underway: 0, most: 1 });
  });
});
