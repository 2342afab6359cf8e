import { randomUUID } from 'node:crypto';
import type { BallotStore } from '@scrutin/ballot-store';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger, Service } from '@scrutin/service-runtime';
import type { ReceivedCount } from './received-count.ts';

export interface IntakeReportOptions {
  readonly received: Pick<ReceivedCount, 'report' | 'reported'>;
  readonly store: Pick<BallotStore, 'reportIntake'>;
  readonly logger: Logger;
  readonly everyMs?: number;
}

/**
 * Tells the database every second, and at the end, how many votes this process accepted: the left side
 * of the ledger (P5), measured apart from what was settled. A process that is killed takes at most its
 * last second of the count with it; the votes themselves are in the queue.
 */
export function intakeReport(options: IntakeReportOptions): Service {
  const intakeId = randomUUID();
  let unkeyedReported = 0;
  let timer: NodeJS.Timeout | undefined;
  let underway = Promise.resolve();

  const report = async (): Promise<void> => {
    const latest = options.received.report;
    if (latest.unkeyed === unkeyedReported && latest.keyedIds.length === 0) return;
    await options.store.reportIntake(intakeId, latest.unkeyed, latest.keyedIds);
    options.received.reported(latest);
    unkeyedReported = latest.unkeyed;
  };
  const tick = (): void => {
    underway = report().catch((error: unknown) => {
      if (error instanceof TransientError) options.logger.warn('intake.report-failed', { error });
      else options.logger.error('background.failed', { work: 'intake-report', error });
    }); // nothing was taken off the count: the next report makes it good
    void underway.finally(() => {
      timer = setTimeout(tick, options.everyMs ?? 1_000);
    });
  };
  return {
    name: 'intake-report',
    start() {
      timer = setTimeout(tick, options.everyMs ?? 1_000);
      return Promise.resolve();
    },
    async drain() {
      await underway;
      clearTimeout(timer);
      await report();
    },
    stop() {
      clearTimeout(timer);
      return Promise.resolve();
    },
  };
}
