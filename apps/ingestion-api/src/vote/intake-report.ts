import { randomUUID } from 'node:crypto';
import type { BallotStore } from '@scrutin/ballot-store';
import { TransientError } from '@scrutin/service-runtime';
import type { Logger, Service } from '@scrutin/service-runtime';

export interface IntakeReportOptions {
  readonly received: () => number;
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
  let reported = 0;
  let timer: NodeJS.Timeout | undefined;
  let underway = Promise.resolve();

  const report = async (): Promise<void> => {
    const received = options.received();
    if (received === reported) return;
    await options.store.reportIntake(intakeId, received);
    reported = received;
  };
  const tick = (): void => {
    underway = report().catch((error: unknown) => {
      options.logger.warn('intake.report-failed', { error });
      if (!(error instanceof TransientError)) throw error;
    }); // the count is cumulative: the next report makes it good
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
