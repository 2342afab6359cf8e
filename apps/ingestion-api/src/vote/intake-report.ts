import type { BallotStore } from '@scrutin/ballot-store';
import type { Logger, Service } from '@scrutin/service-runtime';
import { backgroundFailure, periodic } from '@scrutin/service-runtime';
import type { GroupReceipts } from './group-receipts.ts';

export interface IntakeReportOptions {
  readonly receipts: Pick<GroupReceipts, 'intakeId' | 'isWaiting' | 'next' | 'reported'>;
  /** Every vote accepted before this time has its answer; asked before the receipts are read. */
  readonly completeThroughMs: () => number;
  readonly store: Pick<BallotStore, 'reportIntake'>;
  readonly logger: Logger;
  readonly everyMs?: number;
}

/** Receipts of one fate in one statement at most. */
const MOST_AT_ONCE = 5_000;
/** Receipts wait so long at most: what a process that is killed has not told, only its queue knows. */
const LOOK_EVERY_MS = 100;

/**
 * Tells the database a moment after groups were published, every second, and at the end, which groups this process published and what became of them: the
 * left side of the ledger (P5). Also when there is nothing to tell: whoever certifies wants to know that each process
 * has reported since the closing. A report that fails is made good by the next; what a killed process could not tell,
 * its messages tell (libs/contracts, receipt.ts).
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
      const next = receipts.next(MOST_AT_ONCE);
      const isLast = Object.values(next).every((some) => some.length < MOST_AT_ONCE);
      const completeThroughMs = isLast ? throughMs : 0;
      await store.reportIntake({ intakeId, ...next, completeThroughMs, ended: ended && isLast });
      receipts.reported(next);
      if (isLast) return;
    }
  };
  const onError = backgroundFailure(logger, 'intake-report', 'intake.report-failed');
  const every = periodic({
    name: 'intake-report',
    everyMs: LOOK_EVERY_MS,
    task: async () => {
      if (receipts.isWaiting || performance.now() - reportedMs >= everyMs) await report(false);
    },
    onError,
  });
  return {
    name: every.name,
    async start() {
      // That this process lives is known from the first vote on; the database may be away all the same.
      void report(false).catch(onError);
      await every.start();
    },
    async drain() {
      await every.drain();
      await report(true);
    },
    stop: () => every.stop(),
  };
}
