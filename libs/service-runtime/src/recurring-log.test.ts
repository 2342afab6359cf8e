import type { LogFields, Logger } from './logger.ts';
import { RecurringLog } from './recurring-log.ts';

test('a failure is logged immediately, then every half minute with the number of failures in between', () => {
  const lines: LogFields[] = [];
  const logger: Logger = {
    info: () => undefined,
    warn: () => undefined,
    error: (event, fields) => void lines.push({ event, ...fields }),
  };
  let nowMs = 0;
  const log = new RecurringLog(logger, 30_000, () => nowMs);
  for (nowMs = 0; nowMs < 60_000; nowMs += 1_000)
    log.error('background.failed', 'mixing', { work: 'mixing' });
  log.error('background.failed', 'catalogue', { work: 'catalogue' });
  expect(lines).toEqual([
    { event: 'background.failed', work: 'mixing' },
    { event: 'background.failed', work: 'mixing', repeated: 29 },
    { event: 'background.failed', work: 'catalogue' },
  ]);
});
