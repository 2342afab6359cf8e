import { Health } from './health.ts';
import type { Logger } from './logger.ts';
import { neededOnce } from './service.ts';

function recorder(): { events: string[]; logger: Logger } {
  const events: string[] = [];
  const note = (event: string): void => {
    events.push(event);
  };
  return { events, logger: { info: note, warn: note, error: note } };
}

describe('readiness', () => {
  it('is true only if every dependency answers, and names the one that does not', async () => {
    const { logger, events } = recorder();
    let isDown = false;
    const health = new Health(
      [
        { name: 'broker', check: () => Promise.resolve() },
        {
          name: 'database',
          check: () => (isDown ? Promise.reject(new Error('unavailable')) : Promise.resolve()),
        },
      ],
      logger,
      1_000,
      0,
    );
    expect(await health.report()).toEqual({ status: 'ok', dependencies: { broker: 'up', database: 'up' } });
    isDown = true;
    expect(await health.report()).toEqual({
      status: 'unavailable',
      dependencies: { broker: 'up', database: 'down' },
    });
    isDown = false;
    expect((await health.report()).status).toBe('ok');
    expect(events).toEqual(['readiness.changed', 'readiness.changed']);
  });

  it('is false if a dependency does not answer in time', async () => {
    const never = new Promise<void>(() => undefined);
    const health = new Health([{ name: 'redis', check: () => never }], recorder().logger, 20, 0);
    expect((await health.report()).dependencies).toEqual({ redis: 'down' });
  });

  it('is false until a dependency that is needed once has answered, and true from then on', async () => {
    let isDown = true;
    const database = neededOnce({
      name: 'database',
      check: () => (isDown ? Promise.reject(new Error('unavailable')) : Promise.resolve()),
    });
    const { logger } = recorder();
    // A process has one for its public port and one for its operations; the second is asked during the outage only.
    const [asked, askedLate] = [
      new Health([database], logger, 1_000, 0),
      new Health([database], logger, 1_000, 0),
    ];
    expect(await asked.report()).toEqual({ status: 'unavailable', dependencies: { database: 'down' } });
    isDown = false;
    expect(await asked.report()).toEqual({ status: 'ok', dependencies: { database: 'up' } });
    isDown = true;
    for (const health of [asked, askedLate])
      expect(await health.report()).toEqual({ status: 'ok', dependencies: { database: 'down' } });
  });

  it('checks once for many requests', async () => {
    let asked = 0;
    const check = (): Promise<void> => {
      asked += 1;
      return Promise.resolve();
    };
    const health = new Health([{ name: 'redis', check }], recorder().logger, 1_000, 60_000);
    await Promise.all(Array.from({ length: 50 }, () => health.report()));
    await health.report();
    expect(asked).toBe(1);
  });
});
