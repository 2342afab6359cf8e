import type { BallotStore } from '@scrutin/ballot-store';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic } from '@scrutin/service-runtime';
import type { GroupReceipts } from './group-receipts.ts';

/** What is reported, and where to. */
export interface IntakeReportOptions {
  readonly receipts: Pick<GroupReceipts, 'intakeId' | 'isWaiting' | 'next' | 'reported'>;
  /** Every vote that was accepted before this time has its answer. This is called before the receipts are read. */
  readonly completeThroughMs: () => number;
  readonly store: Pick<BallotStore, 'reportIntake'>;
  readonly logger: Logger;
  /** How often a report is sent when no receipt waits. The default is a second. */
  readonly everyMs?: number;
}

/** How many receipts of one fate one statement takes. */
const RECEIPTS_MAX = 5_000;
/** How long a receipt waits for its report. If a process is killed, only its messages know what it did not report. */
const LOOK_EVERY_MS = 100;

/**
 * Reports to the database which groups this process published and what became of them. These reports are the left side
 * of the ledger (P5). A report is sent a moment after groups were published, every second, and when the process ends.
 * It is also sent when nothing was published, because certifying requires that every process has reported since the
 * contest closed. If a report fails, the next one contains its receipts again. If a process is killed, the messages in
 * the queue contain the receipts that it did not report (libs/contracts, receipt.ts).
 */
export function intakeReport(options: IntakeReportOptions): Service {
  const { receipts, store, logger } = options;
  const { intakeId } = receipts;
  const { everyMs = 1_000 } = options;

  let reportedMs = Number.NEGATIVE_INFINITY;
  const report = async (ended: boolean): Promise<void> => {
    reportedMs = performance.now();
    const throughMs = options.completeThroughMs();
    for (;;) {
      const next = receipts.next(RECEIPTS_MAX);
      const isLast = Object.values(next).every((some) => some.length < RECEIPTS_MAX);
      const completeThroughMs = isLast ? throughMs : 0;
      await store.reportIntake({ intakeId, ...next, completeThroughMs, ended: ended && isLast });
      receipts.reported(next);
      if (isLast) return;
    }
  };
  const onError = backgroundFailure(logger, 'intake-report', 'intake.report-failed');
  const reporting = periodic({
    name: 'intake-report',
    everyMs: LOOK_EVERY_MS,
    task: async () => {
      if (receipts.isWaiting || performance.now() - reportedMs >= everyMs) await report(false);
    },
    onError,
  });
  return {
    name: reporting.name,
    async start() {
      // The database learns of this process before its first vote. The start does not wait: votes need no database.
      void report(false).catch(onError);
      await reporting.start();
    },
    async drain() {
      await reporting.drain();
      await report(true);
    },
    stop: () => reporting.stop(),
  };
}
