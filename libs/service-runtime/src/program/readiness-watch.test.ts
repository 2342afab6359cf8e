import { silentLogger, until } from '@scrutin/testkit/without-services';
import { Health } from '../health.ts';
import type { LogFields, Logger } from '../logger.ts';
import { readinessWatch } from './readiness-watch.ts';

const TIMES = { graceMs: 30, askAtFirstMs: 2, askEveryMs: 2, repeatMs: 60_000 };

function recorder(): { lines: { event: string; fields: LogFields }[]; logger: Logger } {
  const lines: { event: string; fields: LogFields }[] = [];
  const note = (event: string, fields: LogFields = {}): void => void lines.push({ event, fields });
  return { lines, logger: { info: note, warn: note, error: note } };
}

test('a service with a wrong login logs the reason, and is ready once the login works', async () => {
  let problem: Error | undefined = new Error('refused', {
    cause: new Error('password authentication failed'),
  });
  const check = (): Promise<void> => (problem === undefined ? Promise.resolve() : Promise.reject(problem));
  const { lines, logger } = recorder();
  const watch = readinessWatch(
    new Health([{ name: 'database', check }], silentLogger, 1_000, 0),
    logger,
    TIMES,
  );
  await watch.start();
  await until('a line is logged', () => lines.length > 0);
  expect(lines).toEqual([
    {
      event: 'service.not-ready',
      fields: {
        dependencies: { database: 'down' },
        problems: ['database: refused: password authentication failed'],
      },
    },
  ]);
  problem = undefined;
  await until('a second line is logged', () => lines.length > 1);
  await watch.drain();
  expect(lines.map(({ event }) => event)).toEqual(['service.not-ready', 'service.ready']);
});

test('a service whose dependencies are ready soon after its start logs only that it is ready', async () => {
  let asked = 0;
  const check = (): Promise<void> =>
    ++asked > 2 ? Promise.resolve() : Promise.reject(new Error('connecting'));
  const { lines, logger } = recorder();
  const health = new Health([{ name: 'redis', check }], silentLogger, 1_000, 0);
  const watch = readinessWatch(health, logger, { ...TIMES, graceMs: 5_000 });
  await watch.start();
  await until('a line is logged', () => lines.length > 0);
  await watch.drain();
  expect(lines).toEqual([{ event: 'service.ready', fields: { dependencies: { redis: 'up' } } }]);
});
