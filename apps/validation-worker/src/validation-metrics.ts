import { Counter, Histogram } from 'prom-client';
import type { Registry } from '@scrutin/service-runtime';
import { LATENCY_BUCKETS_S } from '@scrutin/service-runtime';
import type { LookedAgain } from './look-again.ts';

/** The counted outcome of a batch. Votes in doubt are counted when they are decided. */
interface BatchOutcome extends Pick<LookedAgain, 'eligible' | 'rejected'> {
  readonly postponed: number;
}

/** Measures the batches of a worker. */
export interface ValidationMetrics {
  /** Starts the clock of a batch. The returned function stops it and counts the outcome of the batch. */
  batchStarted(): (outcome: BatchOutcome) => void;
  /** Counts a batch that ended in an error of this class. */
  failed(errorType: string): void;
}

/** Registers the metrics of validation. */
export function validationMetrics(registry: Registry): ValidationMetrics {
  const processed = new Counter({
    name: 'validation_votes_processed_total',
    help: 'Votes decided, by status: valid, postponed or the reason of the rejection.',
    labelNames: ['status'],
    registers: [registry],
  });
  const latency = new Histogram({
    name: 'validation_processing_latency_seconds',
    help: 'Time from when a worker receives a batch until the broker has stored its outcome.',
    buckets: LATENCY_BUCKETS_S,
    registers: [registry],
  });
  const duplicates = new Counter({
    name: 'duplicate_attempts_total',
    help: 'Submissions whose credential had already voted.',
    registers: [registry],
  });
  const errors = new Counter({
    name: 'validation_errors_total',
    help: 'Batches that ended in an error, by its class.',
    labelNames: ['error_type'],
    registers: [registry],
  });
  return {
    batchStarted() {
      const stop = latency.startTimer();
      return ({ eligible, rejected, postponed }) => {
        stop();
        processed.inc({ status: 'valid' }, eligible.length);
        if (postponed > 0) processed.inc({ status: 'postponed' }, postponed);
        for (const { reason } of rejected) {
          processed.inc({ status: reason });
          if (reason === 'already-voted') duplicates.inc();
        }
      };
    },
    failed: (errorType) => {
      errors.inc({ error_type: errorType });
    },
  };
}
