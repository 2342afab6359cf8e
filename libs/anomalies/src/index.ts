export { batchAnomalies } from './batch-signals.ts';
export type { BatchPart, PrintingBatch } from './batch-signals.ts';
export { OUTCOMES, SMALL_BLOCKS } from './counts.ts';
export type { BlockCounts, ContestCounts, LedgerLine, Outcome } from './counts.ts';
export { closedContestsOf, electoratesOf } from './watched.ts';
export { findAnomalies } from './find-anomalies.ts';
export { SIGNAL_WINDOW_MS, signalWindowOf } from './signal.ts';
export type { Anomaly, WatchedSignal } from './signal.ts';
